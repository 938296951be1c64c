import { archiveMonth } from '@order-settlement/archive/archive-month.ts'
import { createPool } from '@order-settlement/db/create-database.ts'
import type { Archive, Database } from '@order-settlement/db/tables.ts'
import { requireMonth } from '@order-settlement/shared/archives/month.ts'
import { createLogger } from '@order-settlement/shared/process/logger.ts'
import { addPastOrder, addPastRefund } from '@order-settlement/testing/past-shop.ts'
import { sql } from 'kysely'

/** Archives a month as `npm run archive` does. */
export async function archive(url: string, month: string, directory: string): Promise<void> {
  const logger = createLogger('test', 'silent')
  const pool = createPool({ url, applicationName: 'archive', connections: 2, logger })
  try {
    await archiveMonth(pool, requireMonth(month), { directory, currency: 'USD' })
  } finally {
    await pool.end()
  }
}

/**
 * A shop with orders of January and February, and one of March, none closed. Order `late` is of January and
 * was refunded in February, `edge` was placed in January and confirmed in February.
 */
export async function fillShop(db: Database) {
  await sql`insert into merchants (id, name, currency) values ('m1', 'One', 'USD')`.execute(db)
  await sql`insert into products (name, merchant_id, price_cents, stock, max_per_buyer) values
    ('One', 'm1', 500, 1000, null), ('Two', 'm1', 700, 1000, null), ('Limited', 'm1', 700, 1000, 5)`.execute(
    db,
  )
  const january = await addPastOrder(db, { at: '2025-01-10T00:00:00Z', quantity: 3, key: 'k1' })
  const late = await addPastOrder(db, { at: '2025-01-20T00:00:00Z', productId: 2, quantity: 2 })
  const edge = await addPastOrder(db, {
    at: '2025-01-31T23:59:59.999Z',
    confirmedAt: '2025-02-01T00:00:00Z',
  })
  await addPastOrder(db, { at: '2025-01-15T00:00:00Z', quantity: 4, status: 'EXPIRED' })
  const february = await addPastOrder(db, { at: '2025-02-10T00:00:00Z', quantity: 5 })
  const march = await addPastOrder(db, { at: '2025-03-01T00:00:00Z' })
  await addPastRefund(db, january, { at: '2025-01-11T00:00:00Z', cents: 500, units: 1 })
  await addPastRefund(db, late, { at: '2025-02-20T00:00:00Z', cents: 700, units: 1 })
  await sql`insert into order_keys (idempotency_key, order_id, request) values ('c1', ${january}, '{}'), ('c2', ${march}, '{}')`.execute(
    db,
  )
  // Of other sources, one of each status, and one that was corrected.
  await sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at, external_id)
    select 'm2', n, 0, case n % 3 when 0 then 'PENDING' else 'PAID' end, timestamptz '2025-01-01Z' + n * interval '1 hour', 'e' || n
    from generate_series(1, 1000) as n`.execute(db)
  await sql`update transactions set amount_cents = 7 where external_id = 'e1'`.execute(db)
  return { january, late, edge, february, march }
}

export async function findArchives(db: Database): Promise<Archive[]> {
  return await db.selectFrom('archives').selectAll().orderBy('month').execute()
}

/** How many rows each table has of a month. */
export async function countRows(db: Database, month: string): Promise<Record<string, number>> {
  const { rows } = await sql<Record<string, number>>`
    with bounds as (
      select starts_at, ends_at, lowest_uuid(starts_at) as first_id, lowest_uuid(ends_at) as end_id
      from archives where month = ${month}
    )
    select (select count(*)::integer from orders where id >= first_id and id < end_id) as orders,
      (select count(*)::integer from refunds where order_id >= first_id and order_id < end_id) as refunds,
      (select count(*)::integer from order_keys where order_id >= first_id and order_id < end_id) as keys,
      (select count(*)::integer from order_placing_keys where order_id >= first_id and order_id < end_id) as placing_keys,
      (select count(*)::integer from transactions where paid_at >= starts_at and paid_at < ends_at) as transactions,
      (select count(*)::integer from transaction_versions where paid_at >= starts_at and paid_at < ends_at) as versions
    from bounds`.execute(db)
  return rows[0] ?? {}
}

export const noRows = {
  orders: 0,
  refunds: 0,
  keys: 0,
  placing_keys: 0,
  transactions: 0,
  versions: 0,
}
