import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { createPool } from '@order-settlement/db/create-database.ts'
import { type Month, readMonth } from '@order-settlement/shared/archives/month.ts'
import { createLogger } from '@order-settlement/shared/process/logger.ts'
import { closeThrough } from '@order-settlement/testing/past-shop.ts'
import {
  makeTemporaryDirectory,
  type TemporaryDirectory,
} from '@order-settlement/testing/temporary-directory.ts'
import { createTestDatabase, type TestDatabase } from '@order-settlement/testing/test-database.ts'
import { parse } from 'csv-parse/sync'
import { sql } from 'kysely'
import type pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkArchive } from '../src/archive-files.ts'
import { archiveMonth } from '../src/archive-month.ts'

const csv = 'transactions-2025-01.csv.gz'
const others = ['orders-2025-01.csv.gz', 'refunds-2025-01.csv.gz']
const json = 'archive-2025-01.json'
const january = readMonth('2025-01') as Month

let database: TestDatabase
let directory: TemporaryDirectory
let pool: pg.Pool

beforeEach(async () => {
  database = await createTestDatabase()
  directory = await makeTemporaryDirectory()
  pool = createPool({
    url: database.url,
    applicationName: 'archive',
    connections: 2,
    logger: createLogger('test', 'silent'),
  })
})

afterEach(async () => {
  await pool.end()
  await database.drop()
  await directory.remove()
})

/** Transactions of January, and one just before and one just after it; one in 5 is not PAID. */
async function addTransactions(count: number): Promise<void> {
  await sql`insert into merchants (id, name, currency) values ('m1', 'One', 'EUR')`.execute(
    database.db,
  )
  await sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at, kind, external_id)
    select 'm' || n % 3, case n % 7 when 0 then -n else n * 100 end, n % 5, case n % 5 when 0 then 'PENDING' else 'PAID' end,
      timestamptz '2025-01-01Z' + (n - 1) * interval '31 days' / ${count}::integer,
      case n % 7 when 0 then 'REFUND' else 'SALE' end, 'e' || n
    from generate_series(1, ${count}::integer) as n`.execute(database.db)
  await sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at) values
    ('m0', 7, 0, 'PAID', '2024-12-31T23:59:59.999999Z'), ('m0', 7, 0, 'PAID', '2025-02-01Z'),
    ('m0', 7, 0, 'PENDING', null)`.execute(database.db)
}

const close = (through: string, timezone?: string) => closeThrough(database.db, through, timezone)

const archive = () => archiveMonth(pool, january, { directory: directory.path, currency: 'USD' })
const files = async () => (await readdir(directory.path)).toSorted()

test('a closed month is written with all of its 10,000 transactions, and its proof has what the table has', async () => {
  await addTransactions(10_000)
  await close('2025-01-31')
  const { proof, written } = await archive()

  expect(written).toBe(true)
  expect(await files()).toEqual([json, ...others, csv])
  expect(JSON.parse(await readFile(join(directory.path, json), 'utf8'))).toEqual(proof)
  const file = await readFile(join(directory.path, csv))
  expect(proof).toMatchObject({
    month: '2025-01',
    from: '2025-01-01T00:00:00Z',
    to: '2025-02-01T00:00:00Z',
    closed_through: '2025-01-31',
    timezone: 'UTC',
  })
  expect(proof.files[0]).toMatchObject({
    table: 'transactions',
    name: csv,
    rows: '10000',
    bytes: file.length,
    sha256: createHash('sha256').update(file).digest('hex'),
  })
  const { rows: sums } = await sql`
    select case merchant_id when 'm1' then 'EUR' else 'USD' end as currency, status, kind, count(*)::text as txn_count,
      sum(amount_cents)::text as gross_cents, sum(fee_cents)::text as fee_cents
    from transactions where paid_at >= '2025-01-01Z' and paid_at < '2025-02-01Z'
    group by 1, 2, 3 order by 1, 2, 3`.execute(database.db)
  expect(sums).toHaveLength(8)
  expect(proof.files[0]?.sums).toEqual(sums)
  const records = parse<Record<string, string>>(gunzipSync(file), { columns: true })
  expect(records).toHaveLength(10_000)
  const { rows } = await sql<Record<string, unknown>>`
    select id, merchant_id, external_id, paid_at, created_at from transactions
    where paid_at >= '2025-01-01Z' and paid_at < '2025-02-01Z' order by id`.execute(database.db)
  const byId = records.toSorted((a, b) => Number(a.id) - Number(b.id))
  expect(
    byId.map(({ id, merchant_id, external_id, paid_at, created_at }) => ({
      id,
      merchant_id,
      external_id,
      paid_at: new Date(paid_at ?? ''),
      created_at: new Date(created_at ?? ''),
    })),
  ).toEqual(rows)
})

