import { dropIndexes } from '@order-settlement/db/drop-indexes.ts'
import type { Database } from '@order-settlement/db/tables.ts'
import { sql } from 'kysely'
import { printProgress } from '../run-bench.ts'

/** Orders in a statement. */
const part = 250_000
/** Products that they are spread over, and days before now that they were placed on. */
const products = { first: 10_000, count: 5_000 }
const days = 330
/** Months before this one, in which these days lie. They need their partitions before rows are in the default ones. */
export const pastMonths = 11

/**
 * Adds confirmed orders of the past year in partitions of its months, each with its sale. The books stay right: units
 * come from the stock of their products. Triggers and foreign keys are left out, and indexes are built at the end:
 * otherwise 50 million take an hour.
 */
export async function addPastOrders(
  db: Database,
  orders: number,
  signal: AbortSignal,
): Promise<void> {
  await supply(db)
  const createIndexes = await db
    .transaction()
    .execute(async (trx) => [
      ...(await dropIndexes(trx, 'orders')),
      ...(await dropIndexes(trx, 'transactions')),
    ])
  await insertInParts(db, orders, signal)
  printProgress('building indexes')
  await buildIndexes(db, createIndexes, signal)
  await sql`update products set stock = stock - (units - sold), sold = units
    from (select product_id, sum(quantity) as units from orders group by product_id) as ordered
    where id = product_id and id >= ${products.first}`.execute(db)
  printProgress('vacuuming')
  await sql`vacuum (analyze) orders, transactions, products`.execute(db)
  await sql`checkpoint`.execute(db)
}

async function supply(db: Database): Promise<void> {
  await sql`insert into products (id, name, merchant_id, price_cents, stock)
    select ${products.first}::bigint + n, 'Product ' || n, 'merchant_' || lpad((n % 1000 + 1)::text, 4, '0'), 1900,
      1000000000
    from generate_series(0, ${products.count - 1}::integer) as n on conflict (id) do nothing`.execute(
    db,
  )
}

async function insertInParts(db: Database, orders: number, signal: AbortSignal): Promise<void> {
  await db.connection().execute(async (session) => {
    await sql`set session_replication_role = replica`.execute(session)
    for (let added = 0; added < orders; added += part) {
      signal.throwIfAborted()
      if (added % (part * 8) === 0)
        printProgress(`${added.toLocaleString('en')} of ${orders.toLocaleString('en')} past orders`)
      await insertOrders(added, Math.min(part, orders - added), orders).execute(session)
    }
    await sql`reset session_replication_role`.execute(session)
  })
}

/** In the order of their ids and times, as a shop writes them. */
function insertOrders(before: number, count: number, all: number) {
  return sql`
    with placed as (
      insert into orders (id, product_id, quantity, buyer_id, unit_price_cents, total_cents, placed_by, currency,
        created_at, confirmed_at, fee_cents, refunds_return_fee)
      select uuidv7(age), ${products.first}::bigint + n * 7919 % ${products.count}::bigint, 1, 'buyer-' || n % 1000003,
        1900, 1900, 'shop', 'USD', now() + age, now() + age, 85, false
      from generate_series(${before}::bigint, ${before + count - 1}::bigint) as n,
        lateral (select ${days}::integer * interval '1 day' * (n::float8 / ${all}::float8 - 1) as age) as aged
      returning id, product_id, total_cents, fee_cents, confirmed_at
    )
    insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at, kind, order_id, source)
    select merchant_id, total_cents, placed.fee_cents, 'PAID', confirmed_at, 'SALE', placed.id, 'order'
    from placed join products on products.id = product_id`
}

async function buildIndexes(db: Database, statements: string[], signal: AbortSignal) {
  await db.connection().execute(async (session) => {
    await sql`set maintenance_work_mem = '1GB'`.execute(session)
    for (const statement of statements) {
      signal.throwIfAborted()
      await sql.raw(statement).execute(session)
    }
    await sql`reset maintenance_work_mem`.execute(session)
  })
}
