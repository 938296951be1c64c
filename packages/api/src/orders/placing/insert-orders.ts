import type { Database } from '@order-settlement/db/tables.ts'
import { sql } from 'kysely'
import type { Order } from '../orders.schemas.ts'
import { type RefusalRow, refusalColumns } from './to-refusal.ts'
import { toRuleArguments, type WantedOrder } from './wanted-order.ts'

interface Row {
  /** Null if the order was not placed. */
  id: string | null
  unit_price_cents: string
  created_at: Date
  expires_at: Date | null
  currency: string
}

/**
 * Inserts the orders that the rules allow in one statement, which is its own transaction: there is no round trip under
 * a lock. The function in the database locks the products in id order, reads what is committed then, products, holds,
 * live units and terms alike, inserts the orders and takes their units.
 *
 * An order is inserted if it fits together with all that are allowed before it: no later one takes what an earlier one
 * may need.
 *
 * @param currency of merchants that nobody described
 * @returns for each order, in the given order, the inserted order, or the refusal by the rules. Neither for one that did
 *   not fit, or whose key is taken: the rules have to be applied again, to what is left
 */
export async function insertOrders(
  db: Database,
  wanted: WantedOrder[],
  currency: string,
): Promise<{ order: Order | undefined; refusal: RefusalRow }[]> {
  const { rows } = await sql<Row & RefusalRow>`
    select id, unit_price_cents, created_at, expires_at, currency, ${refusalColumns}
    from place_orders(
      ${toRuleArguments(wanted)},
      ${wanted.map(({ key }) => key ?? null)}::text[],
      ${wanted.map(({ placed_by }) => placed_by ?? null)}::text[],
      ${wanted.map(({ hold_seconds }) => hold_seconds ?? null)}::integer[],
      ${wanted.map(({ payment_reference }) => payment_reference ?? null)}::text[],
      ${currency}
    )`.execute(db)
  return wanted.map((order, index) => {
    const row = rows[index]
    if (!row) throw new Error('fewer rows were returned than orders were sent')
    return { order: row.id === null ? undefined : newOrder(order, row.id, row), refusal: row }
  })
}

/** A new order as the API returns it. Its total has been checked to be at most `maxAmountCents`, a safe integer. */
function newOrder(
  { product_id, quantity, buyer_id, payment_reference }: WantedOrder,
  id: string,
  { unit_price_cents, created_at, expires_at, currency }: Row,
): Order {
  const placedAt = created_at.toISOString()
  return {
    id,
    product_id,
    quantity,
    buyer_id,
    status: expires_at ? 'HELD' : 'CONFIRMED',
    unit_price_cents: Number(unit_price_cents),
    total_cents: Number(unit_price_cents) * quantity,
    currency,
    created_at: placedAt,
    expires_at: expires_at?.toISOString() ?? null,
    confirmed_at: expires_at ? null : placedAt,
    cancelled_at: null,
    refunded_cents: 0,
    returned_units: 0,
    payment_reference: payment_reference ?? null,
  }
}
