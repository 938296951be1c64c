import type { Database, Trx } from '@order-settlement/db/tables.ts'
import { sql } from 'kysely'
import type { ProductQuery } from './products.schemas.ts'

/** Whether a hold has run out, whose units others may have. */
export const hasLapsed = sql<boolean>`(orders.status = 'HELD' and orders.expires_at <= now())`

/** Units of holds that have run out. Mostly few of a product: orders of it give them back. */
const lapsedUnits = sql<string>`
  case when products.held = 0 then 0 else lapsed_units(products.id) end`

/** Units of a product that can be ordered now, as every answer counts them. */
const freeUnits = sql<string>`products.stock + ${lapsedUnits}`

function selectProduct(db: Database | Trx) {
  return db
    .selectFrom('products')
    .selectAll('products')
    .select((query) => [
      freeUnits.as('stock'),
      sql<string>`products.held - ${lapsedUnits}`.as('held'),
      // Null for a merchant that nobody described.
      query
        .selectFrom('merchants')
        .select('currency')
        .whereRef('merchants.id', '=', 'products.merchant_id')
        .as('currency'),
    ])
}

export type ProductRow = NonNullable<Awaited<ReturnType<typeof findProduct>>>

/** @param only the one merchant whose product may be found; any if undefined */
export function findProduct(db: Database | Trx, id: string, only?: string) {
  return selectProduct(db)
    .where('id', '=', id)
    .$if(only !== undefined, (query) => query.where('merchant_id', '=', only ?? ''))
    .executeTakeFirst()
}

/**
 * Locks a product until the transaction ends, so that no order and no other change commits before, and gives back
 * units of holds that have run out. Those of many holds may be left.
 *
 * @param only the one merchant whose product may be locked; any if undefined
 */
export async function lockProduct(
  trx: Trx,
  id: string,
  only: string | undefined,
): Promise<ProductRow | undefined> {
  const locked = await trx
    .selectFrom('products')
    .select('held')
    .where('id', '=', id)
    .$if(only !== undefined, (query) => query.where('merchant_id', '=', only ?? ''))
    .forUpdate()
    .executeTakeFirst()
  if (!locked) return undefined
  if (locked.held !== '0') await freeLapsedHolds(trx, id)
  // A statement of its own: one that waits for a lock counts holds as they were before.
  return await findProduct(trx, id)
}

/**
 * Gives back units of a product's holds that have run out: of all, or at least as many as an order may have. The product
 * is locked. Holds that others have locked keep theirs.
 *
 * @returns whether there were any
 */
export async function freeLapsedHolds(trx: Trx, id: string): Promise<boolean> {
  const { numAffectedRows = 0n } = await sql`
    update products set stock = stock + units, held = held - units
    from expire_holds(array[${id}]::bigint[]) where product_id = products.id`.execute(trx)
  return numAffectedRows > 0n
}

/**
 * Gives back units of a product's holds that have run out, until its stock has `units` or none is left. The product is
 * locked.
 *
 * @returns the stock, without units that holds keep because others have locked them
 */
export async function freeUpTo(trx: Trx, id: string, units: bigint): Promise<bigint> {
  const query = trx.selectFrom('products').select('stock').where('id', '=', id)
  const stock = BigInt((await query.executeTakeFirstOrThrow()).stock)
  if (stock >= units || !(await freeLapsedHolds(trx, id))) return stock
  return await freeUpTo(trx, id, units)
}

export interface ProductFilters extends Pick<ProductQuery, 'merchant_id' | 'status'> {
  /** The one merchant whose products may be listed; all if undefined. */
  only: string | undefined
}

/**
 * Products from the newest to the oldest, by descending id.
 *
 * @param before id of the last product of the previous page
 * @param limit rows at most
 */
export function selectProducts(
  db: Database,
  { merchant_id, status, only }: ProductFilters,
  before: string | undefined,
  limit: number,
): Promise<ProductRow[]> {
  let query = selectProduct(db)
  if (merchant_id !== undefined) query = query.where('merchant_id', '=', merchant_id)
  if (only !== undefined) query = query.where('merchant_id', '=', only)
  if (status !== undefined)
    query = query.where('archived_at', status === 'ARCHIVED' ? 'is not' : 'is', null)
  if (before !== undefined) query = query.where('id', '<', before)
  return query.orderBy('id', 'desc').limit(limit).execute()
}

/**
 * Movements of a product from the newest to the oldest, by descending id.
 *
 * @param before id of the last movement of the previous page
 * @param limit rows at most
 */
export function selectMovements(
  db: Database,
  productId: string,
  before: string | undefined,
  limit: number,
) {
  let query = db.selectFrom('stock_movements').selectAll().where('product_id', '=', productId)
  if (before !== undefined) query = query.where('id', '<', before)
  return query.orderBy('id', 'desc').limit(limit).execute()
}
