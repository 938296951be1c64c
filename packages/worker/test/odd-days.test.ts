import { createApiDriver } from '@order-settlement/testing/api-driver.ts'
import { makeTemporaryDirectory } from '@order-settlement/testing/temporary-directory.ts'
import { createTestDatabase, type TestDatabase } from '@order-settlement/testing/test-database.ts'
import { startProcess, type TestProcess } from '@order-settlement/testing/test-process.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectExact, proofOf } from './settle.ts'

let database: TestDatabase
let folder: Awaited<ReturnType<typeof makeTemporaryDirectory>>
let api: TestProcess
let worker: TestProcess

beforeAll(async () => {
  database = await createTestDatabase()
  folder = await makeTemporaryDirectory()
  // What the server or the database sets must not matter.
  const name = sql.id(new URL(database.url).pathname.slice(1))
  await sql`alter database ${name} set timezone = 'America/Sao_Paulo'`.execute(database.db)
  await sql`alter database ${name} set datestyle = 'German'`.execute(database.db)
  const env = { DATABASE_URL: database.url, SETTLEMENT_DIR: folder.path }
  ;[api, worker] = await Promise.all([startProcess('api', env), startProcess('worker', env)])
})

afterAll(async () => {
  await Promise.all([api?.[Symbol.asyncDispose](), worker?.[Symbol.asyncDispose]()])
  await database?.drop()
  await folder?.remove()
})

test.each([
  // Clocks were set back by 23 minutes and 24 seconds at 00:23:24, so that the day began twice.
  ['America/Mexico_City', '1922-01-01', '1922-01-01'],
  ['America/Mexico_City', '1921-12-30', '1921-12-31'],
  // An offset of 44 minutes and 30 seconds until this day.
  ['Africa/Monrovia', '1972-01-06', '1972-01-07'],
  // Clocks were set back by 23 hours at midnight, into the day before the day before.
  ['Pacific/Kwajalein', '1969-09-29', '1969-09-29'],
  ['Pacific/Kwajalein', '1969-09-30', '1969-09-30'],
  ['Pacific/Kwajalein', '1969-09-28', '1969-10-01'],
  // In the middle of the afternoon, by a day.
  ['America/Juneau', '1867-10-18', '1867-10-18'],
  ['America/Juneau', '1867-10-19', '1867-10-19'],
  // The day that came twice, and the one that was left out.
  ['Pacific/Apia', '1892-07-04', '1892-07-04'],
  ['Pacific/Apia', '2011-12-29', '2011-12-31'],
])('%s %s to %s settles to the days of its clock', async (timezone, from, to) => {
  const { db } = database
  await sql`truncate transactions`.execute(db)
  await sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at)
    select 'm' || n % 3, 1000 + n, n % 7, 'PAID',
      ${from}::timestamp at time zone 'UTC' - interval '2 days' + n * interval '97 seconds'
    from generate_series(0, (${to}::date - ${from}::date + 5) * 86400 / 97) as n`.execute(db)
  const range = { from, to, timezone }

  const job = await createApiDriver(api.url).settle(range)

  await expectExact({ api: api.url, db, directory: folder.path }, job, range)
  expect(proofOf(job).csv.txn_count).toBeGreaterThan(0)
})

test('a diff has the last day of a range in which the time zone of the database has a day without midnight', async () => {
  const { db } = database
  const driver = createApiDriver(api.url)
  const range = { from: '2018-11-03', to: '2018-11-05' }
  const pay = () =>
    sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at)
      select 'm', 100, 1, 'PAID', timestamptz '2018-11-03 12:00Z' + n * interval '1 day'
      from generate_series(0, 2) as n`.execute(db)
  await pay()
  expect(await driver.settle(range)).toMatchObject({ ...range, status: 'COMPLETED' })
  await pay()

  const { job_id } = await driver.settle(range)

  const { data } = await driver.client.GET('/jobs/{id}/diff', { params: { path: { id: job_id } } })
  expect(data?.changes.map(({ date }) => date)).toEqual(['2018-11-03', '2018-11-04', '2018-11-05'])
})
