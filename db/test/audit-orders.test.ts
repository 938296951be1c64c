import { createTestDatabase } from '@order-settlement/testing/test-database.ts'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { audit } from '../audit.ts'
import type { Database } from '../tables.ts'

const noAlarm = {
  products: [],
  orders: [],
  refunds: [],
  transactions: [],
  settlements: [],
  closed_days: [],
}

/** Inserts a refund of order 1 and its transaction, and notes it on the order. */
function refund(cents: number, units: number, fee = 0): string {
  return `with written as (
      insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at, kind, order_id, source)
      select 'm', -${cents}, ${fee}, 'PAID', now(), 'REFUND', id, 'order' from orders where buyer_id = 'u'
      returning id, order_id
    ), refund as (
      insert into refunds (order_id, amount_cents, fee_cents, return_units, transaction_id)
      select order_id, ${cents}, ${fee}, ${units}, id from written
    ), returned as (
      update products set stock = stock + ${units}, sold = sold - ${units} where ${units} > 0
    )
    update orders set refunded_cents = refunded_cents + ${cents}, returned_units = returned_units + ${units}
    where buyer_id = 'u'`
}

/** Without the rules that keep such rows out. */
const unchecked = `do $$ declare c record; begin
  for c in select conname from pg_constraint where conrelid = 'orders'::regclass and contype = 'c' loop
    execute format('alter table orders drop constraint %I', c.conname);
  end loop;
end $$`

/** An order of 3 units for 300 cents, with a fee of 39; one that is held; and one from before sales. */
const start = [
  `insert into merchants (id, name, currency, fee_basis_points, fee_fixed_cents, refunds_return_fee)
    values ('m', 'M', 'EUR', 290, 30, true)`,
  `insert into products (name, merchant_id, price_cents, stock) values ('P', 'm', 100, 10)`,
  `update products set stock = 2, sold = 6, held = 2`,
  `insert into orders (product_id, quantity, buyer_id, unit_price_cents, total_cents) values (1, 3, 'u', 100, 300)`,
  `insert into orders (product_id, quantity, buyer_id, unit_price_cents, total_cents, status, expires_at, confirmed_at)
    values (1, 2, 'held', 100, 200, 'HELD', now() + interval '1 day', null)`,
  `insert into orders (product_id, quantity, buyer_id, unit_price_cents, total_cents) values (1, 3, 'old', 100, 300)`,
  `delete from transactions where order_id = (select id from orders where buyer_id = 'old')`,
  `update orders set confirmed_at = null, fee_cents = null, refunds_return_fee = null where buyer_id = 'old'`,
]

async function auditAfter(db: Database, statements: string[]) {
  for (const statement of [...start, ...statements]) await sql.raw(statement).execute(db)
  return await audit(db)
}

test.each([
  ['orders that are sold, held, and from before', []],
  ['refunds in parts', [refund(100, 1, -13), refund(200, 0, -26), refund(0, 2)]],
  [
    'a cancelled sale',
    [refund(300, 3, -39), `update orders set status = 'CANCELLED' where buyer_id = 'u'`],
  ],
  [
    'a cancelled order from before',
    [
      refund(300, 3).replaceAll(`'u'`, `'old'`),
      `update orders set status = 'CANCELLED' where buyer_id = 'old'`,
    ],
  ],
  [
    'an order that was inserted as cancelled',
    [
      `insert into orders (product_id, quantity, buyer_id, unit_price_cents, total_cents, status)
        values (1, 1, 'x', 100, 100, 'CANCELLED')`,
    ],
  ],
  [
    'a cancelled hold',
    [
      `update orders set status = 'CANCELLED' where buyer_id = 'held'`,
      `update products set stock = 4, held = 0`,
    ],
  ],
  [
    'a confirmed hold',
    [
      `update orders set status = 'CONFIRMED' where buyer_id = 'held'`,
      `update products set sold = 8, held = 0`,
    ],
  ],
  [
    'transactions from elsewhere',
    [
      `insert into transactions (merchant_id, amount_cents, fee_cents, status, kind, order_id)
        values ('m', 5, 0, 'PENDING', 'ADJUSTMENT', uuidv7()), ('m', -5, 0, 'PENDING', 'REFUND', null)`,
    ],
  ],
])('raises no alarm after %s', async (_, statements) => {
  await using database = await createTestDatabase()
  expect(await auditAfter(database.db, statements)).toEqual(noAlarm)
})

const ofSale = `where order_id = (select id from orders where buyer_id = 'u') and kind = 'SALE'`

