import { createLogger } from '@order-settlement/shared/process/logger.ts'
import { createTestDatabase, type TestDatabase } from '@order-settlement/testing/test-database.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { audit } from '../audit.ts'
import { findOrderDefects } from '../audit-orders.ts'
import { createDatabase } from '../create-database.ts'
import type { Database } from '../tables.ts'
import { noAlarm } from './order-history.ts'
import { addYearOfOrders } from './year-of-orders.ts'

const orders = 50_000

let database: TestDatabase
/** Of one connection, which alone uses the database, so that it sees its temporary files at once. */
let session: Database
beforeAll(async () => {
  database = await createTestDatabase()
  session = createDatabase({
    url: database.url,
    applicationName: 'test',
    connections: 1,
    logger: createLogger('test', 'silent'),
  })
  await addYearOfOrders(session, orders)
  await sql`set work_mem = '1MB'`.execute(session)
})
afterAll(async () => {
  await session.destroy()
  await database.drop()
})

/** What the server has counted of this database. */
async function readCounts(): Promise<{ temporaryBytes: string; scannedOrders: string }> {
  await sql`select pg_stat_force_next_flush()`.execute(session)
  const { rows } = await sql<{ temporaryBytes: string; scannedOrders: string }>`
    select temp_bytes::text as "temporaryBytes", seq_tup_read::text as "scannedOrders"
    from pg_stat_database, pg_stat_user_tables where datname = current_database() and relname = 'orders_default'`.execute(
    session,
  )
  const [counts] = rows
  if (!counts) throw new Error('there are no statistics')
  return counts
}

const findDefects = (ordersInRange: number) =>
  session.transaction().execute(async (trx) => await findOrderDefects(trx, ordersInRange))
const nothing = { orders: [], refunds: [], transactions: [] }

// As after a restore, unless it has been analysed since.
test('without statistics, orders are read once by a scan, and then by their ids', async () => {
  const before = await readCounts()
  expect(await findDefects(20_000)).toEqual(nothing)
  const { temporaryBytes, scannedOrders } = await readCounts()
  expect(temporaryBytes).toBe(before.temporaryBytes)
  expect(Number(scannedOrders) - Number(before.scannedOrders)).toBe(orders)
})

test('the books of 50,000 orders are proven without temporary files', async () => {
  const { temporaryBytes } = await readCounts()
  expect(await audit(session)).toEqual(noAlarm)
  expect((await readCounts()).temporaryBytes).toBe(temporaryBytes)
})

test('50,000 orders need the memory of 2,000, which is the length of a range', async () => {
  await sql`analyze`.execute(session)
  const { temporaryBytes } = await readCounts()
  expect(await findDefects(2_000)).toEqual(nothing)
  expect((await readCounts()).temporaryBytes).toBe(temporaryBytes)
})

test('ranges of 20,000 orders that the planner takes for one are joined in less than 5 s', async () => {
  await sql`set default_statistics_target = 1`.execute(session)
  await sql`analyze orders, transactions`.execute(session)
  // A nested loop would compare 400,000,000 pairs.
  await sql`set statement_timeout = '5s'`.execute(session)
  expect(await findDefects(20_000)).toEqual(nothing)
})
