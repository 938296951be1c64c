import type { Database } from '@order-settlement/db/tables.ts'
import { sql } from 'kysely'
import type { WantedOrder } from './shop.ts'

/** The statement that an api of the version before the partitions of orders places them with, word by word. */
export async function placeByFunction(db: Database, wanted: WantedOrder[]): Promise<string[]> {
  const { rows } = await sql<{ id: string | null }>`
    select id, unit_price_cents, created_at, expires_at, currency,
  refused,
  case refused when 'OUT_OF_STOCK' then stock end as available,
  case refused when 'LIMIT_EXCEEDED' then max_per_buyer end as "limit",
  case refused when 'LIMIT_EXCEEDED' then greatest(remaining, 0) end as remaining,
  case refused when 'SALE_NOT_STARTED' then sale_starts_at end as starts_at,
  case refused when 'SALE_NOT_STARTED' then ceil(extract(epoch from sale_starts_at - now())) end as starts_in,
  case refused when 'SALE_ENDED' then sale_ends_at end as ended_at
    from place_orders(
    ${wanted.map(({ product_id }) => product_id)}::bigint[],
    ${wanted.map(({ quantity }) => quantity)}::integer[],
    ${wanted.map(({ buyer_id }) => buyer_id)}::text[],
    ${null}::text[],
    ${Number.MAX_SAFE_INTEGER}::bigint,
      ${wanted.map(({ key }) => key)}::text[],
      ${wanted.map(() => 'shop')}::text[],
      ${wanted.map(() => null)}::integer[],
      ${wanted.map(() => null)}::text[],
      ${'USD'}
    )`.execute(db)
  return rows.flatMap(({ id }) => id ?? [])
}

/** The orders of idempotency keys, as that version looks them up, word by word. */
export async function findByKeys(db: Database, keys: string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select "orders".*,
  case when (orders.status = 'HELD' and orders.expires_at <= now()) then 'EXPIRED' else orders.status end as "status",
  coalesce(orders.currency, (
    select merchants.currency from products join merchants on merchants.id = merchant_id
    where products.id = orders.product_id
  )) as "currency" from "orders" where idempotency_key = any(${keys}::text[])`.execute(db)
  return rows.map(({ id }) => id)
}

/** Places orders, again with the keys of the last ones, and looks up both. @throws if a key has another order than its own */
export async function placeAndRepeat(db: Database, wanted: WantedOrder[]): Promise<string[]> {
  const ids = await placeByFunction(db, wanted)
  const repeated = await placeByFunction(db, wanted)
  const found = await findByKeys(
    db,
    wanted.map(({ key }) => key),
  )
  if (repeated.length > 0 || ids.toSorted().join() !== found.toSorted().join())
    throw new Error(`the keys of ${ids} have ${found}, and placed ${repeated} again`)
  return ids
}
