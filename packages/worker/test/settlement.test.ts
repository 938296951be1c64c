import { mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type ApiDriver,
  createApiDriver,
  hasEnded,
  type Job,
} from '@order-settlement/testing/api-driver.ts'
import { holdAt } from '@order-settlement/testing/hold-at.ts'
import { settledLines } from '@order-settlement/testing/independent-csv.ts'
import { createTestDatabase, type TestDatabase } from '@order-settlement/testing/test-database.ts'
import { startProcess, type TestProcess } from '@order-settlement/testing/test-process.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectExact, expectNothingLeft, proofOf } from './settle.ts'

let database: TestDatabase
let apiProcess: TestProcess
let workerProcess: TestProcess
let directory: string
let api: string
let driver: ApiDriver

beforeAll(async () => {
  database = await createTestDatabase()
  directory = await mkdtemp(join(tmpdir(), 'settlements-'))
  const env = {
    DATABASE_URL: database.url,
    SETTLEMENT_DIR: directory,
    SETTLEMENT_BATCH_SIZE: '1000',
    WORKERS: '4',
  }
  await insertTrickyTransactions()
  ;[apiProcess, workerProcess] = await Promise.all([
    startProcess('api', env),
    startProcess('worker', env),
  ])
  api = apiProcess.url
  driver = createApiDriver(api)
})

afterAll(async () => {
  await Promise.all([apiProcess?.[Symbol.asyncDispose](), workerProcess?.[Symbol.asyncDispose]()])
  await database?.drop()
  await rm(directory, { recursive: true, force: true })
})

/** March 2025: equal instants, microseconds, midnights, huge sums, odd merchants, days without rows. */
async function insertTrickyTransactions() {
  await sql`
    insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at)
    -- 5,000 rows at one instant, over three merchants
    select 'same_' || n % 3, n, n % 7, 'PAID', timestamptz '2025-03-04 12:00:00Z' from generate_series(1, 5000) n
    union all
    -- 3,000 rows one microsecond apart, across a midnight
    select 'micro', 100 + n, 1, 'PAID', timestamptz '2025-03-06 00:00:00Z' + (n - 1500) * interval '1 microsecond'
    from generate_series(1, 3000) n
    union all
    -- sums beyond 2^53 whose last digit a float would lose
    select 'huge', 9007199254740993, 1, 'PAID', timestamptz '2025-03-07 01:00:00Z' + n * interval '1 second'
    from generate_series(1, 101) n
    union all
    -- refunds: a negative day
    select 'refunds', -500, -3, 'PAID', timestamptz '2025-03-08 10:00:00Z' from generate_series(1, 3)
    union all
    select status, 777, 7, status, timestamptz '2025-03-09 09:00:00Z' + n * interval '1 second'
    from unnest(array['PENDING', 'FAILED', 'REFUNDED', 'CANCELLED']) status, generate_series(1, 50) n
    union all
    -- exactly midnight at both ends of the month, and a microsecond outside of it
    select 'midnight', 1, 0, 'PAID', at from unnest(array[timestamptz '2025-03-01 00:00:00Z',
      '2025-02-28 23:59:59.999999Z', '2025-03-31 23:59:59.999999Z', '2025-04-01 00:00:00Z']) at
    union all
    select merchant, 10, 1, 'PAID', timestamptz '2025-03-10 10:00:00Z'
    from unnest(array['=1+1', 'a,"b"', '商户一号', '@sum', '-2', ' space', 'näive', '＝2']) merchant`.execute(
    database.db,
  )
}

const march = { from: '2025-03-01', to: '2025-03-31' }

