import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { audit } from '../audit.ts'
import type { Database } from '../tables.ts'
import { shareDatabase } from './share-database.ts'

const open = shareDatabase()

const noAlarm = {
  products: [],
  orders: [],
  refunds: [],
  transactions: [],
  settlements: [],
  closed_days: [],
}

async function run(db: Database, statements: string[]): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

/** Product 1 with 10 units, of which an order took 3. */
const start = [
  `insert into products (name, merchant_id, price_cents, stock) values ('P', 'm', 1, 10)`,
  `update products set stock = stock - 3, sold = sold + 3`,
  `insert into orders (product_id, quantity, buyer_id, unit_price_cents, total_cents) values (1, 3, 'u', 1, 3)`,
]
const right = {
  product_id: '1',
  movements: '10',
  supplied: '10',
  stock: '7',
  held: '0',
  sold: '3',
  held_in_orders: '0',
  sold_in_orders: '3',
}

test.each([
  ['an order', []],
  ['a restock by hand', ['update products set stock = stock + 50']],
  ['a correction by hand, down to no stock', ['update products set stock = 0']],
  [
    'a restock with its movement',
    [
      `update products set stock = stock + 5, supplied = supplied + 5`,
      `insert into stock_movements (product_id, delta, reason) values (1, 5, 'second batch')`,
    ],
  ],
  [
    'a cancelled order whose units return with its money',
    [
      `with refund as (
        insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at, kind, order_id, source)
        select 'm', -3, 0, 'PAID', now(), 'REFUND', id, 'order' from orders returning id, order_id
      )
      insert into refunds (order_id, amount_cents, fee_cents, return_units, transaction_id)
      select order_id, 3, 0, 3, id from refund`,
      `update orders set status = 'CANCELLED', refunded_cents = 3, returned_units = 3`,
      `update products set stock = stock + 3, sold = sold - 3`,
    ],
  ],
  [
    'a product without units',
    [`insert into products (name, merchant_id, price_cents, stock) values ('Q', 'm', 1, 0)`],
  ],
  ['a change of price', ['update products set price_cents = 2']],
])('raises no alarm after %s', async (_, statements) => {
  const db = await open(statements)
  await run(db, [...start, ...statements])
  expect(await audit(db)).toEqual(noAlarm)
})

test.each([
  ['a movement that is gone', ['delete from stock_movements'], { movements: '0' }],
  ['a movement that is changed', ['update stock_movements set delta = 11'], { movements: '11' }],
  [
    'units supplied without a movement',
    ['update products set stock = stock + 1, supplied = supplied + 1'],
    { supplied: '11', stock: '8' },
  ],
  [
    'units sold without an order',
    ['update products set stock = stock - 1, sold = sold + 1'],
    { stock: '6', sold: '4' },
  ],
  [
    'units held without an order',
    ['update products set stock = stock - 1, held = held + 1'],
    { stock: '6', held: '1' },
  ],
  [
    'an order that took no units',
    [
      `insert into orders (product_id, quantity, buyer_id, unit_price_cents, total_cents) values (1, 2, 'u', 1, 2)`,
    ],
    { sold_in_orders: '5' },
  ],
  ['an order that is gone', ['delete from orders'], { sold_in_orders: '0' }],
  [
    'a cancelled order whose units did not return',
    [`update orders set status = 'CANCELLED'`],
    { sold_in_orders: '0' },
  ],
  [
    'a held order that counts as sold',
    [
      `update orders set status = 'HELD', expires_at = now() + interval '1 day', confirmed_at = null`,
    ],
    { held_in_orders: '3', sold_in_orders: '0' },
  ],
  [
    'stock that is not what is supplied less held and sold',
    [
      `alter table products drop constraint products_supplied_check`,
      `alter table products disable trigger products_supplied_by_hand`,
      `update products set stock = stock + 1`,
    ],
    { stock: '8' },
  ],
])('finds %s', async (_, statements, wrong) => {
  const db = await open(statements)
  await run(db, [...start, ...statements])
  expect((await audit(db)).products).toEqual([{ ...right, ...wrong }])
})
