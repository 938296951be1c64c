import { sql } from 'kysely'
import type { Database } from '../tables.ts'

/**
 * Adds orders of 2025 to an empty database, one in five minutes, with their sales and a refund of each tenth, and settles
 * all days. Without triggers, which would take most of the time. The books are right.
 *
 * @param session of one connection
 */
export async function addYearOfOrders(session: Database, orders: number): Promise<void> {
  await sql`insert into products (name, merchant_id, price_cents, stock)
    select 'Product ' || n, 'm' || n % 50, 100, 100000 from generate_series(1, 100) as n`.execute(
    session,
  )
  await sql`set session_replication_role = replica`.execute(session)
  await insertOrders(orders).execute(session)
  await sql`reset session_replication_role`.execute(session)
  await sql`update products set stock = stock - units, sold = units
    from (select product_id, sum(quantity) as units from orders group by product_id) as ordered
    where id = product_id`.execute(session)
  await settleAll(session)
}

function insertOrders(orders: number) {
  return sql`
    with placed as (
      insert into orders (id, product_id, quantity, buyer_id, unit_price_cents, total_cents, created_at, confirmed_at,
        fee_cents, refunded_cents)
      select uuidv7(at - clock_timestamp()), n % 100 + 1, 1, 'buyer', 100, 100, at, at, 3,
        case when n % 10 = 0 then 5 else 0 end
      from generate_series(0, ${orders - 1}::integer) as n,
        lateral (select timestamptz '2025-01-01Z' + n * interval '5 minutes' as at) as placed_at
      returning *
    ),
    booked as (
      insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at, kind, order_id, source)
      select merchant_id, amount, fee, 'PAID', at, kind, placed.id, 'order'
      from placed join products on products.id = product_id, lateral (
        select 'SALE' as kind, total_cents as amount, fee_cents as fee, confirmed_at as at
        union all
        select 'REFUND', -refunded_cents, 0, confirmed_at + interval '1 hour' where refunded_cents > 0
      ) as amounts
      returning *
    )
    insert into refunds (order_id, amount_cents, fee_cents, return_units, created_at, transaction_id)
    select order_id, -amount_cents, 0, 0, paid_at, id from booked where kind = 'REFUND'`
}

async function settleAll(session: Database): Promise<void> {
  await sql`insert into jobs (id, from_date, to_date, timezone, range_start, range_end, status, started_at, finished_at, proof)
    values ('00000000-0000-7000-8000-000000000001', '2025-01-01', '2025-12-31', 'UTC',
      '2025-01-01Z', '2026-01-01Z', 'COMPLETED', now(), now(), '{}')`.execute(session)
  await sql`insert into settlements (merchant_id, date, gross_cents, fee_cents, net_cents, txn_count, refund_cents,
      refund_count, generated_at, unique_run_id)
    select merchant_id, (paid_at at time zone 'UTC')::date, sum(amount_cents), sum(fee_cents),
      sum(amount_cents - fee_cents), count(*), coalesce(-sum(amount_cents) filter (where kind = 'REFUND'), 0),
      count(*) filter (where kind = 'REFUND'), now(), '00000000-0000-7000-8000-000000000001'
    from transactions group by 1, 2`.execute(session)
}