test.each([
  ['a sale that is gone', [`delete from transactions ${ofSale}`], { sales: '0', right_sales: '0' }],
  [
    'a sale that is gone with the time of its order',
    [
      `delete from transactions ${ofSale}`,
      `update orders set confirmed_at = null where buyer_id = 'u'`,
    ],
    { sales: '0', right_sales: '0' },
  ],
  [
    'a sale that is gone with the fee of its order',
    [
      `delete from transactions ${ofSale}`,
      `update orders set fee_cents = null where buyer_id = 'u'`,
    ],
    { sales: '0', right_sales: '0', fee_cents: null },
  ],
  [
    'a sale of another amount',
    [`update transactions set amount_cents = 299 ${ofSale}`],
    { right_sales: '0' },
  ],
  [
    'a sale of another fee',
    [`update transactions set fee_cents = 38 ${ofSale}`],
    { right_sales: '0' },
  ],
  [
    'a sale of another merchant',
    [`update transactions set merchant_id = 'n' ${ofSale}`],
    { right_sales: '0' },
  ],
  [
    'a sale of another time',
    [`update transactions set paid_at = paid_at - interval '1 day' ${ofSale}`],
    { right_sales: '0' },
  ],
  [
    'a sale that is not paid',
    [`update transactions set status = 'PENDING' ${ofSale}`],
    { right_sales: '0' },
  ],
  [
    'two sales',
    [
      `drop index transactions_order_sale`,
      `insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at, kind, order_id, source)
        select merchant_id, amount_cents, fee_cents, status, paid_at, kind, order_id, source from transactions ${ofSale}`,
    ],
    { sales: '2', right_sales: '2' },
  ],
  [
    'refunded cents without a refund',
    [`update orders set refunded_cents = 7 where buyer_id = 'u'`],
    { refunded_cents: '7' },
  ],
  [
    'a refund of more than the order',
    [unchecked, refund(301, 0)],
    { refunded_cents: '301', refunds_cents: '301' },
  ],
  [
    'refunds that return more than the fee',
    [refund(10, 0, -40)],
    { refunded_cents: '10', refunds_cents: '10', refunds_fee_cents: '-40' },
  ],
])('finds %s', async (_, statements, wrong) => {
  await using database = await createTestDatabase()
  const right = {
    order_id: expect.any(String),
    status: 'CONFIRMED',
    total_cents: '300',
    fee_cents: '39',
    right_sales: '1',
    sales: '1',
    refunded_cents: '0',
    refunds_cents: '0',
    quantity: 3,
    returned_units: 0,
    refunds_units: '0',
    refunds_fee_cents: '0',
  }
  expect((await auditAfter(database.db, statements)).orders).toEqual([{ ...right, ...wrong }])
})

test.each([
  [
    'returned units without a refund',
    [
      `update orders set returned_units = 1 where buyer_id = 'u'`,
      `update products set stock = stock + 1, sold = sold - 1`,
    ],
  ],
  ['a return of more units than were sold', [unchecked, refund(10, 4)]],
  [
    'a refund of an order that was never sold',
    [`update orders set refunded_cents = 1 where buyer_id = 'held'`],
  ],
  [
    'a sale of a hold',
    [
      `insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at, order_id, source)
        select 'm', 200, 0, 'PAID', now(), id, 'order' from orders where buyer_id = 'held'`,
    ],
  ],
  [
    'a sale that was cancelled without a refund',
    [
      `update orders set status = 'CANCELLED' where buyer_id = 'u'`,
      `update products set stock = stock + 3, sold = sold - 3`,
    ],
  ],
  ...['confirmed_at', 'fee_cents'].map((column): [string, string[]] => [
    `a cancelled sale that is gone with its ${column}`,
    [
      refund(300, 3),
      `update orders set status = 'CANCELLED', ${column} = null where buyer_id = 'u'`,
      `delete from transactions ${ofSale}`,
    ],
  ]),
])('finds %s', async (_, statements) => {
  await using database = await createTestDatabase()
  const { orders, ...others } = await auditAfter(database.db, statements)
  expect([orders.length, others]).toEqual([
    1,
    { products: [], refunds: [], transactions: [], settlements: [], closed_days: [] },
  ])
})

const ofRefund = `where kind = 'REFUND'`

test.each([
  ['no transaction', `delete from transactions ${ofRefund}`],
  ['one of another amount', `update transactions set amount_cents = -99 ${ofRefund}`],
  ['one of another fee', `update transactions set fee_cents = 1 ${ofRefund}`],
  ['one of another order', `update transactions set order_id = uuidv7() ${ofRefund}`],
  ['one of another merchant', `update transactions set merchant_id = 'n' ${ofRefund}`],
  [
    'one of another day',
    `update transactions set paid_at = paid_at + interval '1 day' ${ofRefund}`,
  ],
  ['one that is not paid', `update transactions set status = 'FAILED' ${ofRefund}`],
  ['one from elsewhere', `update transactions set source = 'import' ${ofRefund}`],
])('finds a refund with %s', async (_, statement) => {
  await using database = await createTestDatabase()
  const { refunds } = await auditAfter(database.db, [refund(100, 1, -13), statement])
  expect(refunds).toHaveLength(1)
})

test.each([
  [
    'a sale without its order',
    `insert into transactions (merchant_id, amount_cents, fee_cents, status, order_id, source)
      values ('m', 1, 0, 'PENDING', uuidv7(), 'order')`,
  ],
  [
    'a refund without its row',
    `insert into transactions (merchant_id, amount_cents, fee_cents, status, kind, order_id, source)
      select 'm', -1, 0, 'PENDING', 'REFUND', id, 'order' from orders where buyer_id = 'u'`,
  ],
  [
    'an adjustment that claims to be of an order',
    `insert into transactions (merchant_id, amount_cents, fee_cents, status, kind, source)
      values ('m', 1, 0, 'PENDING', 'ADJUSTMENT', 'order')`,
  ],
])('finds %s', async (_, statement) => {
  await using database = await createTestDatabase()
  const found = await auditAfter(database.db, [statement])
  expect(found).toEqual({
    ...noAlarm,
    transactions: [expect.objectContaining({ transaction_id: expect.any(String) })],
  })
})
