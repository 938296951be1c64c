import type { Database, Trx } from '@order-settlement/db/tables.ts'
import { safeInteger } from '@order-settlement/shared/json-integers.ts'
import { sql } from 'kysely'
import type { ProductState, WantedOrder } from './allocate.ts'

/**
 * Locks products until the transaction ends, in id order, so that two transactions that share
 * products wait for each other instead of deadlocking.
 *
 * @returns the products that exist, by id
 */
export async function lockProducts(
  trx: Trx,
  wanted: WantedOrder[],
): Promise<Map<number, ProductState>> {
  const rows = await wantedProducts(trx, wanted).orderBy('id').forUpdate().execute()
  return toProducts(rows)
}

/** As `lockProducts` without locks: the stock may have changed since. */
export async function readProducts(
  db: Database,
  wanted: WantedOrder[],
): Promise<Map<number, ProductState>> {
  return toProducts(await wantedProducts(db, wanted).execute())
}

function wantedProducts(db: Database | Trx, wanted: WantedOrder[]) {
  const ids = [...new Set(wanted.map(({ product_id }) => product_id))]
  return db
    .selectFrom('products')
    .select(['id', 'price_cents', 'stock'])
    .where(sql<boolean>`id = any(${ids}::bigint[])`)
}

function toProducts(rows: { id: string; price_cents: string; stock: string }[]) {
  return new Map(
    rows.map(({ id, price_cents, stock }) => [
      safeInteger(id),
      { price_cents: BigInt(price_cents), stock: BigInt(stock) },
    ]),
  )
}
