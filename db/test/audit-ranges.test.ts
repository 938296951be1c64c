import { addPastOrder, addPastRefund } from '@order-settlement/testing/past-shop.ts'
import { createTestDatabase, type TestDatabase } from '@order-settlement/testing/test-database.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findOrderDefects } from '../audit-orders.ts'
import { type IdRange, splitOrderIds } from '../order-id-ranges.ts'

const ids: string[] = []
let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
  const { db } = database
  await sql`insert into products (name, merchant_id, price_cents, stock) values ('One', 'm1', 500, 100)`.execute(
    db,
  )
  for (const day of [1, 2, 3, 4, 5, 6, 7])
    ids.push(await addPastOrder(db, { at: `2025-03-0${day}T00:00:00Z` }))
  // So that the refunds are not in the order of their orders.
  for (const id of ids.toReversed())
    await addPastRefund(db, id, { at: '2025-04-01T00:00:00Z', cents: 1 })
})
afterAll(() => database.drop())

/** What is wrong after a statement, whose changes are rolled back. */
async function findAfter(statement: string, ordersInRange: number) {
  const trx = await database.db.startTransaction().execute()
  try {
    await sql.raw(statement).execute(trx)
    const { orders, refunds, transactions } = await findOrderDefects(trx, ordersInRange)
    return {
      orders: orders.map(({ order_id }) => order_id),
      refunds: refunds.map(({ refund_id }) => refund_id),
      transactions: transactions.map(({ transaction_id }) => transaction_id),
    }
  } finally {
    await trx.rollback().execute()
  }
}

const nothing = { orders: [], refunds: [], transactions: [] }

test.each([
  [1, 7],
  [2, 4],
  [3, 3],
  [6, 2],
  [7, 1],
  [8, 1],
])(
  '7 orders with %i in a range are in %i ranges, which meet and cover all ids',
  async (orders, count) => {
    const ranges: IdRange[] = []
    await database.db.transaction().execute(async (trx) => {
      for await (const range of splitOrderIds(trx, orders)) ranges.push(range)
    })
    expect(ranges).toHaveLength(count)
    expect(ranges[0]?.from).toBe('00000000-0000-0000-0000-000000000000')
    expect(ranges.map(({ until }) => until)).toEqual([
      ...ranges.slice(1).map(({ from }) => from),
      undefined,
    ])
    expect(ranges.slice(1).map(({ from }) => from)).toEqual(
      ids.filter((_, index) => index > 0 && index % orders === 0),
    )
  },
)

test.each([1, 2, 3, 6, 7, 8])(
  'with %i orders in a range, each order without its sale is found once, in the order of their ids',
  async (orders) => {
    expect(await findAfter('select', orders)).toEqual(nothing)
    expect(await findAfter(`delete from transactions where kind = 'SALE'`, orders)).toEqual({
      ...nothing,
      orders: ids,
    })
  },
)

test.each([1, 2, 3, 6, 7, 8])(
  'with %i orders in a range, each refund without its transaction is found once, in the order of their ids',
  async (orders) => {
    const { rows } = await sql<{ id: string }>`select id from refunds order by id`.execute(
      database.db,
    )
    expect(rows).toHaveLength(7)
    expect(await findAfter(`delete from transactions where kind = 'REFUND'`, orders)).toEqual({
      ...nothing,
      refunds: rows.map(({ id }) => id),
    })
  },
)

// Of the lowest and the highest id, of one between each two orders, and of none; newer ones first.
const insertStrays = `
  insert into transactions (id, merchant_id, amount_cents, fee_cents, status, kind, order_id, source)
  select 1000 + row_number() over (order by kind, order_id desc), 'm1', 1, 0, 'PENDING', kind, order_id, 'order'
  from (values ('SALE'), ('REFUND'), ('ADJUSTMENT')) as kinds (kind) cross join (
    values (uuid '00000000-0000-0000-0000-000000000000'), ('ffffffff-ffff-ffff-ffff-ffffffffffff'), (null)
    union all select uuidv7(timestamptz '2025-03-01 12:00Z' + n * interval '1 day' - clock_timestamp())
    from generate_series(0, 6) as n
  ) as others (order_id)`

test.each([1, 2, 3, 6, 7, 8])(
  'with %i orders in a range, each transaction of no order is found once, in the order of their ids',
  async (orders) => {
    expect(await findAfter(insertStrays, orders)).toEqual({
      ...nothing,
      transactions: Array.from({ length: 30 }, (_, index) => `${1001 + index}`),
    })
  },
)
