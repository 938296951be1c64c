import { expect, test } from 'vitest'
import { auditAfter, noAlarm, refund, unchecked } from './order-history.ts'
import { shareDatabase } from './share-database.ts'

const open = shareDatabase()

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
    'holds that ran out or were cancelled before the currency changed',
    [
      `insert into orders (product_id, quantity, buyer_id, unit_price_cents, total_cents, status, expires_at, confirmed_at)
        values (1, 1, 'x', 100, 100, 'EXPIRED', now(), null), (1, 1, 'x', 100, 100, 'CANCELLED', now(), null)`,
      `update orders set expires_at = now() where buyer_id = 'held'`,
      `update orders set currency = 'USD' where buyer_id in ('x', 'held')`,
    ],
  ],
  [
    'refunds of an order from before, in parts, and a sale of it that was loaded',
    [
      refund(100, 1).replaceAll(`'u'`, `'old'`),
      refund(200, 0).replaceAll(`'u'`, `'old'`),
      `insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at, order_id)
        select 'm', total_cents, 0, 'PAID', created_at, id from orders where buyer_id = 'old'`,
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
  const db = await open(statements)
  expect(await auditAfter(db, statements)).toEqual(noAlarm)
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
      `do $$ declare index regclass; begin
        for index in select indexrelid from pg_partition_tree('transactions') join pg_index on indrelid = relid
          where indexrelid::regclass::text like '%_order_sale' loop
          execute format('drop index %s', index);
        end loop;
      end $$`,
      `alter table transactions disable trigger transactions_inserted_sale`,
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
    'a sale in another currency than its merchant',
    [`update orders set currency = 'USD' where buyer_id = 'u'`],
    { currency: 'USD' },
  ],
  [
    'refunds that return more than the fee',
    [refund(10, 0, -40)],
    { refunded_cents: '10', refunds_cents: '10', refunds_fee_cents: '-40' },
  ],
])('finds %s', async (_, statements, wrong) => {
  const db = await open(statements)
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
    currency: 'EUR',
    merchant_currency: 'EUR',
  }
  expect((await auditAfter(db, statements)).orders).toEqual([{ ...right, ...wrong }])
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
    'a live hold in another currency',
    [`update orders set currency = 'USD' where buyer_id = 'held'`],
  ],
  [
    'a sale that is gone with the fee and the time of an order that is not from before',
    [
      `update orders set created_at = created_at + interval '1 hour', confirmed_at = null, fee_cents = null
        where buyer_id = 'u'`,
      `delete from transactions ${ofSale}`,
    ],
  ],
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
  const db = await open(statements)
  const { orders, ...others } = await auditAfter(db, statements)
  expect([orders.length, others]).toEqual([
    1,
    { products: [], refunds: [], transactions: [], settlements: [], closed_days: [] },
  ])
})