test('a month of edge cases settles to exactly the result of an independent statement', async () => {
  const job = await driver.settle(march)
  await expectExact({ api, db: database.db, directory }, job, march)
  const csv = await readFile(join(directory, `${job.job_id}.csv`), 'utf8')
  expect(csv).toContain("\n'=1+1,2025-03-10,10,1,9,1,")
  expect(csv).toContain('\n"a,""b""",2025-03-10,')
  expect(csv).toContain('\n商户一号,')
  expect(csv).toContain('\nrefunds,2025-03-08,-1500,-9,-1491,3,')
  expect(csv).toContain(`\nhuge,2025-03-07,${9007199254740993n * 101n},101,`)
  // The sum of all is beyond what a JSON number can hold, so it is given as its digits.
  expect(proofOf(job).source.gross_cents).toMatch(/^\d{18}$/)
  expect(proofOf(job).settlements).toEqual(proofOf(job).source)
  expect(proofOf(job).csv).toMatchObject(proofOf(job).source)
  expect(proofOf(job).csv.bytes).toBe(Buffer.byteLength(csv))
  expect(job.processed).toBe(job.total)
})

test('days are cut in the requested zone: 30 March has 23 hours in Berlin', async () => {
  await sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at)
    select 'berlin', 1, 0, 'PAID', timestamptz '2025-03-29 12:00:00Z' + n * interval '10 minutes'
    from generate_series(0, 400) n`.execute(database.db)
  const range = { from: '2025-03-30', to: '2025-03-30', timezone: 'Europe/Berlin' }
  const job = await driver.settle(range)
  await expectExact({ api, db: database.db, directory }, job, range)
  const lines = await settledLines(database.db, range)
  expect(lines).toContain('berlin,2025-03-30,138,0,138,138,0,0,USD') // 23 hours of six
})

test('settling again gives the same table, without a transaction that is no longer PAID', async () => {
  const range = { from: '2025-03-05', to: '2025-03-10' }
  await driver.settle(range)
  const first = await settledLines(database.db, range)
  await driver.settle(range)
  expect(await settledLines(database.db, range)).toEqual(first)

  await database.db
    .updateTable('transactions')
    .set({ status: 'REFUNDED' })
    .where('merchant_id', '=', '@sum')
    .execute()
  const third = await driver.settle(range)
  await expectExact({ api, db: database.db, directory }, third, range)
  expect(await settledLines(database.db, range)).toEqual(
    first.filter((line) => !line.startsWith('@sum')),
  )
})

test('a range without transactions completes with a header-only CSV', async () => {
  const range = { from: '2031-01-01', to: '2031-01-31' }
  const job = await driver.settle(range)
  await expectExact({ api, db: database.db, directory }, job, range)
  expect(await readFile(join(directory, `${job.job_id}.csv`), 'utf8')).toBe(
    'merchant_id,date,gross_cents,fee_cents,net_cents,txn_count,generated_at,unique_run_id,refund_cents,refund_count,currency\n',
  )
  expect(job).toMatchObject({ total: 0, processed: 0, progress: 100 })
})

test('two overlapping settlements at once both complete; shared days belong to the later one', async () => {
  const early = { from: '2025-03-01', to: '2025-03-07' }
  const late = { from: '2025-03-04', to: '2025-03-12' }
  const ids = await Promise.all([driver.startSettlement(early), driver.startSettlement(late)])
  const jobs = await Promise.all(ids.map((id) => driver.waitForJob(id, hasEnded)))
  expect(jobs.map(({ status }) => status)).toEqual(['COMPLETED', 'COMPLETED'])
  const { rows } = await sql<{ job_ids: string[] }>`
    select array_agg(distinct unique_run_id) as job_ids from settlements
    where date between '2025-03-04' and '2025-03-07'`.execute(database.db)
  const last = jobs.toSorted((a, b) => `${a.finished_at}`.localeCompare(`${b.finished_at}`)).at(-1)
  expect(rows[0]?.job_ids).toEqual([last?.job_id])
})

test('16 settlements started at once complete within 10 s', async () => {
  const began = performance.now()
  const jobs = await Promise.all(
    Array.from({ length: 16 }, (_, day) =>
      driver.settle({ from: '2025-03-01', to: `2025-03-${String(day + 10)}` }),
    ),
  )
  expect(new Set(jobs.map(({ status }) => status))).toEqual(new Set(['COMPLETED']))
  // pg-boss by itself waits 2 s after each message that one of the two slots has handled.
  expect(performance.now() - began).toBeLessThan(10_000)
})

test('progress and processed never decrease', async () => {
  const seen: Job[] = []
  const id = await driver.startSettlement(march)
  await driver.waitForJob(id, (job) => {
    seen.push(job)
    return hasEnded(job)
  })
  for (const [index, job] of seen.entries()) {
    const before = seen[index - 1]
    expect(job.processed).toBeGreaterThanOrEqual(before?.processed ?? 0)
    expect(job.progress).toBeGreaterThanOrEqual(before?.progress ?? 0)
    expect(job.processed).toBeLessThanOrEqual(job.total)
  }
  expect(seen.at(-1)?.progress).toBe(100)
})

test('a settlement that is cancelled while it sums publishes nothing and leaves no file', async () => {
  const before = await settledLines(database.db, march)
  // Sum handlers block within a batch until the hold is released.
  const hold = await holdAt(database.db, 'update', 'settlement_batches')
  const id = await driver.startSettlement(march)
  await driver.waitForJob(id, ({ status, total }) => status === 'RUNNING' && total > 0)
  const cancel = await fetch(`${api}/jobs/${id}/cancel`, { method: 'POST' })
  expect(cancel.status).toBe(202)
  expect(await cancel.json()).toEqual({ job_id: id, status: 'CANCELLED' })
  await hold.release()

  await expectNothingLeft(database.db, directory, id)
  expect(await settledLines(database.db, march)).toEqual(before)
  expect((await fetch(`${api}/downloads/${id}.csv`)).status).toBe(404)
  expect(await readdir(directory)).not.toContain(`${id}.csv`)
  expect(await driver.readJob(id)).toMatchObject({ status: 'CANCELLED', download_url: null })
})

test('a sum beyond 64 bits fails the settlement with an error that says so, and changes nothing', async () => {
  await sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at)
    select 'overflow', 9223372036854775807, 0, 'PAID', '2025-05-01 10:00Z' from generate_series(1, 2)`.execute(
    database.db,
  )
  const range = { from: '2025-05-01', to: '2025-05-01' }
  const job = await driver.settle(range)
  expect(job).toMatchObject({ status: 'FAILED', download_url: null, proof: null })
  expect(job.error).toContain('64-bit')
  await expectNothingLeft(database.db, directory, job.job_id)
  expect(await settledLines(database.db, range)).toEqual([])
  const logged = await workerProcess.waitForLog(
    ({ msg, job_id }) => msg === 'settlement failed' && job_id === job.job_id,
  )
  expect(JSON.stringify(logged)).toContain('out of range')
})

