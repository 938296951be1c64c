import { turnPruningOff } from '@order-settlement/db/partitions/turn-pruning-off.ts'
import type { Database, Order as Row, Trx } from '@order-settlement/db/tables.ts'
import { sql } from 'kysely'
import type { Order } from '../orders.schemas.ts'
import { toOrder } from '../to-order.ts'
import { toRequest, type WantedConfirm } from './wanted-confirm.ts'

/**
 * Confirms the plain ones of some orders in one statement of a transaction: it locks the orders and then their products,
 * and sells the units of holds that have not run out. The commit is the only round trip under a lock. Order, units, sale
 * and idempotency key commit together.
 *
 * Locks: orders before products, and both in id order. It waits for no order, but skips those that are locked. What
 * waits for an order (a confirm alone, a cancel, a refund) holds no product and no other order by then. What waits for
 * a product holds orders, for which nobody waits who holds a product, and products with lower ids: this statement, and
 * the one that places orders, which skips locked orders as well (`expire_holds`). The lock of currencies comes after
 * all rows, and keys after that, in their order: who has inserted one waits for nothing but keys that come later. So no
 * cycle of locks can form.
 *
 * @param wanted each order once
 * @param currency of merchants that nobody described
 * @returns the confirmed orders by id. `confirmOrder` has to answer for the others: their hold has run out or is not
 *   there, they are locked, not visible or in another currency, or their idempotency key is taken
 */
export async function confirmHolds(
  db: Database,
  wanted: WantedConfirm[],
  currency: string,
): Promise<Map<string, Order>> {
  const rows = await db.transaction().execute(async (trx) => {
    await turnPruningOff(trx)
    return await confirmPlain(trx, wanted, currency)
  })
  return new Map(rows.map((row) => [row.id, toOrder(row, currency)]))
}

async function confirmPlain(trx: Trx, wanted: WantedConfirm[], currency: string): Promise<Row[]> {
  const { rows } = await sql<Row>`
    with wanted as (
      select * from unnest(
        ${wanted.map(({ id }) => id)}::uuid[],
        ${wanted.map(({ visible }) => visible.owner ?? null)}::text[],
        ${wanted.map(({ visible }) => visible.only ?? null)}::text[],
        ${wanted.map(({ payment_reference }) => payment_reference ?? null)}::text[],
        ${wanted.map(({ key }) => key ?? null)}::text[],
        ${wanted.map((confirm) => (confirm.key === undefined ? null : JSON.stringify(toRequest(confirm))))}::jsonb[]
      ) as t (id, owner, only_merchant, payment_reference, key, request)
    ),
    held as materialized (
      select wanted.*, found.product_id, found.total_cents, found.expires_at, found.currency
      from (select * from wanted order by id) as wanted
      -- One by one, which is the primary key whatever the planner knows of the table.
      cross join lateral (
        select * from orders where orders.id = wanted.id and status = 'HELD'
        for no key update skip locked
      ) as found
      where owner is null or placed_by = owner
    ),
    locked as materialized (
      select products.id, merchant_id, coalesce(merchants.currency, ${currency}) as currency,
        fee_basis_points, fee_fixed_cents, refunds_return_fee
      from products left join merchants on merchants.id = merchant_id
      -- An array is complete before the first product is locked.
      where products.id = any(array(select product_id from held))
      order by products.id for update of products
    ),
    -- Read once all products are locked, which an aggregate has to wait for. While this statement waited, another may
    -- have seen a hold as run out, and sold its units or the buyer's limit. now() is when the transaction began.
    -- Then the lock of currencies, which the triggers of orders would take after the keys.
    clock as materialized (select clock_timestamp() as reads, count(*), share_currencies() from locked),
    plain as materialized (
      select held.id, payment_reference, key, request, locked.currency,
        coalesce(merchant_fee(total_cents, fee_basis_points, fee_fixed_cents), 0) as fee_cents,
        coalesce(refunds_return_fee, false) as refunds_return_fee
      from clock cross join held join locked on locked.id = product_id
      where expires_at > reads
        and (only_merchant is null or merchant_id = only_merchant)
        and (held.currency is null or held.currency = locked.currency)
    ),
    keyed as (
      insert into order_keys (idempotency_key, order_id, request)
      -- By key, so that two statements that share several keys wait for each other instead of deadlocking.
      select key, id, request from plain where key is not null order by key
      on conflict (idempotency_key) do nothing
      returning order_id
    ),
    confirmed as (
      -- A trigger inserts the sales.
      update orders set status = 'CONFIRMED', confirmed_at = now(), confirmed_payment_reference = plain.payment_reference,
        currency = plain.currency, fee_cents = plain.fee_cents, refunds_return_fee = plain.refunds_return_fee
      from plain
      where orders.id = plain.id and (key is null or plain.id in (select order_id from keyed))
      returning orders.*
    ),
    moved as (
      update products set held = held - units, sold = sold + units
      from (select product_id, sum(quantity) as units from confirmed group by product_id) as taken
      where products.id = taken.product_id
    )
    select * from confirmed`.execute(trx)
  return rows
}
