import type { Database } from '@order-settlement/db/tables.ts'
import { sql } from 'kysely'

export interface PastOrder {
  /** When it was placed, and confirmed unless given otherwise. RFC 3339. */
  at: string
  confirmedAt?: string
  productId?: number
  quantity?: number
  buyer?: string
  /** A hold has its units until one hour after it was placed. */
  status?: 'CONFIRMED' | 'HELD' | 'EXPIRED'
  key?: string
}

/**
 * An order as if the shop had placed it then, with its sale and units.
 *
 * @returns its id, whose time is `at`
 */
export async function addPastOrder(db: Database, order: PastOrder): Promise<string> {
  const { at, confirmedAt = at, productId = 1, quantity = 1, buyer = 'buyer-1' } = order
  const { status = 'CONFIRMED', key = null } = order
  const sold = status === 'CONFIRMED'
  const { rows } = await sql<{ id: string }>`
    with taken as (
      update products set stock = stock - moved, sold = sold + case when ${sold} then moved else 0 end,
        held = held + case when ${sold} then 0 else moved end
      from (select case when ${status === 'EXPIRED'} then 0 else ${quantity}::bigint end as moved) as units
      where id = ${productId} returning price_cents
    )
    insert into orders (id, product_id, quantity, buyer_id, unit_price_cents, total_cents, status, created_at,
      confirmed_at, expires_at, idempotency_key)
    select uuidv7(${at}::timestamptz - clock_timestamp()), ${productId}, ${quantity}, ${buyer}, price_cents,
      price_cents * ${quantity}, ${status}, ${at}, ${sold ? confirmedAt : null}::timestamptz,
      case when not ${sold} then ${at}::timestamptz + interval '1 hour' end, ${key}
    from taken returning id`.execute(db)
  const [placed] = rows
  if (!placed) throw new Error(`there is no product ${productId}`)
  return placed.id
}

/** Refunds an order as if the shop had done so then. */
export async function addPastRefund(
  db: Database,
  orderId: string,
  { at, cents, units = 0 }: { at: string; cents: number; units?: number },
): Promise<void> {
  await sql`
    with refunded as (
      update orders set refunded_cents = refunded_cents + ${cents}, returned_units = returned_units + ${units}
      where id = ${orderId} returning product_id
    ),
    returned as (
      update products set stock = stock + ${units}, sold = sold - ${units}
      from refunded where products.id = product_id returning merchant_id
    ),
    written as (
      insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at, kind, order_id, source)
      select merchant_id, ${-cents}, 0, 'PAID', ${at}, 'REFUND', ${orderId}, 'order' from returned returning id
    )
    insert into refunds (order_id, amount_cents, fee_cents, return_units, created_at, transaction_id)
    select ${orderId}, ${cents}, 0, ${units}, ${at}, id from written`.execute(db)
}

/** Closes days as the api does, with what each of them has. */
export async function closeThrough(db: Database, through: string, timezone = 'UTC'): Promise<void> {
  await sql`insert into closed_days
    select day, ${timezone}, greatest(until, day_range_start(day, ${timezone})), day_range_end(day, ${timezone}),
      count, gross, fee
    from (select closed_until() as until, day_range_end(${through}::date, ${timezone}) as ends_at) as stretch,
      lateral (
        select (paid_at at time zone ${timezone})::date as day, count(*), sum(amount_cents) as gross, sum(fee_cents) as fee
        from transactions where status = 'PAID' and paid_at >= until and paid_at < ends_at group by 1
      ) as days`.execute(db)
  await sql`insert into period_changes (action, through, timezone, closed_until, request)
    values ('CLOSE', ${through}, ${timezone}, day_range_end(${through}::date, ${timezone}), '{}')`.execute(
    db,
  )
}
