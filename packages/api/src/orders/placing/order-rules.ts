import { maxAmountCents } from '@order-settlement/shared/max-amount.ts'
import { type RawBuilder, sql } from 'kysely'
import { freeUnits } from '../../products/products.queries.ts'
import type { WantedOrder } from './wanted-order.ts'

/**
 * The rules of an order, in the order in which they are checked. An order that they allow is placed if it fits together
 * with those allowed before it, and its key is not taken.
 * `now()` is when the statement began, and the `created_at` of its orders: none is outside its product's sale.
 */
const refusal = sql`
  case
    when product.id is null then 'PRODUCT_NOT_FOUND'
    when archived_at is not null then 'PRODUCT_ARCHIVED'
    when sale_ends_at <= now() then 'SALE_ENDED'
    when sale_starts_at > now() then 'SALE_NOT_STARTED'
    when quantity > max_per_buyer - coalesce(live.units, 0) then 'LIMIT_EXCEEDED'
    when quantity > stock then 'OUT_OF_STOCK'
    -- A larger total. A price is larger too only if SQL or an earlier version set it.
    when price_cents > ${sql.lit(maxAmountCents)}::bigint / quantity then 'VALIDATION'
  end`

/** What the merchant of a product pays for a sale; null if nobody described the merchant. */
const terms = sql`currency, fee_basis_points, fee_fixed_cents, refunds_return_fee`
const productsWithTerms = sql`products left join merchants on merchants.id = merchant_id`

const described = sql`price_cents, max_per_buyer, sale_starts_at, sale_ends_at, archived_at`

const readProducts = sql`
  product as materialized (
    select products.id, ${described}, ${freeUnits} as stock
    from products where products.id in (select product_id from wanted)
  )`

/**
 * Locks the products in id order, then takes back the units of their holds that have run out. What locks an order does
 * so before it locks the product, and this statement waits for no order: it skips those that are locked. So no cycle of
 * locks can form.
 */
const lockedProducts = sql`
  locked as materialized (
    select products.id, ${described}, stock, held, ${terms} from ${productsWithTerms}
    where products.id in (select product_id from wanted)
    order by products.id for update of products
  ),
  expired as materialized (
    -- All products in one row, so that every product is locked when the function is called. None if nothing is held.
    select units.* from (select array_agg(id) as ids from locked where held > 0) as holding, expire_holds(ids) as units
  ),
  product as materialized (
    select locked.id, ${described}, stock + coalesce(expired.units, 0) as stock, ${terms}
    from locked left join expired on expired.product_id = locked.id
  )`

/**
 * The beginning of a statement about orders: `ruled` has a row for each of them, with its product, the live units
 * `has` of its buyer, and why it is `refused`; null if its product can serve it.
 *
 * @param lock whether products are locked, in id order, before live units are counted, the units of holds that have
 *   run out are taken back (`expired`). Terms of merchants are as committed when the statement began; if a
 *   currency has changed since, a trigger ends the statement with 40001. Else all is as committed then
 */
export function applyRules(
  wanted: WantedOrder[],
  { lock }: { lock: boolean },
): RawBuilder<unknown> {
  return sql`
    with wanted as materialized (
      select * from unnest(
        ${wanted.map((order) => order.product_id)}::bigint[],
        ${wanted.map((order) => order.quantity)}::integer[],
        ${wanted.map((order) => order.buyer_id)}::text[],
        ${wanted.map((order) => order.key ?? null)}::text[],
        ${wanted.map((order) => order.placed_by ?? null)}::text[],
        ${wanted.map((order) => order.hold_seconds ?? null)}::integer[],
        ${wanted.map((order) => order.payment_reference ?? null)}::text[]
      ) with ordinality
        as t (product_id, quantity, buyer_id, key, placed_by, hold_seconds, payment_reference, position)
    ),
    ${lock ? lockedProducts : readProducts},
    -- All pairs in one row, so that every product is locked when the function is called.
    limited as materialized (
      select array_agg(product_id) as product_ids, array_agg(buyer_id) as buyer_ids
      from (
        select distinct product_id, buyer_id from wanted join product on product.id = product_id
        where max_per_buyer is not null
      ) as pairs
    ),
    live as materialized (
      select units.* from limited, live_units(product_ids, buyer_ids) as units
    ),
    ruled as materialized (
      select wanted.*, price_cents, stock, max_per_buyer, sale_starts_at, sale_ends_at,
        ${lock ? sql`${terms},` : sql``} coalesce(live.units, 0) as has, ${refusal} as refused
      from wanted
      left join product on product.id = wanted.product_id
      left join live on live.product_id = wanted.product_id and live.buyer_id = wanted.buyer_id
    )`
}

/** What `toRefusal` reads of a row of `ruled`. */
export const refusalColumns = sql`
  refused,
  case refused when 'OUT_OF_STOCK' then stock end as available,
  case refused when 'LIMIT_EXCEEDED' then max_per_buyer end as "limit",
  case refused when 'LIMIT_EXCEEDED' then greatest(max_per_buyer - has, 0) end as remaining,
  case refused when 'SALE_NOT_STARTED' then sale_starts_at end as starts_at,
  case refused when 'SALE_NOT_STARTED' then ceil(extract(epoch from sale_starts_at - now())) end as starts_in,
  case refused when 'SALE_ENDED' then sale_ends_at end as ended_at`
