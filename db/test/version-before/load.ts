import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { TestDatabase } from '@order-settlement/testing/test-database.ts'
import { sql } from 'kysely'
import pg from 'pg'

/**
 * Replaces a database by the dump of the version before, filled up in its own schema as it would have filled it: with
 * transactions of February and March 2025, and orders of 50 further products, of which every tenth is cancelled.
 */
export async function loadVersionBefore(
  { db, url }: TestDatabase,
  { transactions, orders }: { transactions: number; orders: number },
): Promise<void> {
  await sql`drop schema public cascade`.execute(db)
  await sql`drop schema pgboss cascade`.execute(db)
  await sql`create schema public`.execute(db)
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    // Of a connection of its own, since the dump changes its settings.
    await client.query(await readFile(join(import.meta.dirname, 'dump.sql'), 'utf8'))
  } finally {
    await client.end()
  }
  // As if the dump were of today, since batches of failed jobs are kept for a week, and of this server, since sums are
  // kept on the server only where they were made.
  await sql`update jobs set finished_at = now() where finished_at is not null`.execute(db)
  await sql`update settlement_batches
    set cluster_mark = cluster_mark(), snapshot_xmin = pg_snapshot_xmin(pg_current_snapshot())`.execute(
    db,
  )
  await sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at)
    select 'merchant_' || lpad((n * 7919 % 1000 + 1)::text, 4, '0'), n * 104729 % 50000, n % 1500,
      case n % 5 when 0 then 'PENDING' else 'PAID' end,
      timestamptz '2025-02-01Z' + n * interval '59 days' / ${transactions}
    from generate_series(0, ${transactions} - 1 - (select count(*) from transactions)) as n`.execute(
    db,
  )
  await sql`insert into products (name, merchant_id, price_cents, stock)
    select 'Product ' || n, 'merchant_0005', 500, 1000000 from generate_series(1, 50) as n`.execute(
    db,
  )
  await sql`insert into orders (product_id, quantity, buyer_id, status, unit_price_cents, total_cents,
      idempotency_key, placed_by)
    select 6 + n % 50, 1 + n % 3, 'buyer-' || n % 30000, case n % 10 when 0 then 'CANCELLED' else 'CONFIRMED' end,
      500, 500 * (1 + n % 3), 'shop filled-' || n, 'shop'
    from generate_series(1, ${orders} - (select count(*) from orders)) as n`.execute(db)
  await sql`update products set stock = stock - units from (
      select product_id, sum(quantity) as units from orders
      where product_id > 5 and status = 'CONFIRMED' group by 1) as sold
    where id = product_id`.execute(db)
  await sql`vacuum (analyze) transactions, orders, products`.execute(db)
}
