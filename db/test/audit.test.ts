import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { repositoryRoot } from '@order-settlement/local/places.ts'
import { createTestDatabase, type TestDatabase } from '@order-settlement/testing/test-database.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { audit } from '../audit.ts'
import type { Database } from '../tables.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

const right =
  'products: right\norders: right\nrefunds: right\ntransactions: right\nsettlements: right\nclosed_days: right\n'

const nothing = {
  products: [],
  orders: [],
  refunds: [],
  transactions: [],
  settlements: [],
  closed_days: [],
}

/** The process of `npm run audit`. */
function runAudit(url = database.url): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [join(repositoryRoot, 'db/audit.main.ts')],
      { env: { DATABASE_URL: url } },
      (_, output) => resolve({ code: child.exitCode ?? -1, output }),
    )
  })
}

test('a settled day that differs from its transactions is found, in the time zone of its last job', async () => {
  const { db } = database
  // 23:30 in UTC is the next day in Berlin.
  await sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at)
    values ('m', 100, 1, 'PAID', '2025-03-01 23:30Z')`.execute(db)
  await sql`insert into jobs (id, from_date, to_date, timezone, range_start, range_end, status, finished_at, proof)
    values ('00000000-0000-7000-8000-000000000001', '2025-03-01', '2025-03-02', 'Europe/Berlin',
      '2025-02-28 23:00Z', '2025-03-02 23:00Z', 'COMPLETED', now(), '{}')`.execute(db)
  const missing = {
    merchant_id: 'm',
    date: '2025-03-02',
    settled_cents: null,
    source_cents: '100',
    settled_count: null,
    source_count: '1',
    settled_refund_cents: null,
    source_refund_cents: '0',
    settled_refund_count: null,
    source_refund_count: '0',
    settled_currency: null,
    merchant_currency: null,
  }
  expect((await audit(db)).settlements).toEqual([missing])
  const wrong = await runAudit()
  expect(wrong.code).toBe(1)
  expect(wrong.output).toContain('settlements: 1 wrong')
  expect(wrong.output).toContain(JSON.stringify(missing))

  await sql`insert into settlements values ('m', '2025-03-02', 100, 1, 99, 1, now(),
    '00000000-0000-7000-8000-000000000001')`.execute(db)
  expect(await audit(db)).toEqual(nothing)
  expect(await runAudit()).toEqual({ code: 0, output: right })
})

// On 4 November 2018 clocks in São Paulo went from 00:00 to 01:00, so that day has no midnight.
test('days are the same in a database whose own time zone is America/Sao_Paulo, with dates as in Germany', async () => {
  await using database = await createTestDatabase()
  const { db, url } = database
  await sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at)
    select 'm', 100, 1, 'PAID', timestamptz '2018-11-03 12:00Z' + n * interval '1 day'
    from generate_series(0, 2) as n`.execute(db)
  await sql`insert into jobs (id, from_date, to_date, timezone, range_start, range_end, status, finished_at, proof)
    values ('00000000-0000-7000-8000-000000000001', '2018-11-03', '2018-11-05', 'UTC',
      '2018-11-03Z', '2018-11-06Z', 'COMPLETED', now(), '{}')`.execute(db)
  await sql`insert into settlements
    select 'm', date '2018-11-03' + n, 100, 1, 99, 1, now(), '00000000-0000-7000-8000-000000000001'
    from generate_series(0, 2) as n`.execute(db)
  const name = sql.id(new URL(url).pathname.slice(1))
  await sql`alter database ${name} set timezone = 'America/Sao_Paulo'`.execute(db)
  await sql`alter database ${name} set datestyle = 'German'`.execute(db)

  expect(await runAudit(url)).toEqual({ code: 0, output: right })

  await sql`delete from settlements where date = '2018-11-05'`.execute(db)
  const { code, output } = await runAudit(url)
  expect(code).toBe(1)
  expect(output).toContain('"date":"2018-11-05"')
})

test.for([
  ['one cent of gross more', 'gross_cents = gross_cents + 1, net_cents = net_cents + 1'],
  ['one cent of fee more', 'fee_cents = fee_cents + 1, net_cents = net_cents - 1'],
  ['one transaction more', 'txn_count = txn_count + 1'],
  ['one cent of refunds less', 'refund_cents = refund_cents - 1'],
  ['one refund less', 'refund_count = refund_count - 1'],
  ['no refunds', 'refund_cents = 0, refund_count = 0'],
  ['another currency than its merchant', `currency = 'EUR'`],
])('a settled day with %s is found', async ([, defect]) => {
  await using database = await createTestDatabase()
  const { db } = database
  await insertRefundedDays(db)
  expect(await audit(db)).toEqual(nothing)

  await sql`update settlements set ${sql.raw(defect ?? '')} where date = '2025-03-02'`.execute(db)

  expect((await audit(db)).settlements).toMatchObject([{ merchant_id: 'm', date: '2025-03-02' }])
})

