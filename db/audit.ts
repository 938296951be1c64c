import { sql } from 'kysely'
import type { Database } from './tables.ts'

export interface Audit {
  /** Products whose stock and live orders do not add up to their supply, in units. */
  products: { product_id: string; supplied: string; stock: string; in_orders: string }[]
  /** Settled days that differ from their transactions, in cents; null where one side has none. */
  settlements: {
    merchant_id: string
    date: string
    settled_cents: string | null
    source_cents: string | null
    settled_count: string | null
    source_count: string | null
  }[]
}

/**
 * Proves the books from scratch, in one snapshot. A settled day is compared with its current transactions, in
 * the zone of the last completed job that covers it, so transactions that changed since count as differences.
 *
 * @returns the rows that differ
 */
export async function audit(db: Database): Promise<Audit> {
  return await db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (trx) => {
      const products = await sql<Audit['products'][number]>`
        select p.id as product_id, supplied, stock, coalesce(sum(quantity), 0) as in_orders
        from products as p left join orders as o on o.product_id = p.id and o.status = 'CONFIRMED'
        group by p.id having stock + coalesce(sum(quantity), 0) <> supplied order by p.id`.execute(
        trx,
      )
      const settlements = await sql<Audit['settlements'][number]>`
        with days as (
          select distinct on (date) date::date, id, timezone
          from jobs, generate_series(from_date, to_date, interval '1 day') as date
          where status = 'COMPLETED' order by date, finished_at desc
        ),
        source as (
          select merchant_id, days.date, sum(amount_cents) as gross, sum(fee_cents) as fee, count(*) as n
          from days join transactions on status = 'PAID'
            and paid_at >= day_range_start(days.date, timezone)
            and paid_at < day_range_end(days.date, timezone)
            and (paid_at at time zone timezone)::date = days.date
          group by merchant_id, days.date
        )
        select merchant_id, date, gross_cents as settled_cents, gross as source_cents,
          txn_count as settled_count, n as source_count
        from settlements full join source using (merchant_id, date)
        where gross_cents is distinct from gross or fee_cents is distinct from fee
          or txn_count is distinct from n
        order by merchant_id, date`.execute(trx)
      return { products: products.rows, settlements: settlements.rows }
    })
}