test('a batch that cannot be summed fails its settlement alone: another one completes', async () => {
  await sql`create function refuse() returns trigger language plpgsql as $$ begin
    if new.done and new.lower_paid_at < '2025-03-05Z' then raise 'refused by the test'; end if; return new;
    end $$`.execute(database.db)
  await sql`create trigger refuse before update on settlement_batches
    for each row execute function refuse()`.execute(database.db)
  const [failed, completed] = await Promise.all([
    driver.settle(march),
    driver.settle({ from: '2025-03-06', to: '2025-03-09' }),
  ])
  await sql`drop function refuse cascade`.execute(database.db)

  expect(failed).toMatchObject({ status: 'FAILED', proof: null })
  expect(failed.error).toContain('log')
  const logged = await workerProcess.waitForLog(
    ({ msg, job_id }) => msg === 'settlement failed' && job_id === failed.job_id,
  )
  expect(JSON.stringify(logged)).toContain('refused by the test')
  expect(completed.status).toBe('COMPLETED')
  await expectNothingLeft(database.db, directory, failed.job_id)
})

test('a missing SETTLEMENT_DIR fails the settlement; restored, the next one completes', async () => {
  await rename(directory, `${directory}-away`)
  const failed = await driver.settle(march)
  expect(failed).toMatchObject({ status: 'FAILED' })
  expect(failed.error).toContain(directory)
  await rename(`${directory}-away`, directory)
  await expectNothingLeft(database.db, directory, failed.job_id)
  await expectExact({ api, db: database.db, directory }, await driver.settle(march), march)
})
