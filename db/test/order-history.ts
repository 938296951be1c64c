import { sql } from 'kysely'
import { audit } from '../audit.ts'
import type { Database } from '../tables.ts'

export const noAlarm = {
  products: [],
  orders: [],
  refunds: [],
  transactions: [],
  settlements: [],
  closed_days: [],
}

/** Inserts a refund of order 1 and its transaction, and notes it on the order. */
export function refund(cents: number, units: number, fee = 0): string {
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
export const unchecked = `do $$ declare c record; begin
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

/** Audits a shop with the orders of `start`, after further statements. */
export async function auditAfter(db: Database, statements: string[]) {
  for (const statement of [...start, ...statements]) await sql.raw(statement).execute(db)
  return await audit(db)
}
