import type { Database, Merchant, Trx } from '@order-settlement/db/tables.ts'
import { sql } from 'kysely'

/** What a PUT sets, with all defaults filled in. */
export type Terms = Pick<
  Merchant,
  'name' | 'currency' | 'fee_basis_points' | 'fee_fixed_cents' | 'refunds_return_fee'
>

export function findMerchant(db: Database, id: string): Promise<Merchant | undefined> {
  return db.selectFrom('merchants').selectAll().where('id', '=', id).executeTakeFirst()
}

/** Locks a merchant until the transaction ends, so that changes of its terms follow each other. */
export function lockMerchant(trx: Trx, id: string): Promise<Merchant | undefined> {
  return trx
    .selectFrom('merchants')
    .selectAll()
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst()
}

export function updateMerchant(
  trx: Trx,
  id: string,
  terms: Terms,
  by: string | null,
): Promise<Merchant> {
  return (
    trx
      .updateTable('merchants')
      // Clocks may go back, and this request may have begun before the one that it waited for.
      .set({ ...terms, updated_by: by, updated_at: sql`greatest(clock_timestamp(), updated_at)` })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow()
  )
}

/** Whether a live hold of one of the merchant's products fixes the currency, which its sale will be in. */
export async function hasHolds(trx: Trx, id: string): Promise<boolean> {
  const { rows } = await sql`
    select from products
    where merchant_id = ${id} and held > 0 and exists (
      select from orders
      where product_id = products.id and status = 'HELD' and expires_at > clock_timestamp()
    )
    limit 1`.execute(trx)
  return rows.length > 0
}

/**
 * Whether the merchant has a transaction of any status, also in a month that was dropped. Those that are PAID are in an
 * index of their own.
 */
export async function hasTransactions(db: Database, id: string): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    select exists (select from transactions where merchant_id = ${id} and status = 'PAID')
      or exists (select from transactions where merchant_id = ${id} and status <> 'PAID')
      -- What is kept of dropped months.
      or exists (select from settlements where merchant_id = ${id} and date <= (
        select max(ends_at at time zone 'UTC')::date from archives where dropped_at is not null))
      or exists (select from products join archived_units on product_id = products.id where merchant_id = ${id})
      as found`.execute(db)
  return rows[0]?.found === true
}

/**
 * Waits until every transaction that has written orders or transactions has ended, and lets no other write one before
 * this transaction ends: triggers of the tables share the lock. For at most 500 ms, since new orders queue behind it
 * meanwhile. A vacuum of the tables does not have the lock.
 *
 * @throws 55P03 if a writer, such as an import, takes longer
 */
export async function lockCurrencies(trx: Trx): Promise<void> {
  await sql`set local lock_timeout = '500ms'`.execute(trx)
  await sql`select pg_advisory_xact_lock(hashtext('merchant-currencies'))`.execute(trx)
  // What began before this transaction commits, and may have read the currency, is told from what begins later.
  await trx.updateTable('currency_changes').set({ changes: sql`changes + 1` }).execute()
}

/**
 * Merchants by id.
 *
 * @param q part of the id or the name, in any case
 * @param only the one merchant that may be listed; all if undefined
 * @param after id of the last merchant of the previous page
 * @param limit rows at most
 */
export function selectMerchants(
  db: Database,
  { q, only }: { q: string | undefined; only: string | undefined },
  after: string | undefined,
  limit: number,
): Promise<Merchant[]> {
  let query = db.selectFrom('merchants').selectAll()
  if (only !== undefined) query = query.where('id', '=', only)
  // No index: a substring needs one of trigrams, and without it 100,000 merchants are searched in 40 ms.
  if (q !== undefined)
    query = query.where(
      sql<boolean>`(strpos(lower(id), lower(${q})) > 0 or strpos(lower(name), lower(${q})) > 0)`,
    )
  if (after !== undefined) query = query.where('id', '>', after)
  return query.orderBy('id').limit(limit).execute()
}