test('merchants and ids with quotes, commas, line breaks and formulas come back unchanged', async () => {
  const texts = ['a,"b"', '=cmd()', 'two\nlines', ' ', '\\N', 'é😀']
  for (const text of texts)
    await sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at, external_id)
      values (${text}, 9007199254740993, 0, 'PAID', '2025-01-05Z', ${text})`.execute(database.db)
  await close('2025-01-31')
  const { proof } = await archive()
  const records = parse<Record<string, string>>(
    gunzipSync(await readFile(join(directory.path, csv))),
    { columns: true },
  )
  expect(records.map(({ merchant_id, external_id }) => [merchant_id, external_id])).toEqual(
    texts.map((text) => [text, text]),
  )
  expect(proof.files[0]?.sums).toMatchObject([{ txn_count: '6', gross_cents: '54043195528445958' }])
})

test('a month that is not closed to its last instant in UTC is refused, and nothing is written', async () => {
  await addTransactions(10)
  await expect(archive()).rejects.toMatchObject({ code: 'MONTH_NOT_CLOSED' })
  await close('2025-01-30')
  await expect(archive()).rejects.toMatchObject({ code: 'MONTH_NOT_CLOSED' })
  // Its 31st ends 9 hours before that of UTC.
  await close('2025-01-31', 'Asia/Tokyo')
  await expect(archive()).rejects.toMatchObject({
    code: 'MONTH_NOT_CLOSED',
    message: '2025-01 in UTC is not closed: days are closed through 2025-01-31 in Asia/Tokyo',
  })
  expect(await files()).toEqual([])
  await close('2025-02-01', 'Asia/Tokyo')
  expect((await archive()).written).toBe(true)
})

test('a reopened month is refused', async () => {
  await close('2025-02-28')
  await sql`insert into period_changes (action, through, timezone, closed_until, reason, request)
    values ('REOPEN', '2024-12-31', 'UTC', '2025-01-01Z', 'late file', '{}')`.execute(database.db)
  await expect(archive()).rejects.toMatchObject({ code: 'MONTH_NOT_CLOSED' })
})

test('a month with a closed day that has changed since is refused and the day named', async () => {
  await addTransactions(31)
  await close('2025-01-31')
  await sql`update transactions set amount_cents = amount_cents + 1 where external_id = 'e9'`.execute(
    database.db,
  )
  await expect(archive()).rejects.toMatchObject({
    code: 'CLOSED_DAY_CHANGED',
    message: expect.stringContaining('2025-01-09'),
  })
  expect(await files()).toEqual([])
  await sql`update transactions set amount_cents = amount_cents - 1 where external_id = 'e9'`.execute(
    database.db,
  )
  expect((await archive()).written).toBe(true)
})

test('a transaction on a day that had none when it was closed is such a change too', async () => {
  await close('2025-01-31')
  await sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at)
    values ('m1', 1, 0, 'PAID', '2025-01-31T23:59:59Z'), ('m1', 1, 0, 'PENDING', '2025-01-30Z'),
      ('m1', 1, 0, 'PAID', '2025-02-01Z')`.execute(database.db)
  await expect(archive()).rejects.toMatchObject({
    code: 'CLOSED_DAY_CHANGED',
    message: 'closed days have changed: 2025-01-31; npm run audit shows what they had',
  })
})