test('a settled day that no completed job covers is found', async () => {
  await using database = await createTestDatabase()
  const { db } = database
  await insertRefundedDays(db)
  await sql`update jobs set to_date = '2025-03-01'`.execute(db)
  expect((await audit(db)).settlements).toMatchObject([
    { merchant_id: 'm', date: '2025-03-02', settled_count: '1', source_count: null },
  ])
})

test('a merchant that nobody described, and a day settled before currencies were kept, raise no alarm', async () => {
  await using database = await createTestDatabase()
  const { db } = database
  await insertRefundedDays(db)
  await sql`update settlements set currency = null where date = '2025-03-02'`.execute(db)
  expect(await audit(db)).toEqual(nothing)
  await sql`delete from merchants`.execute(db)
  expect(await audit(db)).toEqual(nothing)
})

test.each(['Pacific/Kiritimati', 'UTC', 'Pacific/Pago_Pago'])(
  'a day in %s that had not ended when its last job started is open; one that had is compared',
  async (zone) => {
    await using database = await createTestDatabase()
    const { db, url } = database
    await insertRefundedDays(db)
    await sql`update jobs set timezone = ${zone}`.execute(db)
    await sql`update transactions set paid_at = day_range_start((paid_at at time zone 'UTC')::date, ${zone})`.execute(
      db,
    )
    const startLast = (offset: string) =>
      sql`update jobs set started_at = day_range_end('2025-03-02', timezone) + ${offset}::interval`.execute(
        db,
      )
    await startLast('-1 second')
    expect(await runAudit(url)).toEqual({ code: 0, output: `${right}open days, not compared: 1\n` })
    // Of the open day.
    await sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at)
    select merchant_id, 5, 0, 'PAID', day_range_end('2025-03-02', ${zone}) - interval '1 second'
    from unnest(array['m', 'n']) as merchant_id`.execute(db)
    expect(await audit(db)).toEqual(nothing)

    await startLast('0')
    expect((await audit(db)).settlements).toMatchObject([
      { merchant_id: 'm', date: '2025-03-02' },
      { merchant_id: 'n', date: '2025-03-02' },
    ])
    await startLast('-1 second')
    await sql`update settlements set currency = 'EUR' where date = '2025-03-02'`.execute(db)
    expect((await audit(db)).settlements).toMatchObject([{ merchant_id: 'm', date: '2025-03-02' }])
    await sql`update settlements set currency = 'USD', refund_count = 2 where date = '2025-03-01'`.execute(
      db,
    )
    expect((await audit(db)).settlements).toHaveLength(2)
  },
)

/** A sale of 100 on 1 March with a refund of 30, and a refund of 70 alone on 2 March, settled as they are. */
async function insertRefundedDays(db: Database): Promise<void> {
  await sql`insert into merchants (id, name, currency) values ('m', 'M', 'USD')`.execute(db)
  await sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, kind, paid_at)
    values ('m', 100, 3, 'PAID', 'SALE', '2025-03-01 10:00Z'), ('m', -30, 0, 'PAID', 'REFUND', '2025-03-01 11:00Z'),
      ('m', -70, -2, 'PAID', 'REFUND', '2025-03-02 10:00Z'), ('m', -5, 0, 'FAILED', 'REFUND', '2025-03-02 10:00Z')`.execute(
    db,
  )
  await sql`insert into jobs (id, from_date, to_date, timezone, range_start, range_end, status, finished_at, proof)
    values ('00000000-0000-7000-8000-000000000001', '2025-03-01', '2025-03-02', 'UTC',
      '2025-03-01Z', '2025-03-03Z', 'COMPLETED', now(), '{}')`.execute(db)
  await sql`insert into settlements values
    ('m', '2025-03-01', 70, 3, 67, 2, now(), '00000000-0000-7000-8000-000000000001', 30, 1, 'USD'),
    ('m', '2025-03-02', -70, -2, -68, 1, now(), '00000000-0000-7000-8000-000000000001', 70, 1, 'USD')`.execute(
    db,
  )
}