test('archiving again checks the files and writes nothing; a damaged file is told and kept', async () => {
  await addTransactions(100)
  await close('2025-01-31')
  const { proof } = await archive()
  expect(await archive()).toEqual({ proof, written: false })
  expect(await checkArchive(directory.path, january)).toEqual(proof)

  const path = join(directory.path, csv)
  const text = gunzipSync(await readFile(path)).toString()
  for (const damaged of [
    gzipSync(text.replace(',100,', ',101,')),
    gzipSync(text.split('\n').slice(0, -2).join('\n')),
    Buffer.from('no gzip'),
    (await readFile(path)).subarray(0, 100),
  ]) {
    await writeFile(path, damaged)
    await expect(checkArchive(directory.path, january)).rejects.toMatchObject({
      code: 'ARCHIVE_DAMAGED',
    })
    await expect(archive()).rejects.toMatchObject({ code: 'ARCHIVE_DAMAGED' })
    expect(await readFile(path)).toEqual(damaged)
  }
})

test.each(['', '{"month"', '{}', 'null'])('a proof that is %j is told and kept', async (text) => {
  await close('2025-01-31')
  await archive()
  await writeFile(join(directory.path, json), text)
  for (const read of [archive, () => checkArchive(directory.path, january)])
    await expect(read()).rejects.toMatchObject({ code: 'ARCHIVE_DAMAGED' })
  expect(await readFile(join(directory.path, json), 'utf8')).toBe(text)
})

test('what a crash leaves between any two steps is no archive, and the next run completes it', async () => {
  await addTransactions(100)
  await close('2025-01-31')
  const { proof } = await archive()
  const complete = await readFile(join(directory.path, csv))
  const left: Record<string, Buffer>[] = [
    { [`${csv}.tmp`]: complete.subarray(0, 50) },
    { [`${csv}.tmp`]: complete },
    { [csv]: complete },
    { [csv]: complete, [`${others[0]}.tmp`]: complete },
    { [csv]: complete, [`${json}.tmp`]: Buffer.from('{"month"') },
  ]
  for (const found of left) {
    for (const name of await files()) await rm(join(directory.path, name))
    for (const [name, bytes] of Object.entries(found))
      await writeFile(join(directory.path, name), bytes)
    await expect(checkArchive(directory.path, january)).rejects.toMatchObject({
      code: 'NO_ARCHIVE',
    })
    const again = await archive()
    expect(again.written).toBe(true)
    expect(again.proof.files).toEqual(proof.files)
    expect(await files()).toEqual([json, ...others, csv])
  }
})

test('a file that has not what the table sums to is no archive', async () => {
  await sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at)
    values ('m', 5, 0, 'PENDING', '2025-01-05Z')`.execute(database.db)
  await close('2025-01-31')
  // Sums of a database that counts wrong: one cent too much.
  const name = new URL(database.url).pathname.slice(1)
  await sql`create aggregate sum (bigint) (sfunc = int8pl, stype = bigint, initcond = '1')`.execute(
    database.db,
  )
  await sql`alter database ${sql.ref(name)} set search_path = public, pg_catalog`.execute(
    database.db,
  )
  await expect(archive()).rejects.toMatchObject({ code: 'PROOF_FAILED' })
  expect(await files()).toEqual([`${csv}.tmp`])
})

test('a file that cannot get its name has no proof', async () => {
  await close('2025-01-31')
  await mkdir(join(directory.path, csv))
  await expect(archive()).rejects.toThrow()
  expect(await files()).toEqual([...others.map((name) => `${name}.tmp`), csv, `${csv}.tmp`])
})

test('2 runs at once: one writes the month, the other is refused', async () => {
  await addTransactions(50_000)
  await close('2025-01-31')
  const runs = await Promise.allSettled([archive(), archive()])
  const refused = runs.filter(({ status }) => status === 'rejected')
  expect(refused).toMatchObject([{ reason: { code: 'ALREADY_RUNNING' } }])
  await checkArchive(directory.path, january)
})

test('transactions that come while it is written are in neither file nor proof', async () => {
  await addTransactions(20_000)
  await close('2025-01-31')
  let stopped = false
  const inserting = (async () => {
    while (!stopped)
      await sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at)
        values ('m1', 1, 0, 'PENDING', '2025-01-15Z')`.execute(database.db)
  })()
  const { proof } = await archive()
  stopped = true
  await inserting
  expect(await checkArchive(directory.path, january)).toEqual(proof)
})

test.each(['2025-13', '2025-1', '202501', '2025-01-01', ''])('%s is no month', (text) => {
  expect(readMonth(text)).toBeUndefined()
})

test('December ends with its year', () => {
  expect(readMonth('2025-12')).toMatchObject({ to: '2026-01-01T00:00:00Z' })
})
