import type { Database } from '@order-settlement/db/tables.ts'
import { sql } from 'kysely'
import type { Order } from '../orders.schemas.ts'
import { applyRules, refusalColumns } from './order-rules.ts'
import type { RefusalRow } from './to-refusal.ts'
import type { WantedOrder } from './wanted-order.ts'

interface Row {
  /** Null if the order was not placed. */
  id: string | null
  unit_price_cents: string
  created_at: Date
  expires_at: Date | null
  currency: string
}

/**
 * Inserts the orders that the rules allow in one statement, which is its own transaction: it locks the products in id
 * order, applies the rules, inserts the orders and takes their units. There is no round trip under a lock.
 *
 * An order is inserted if it fits together with all that are allowed before it: no later one takes what an earlier one
 * may need. After a lock wait it sees the row as the other transaction committed it (read committed): the locking select
 * returns that row, live units are counted then, and the update takes the units from it.
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
    ${applyRules(wanted, { lock: true })},
    queued as (
      select *, sum(quantity) filter (where refused is null) over first_come as units,
        -- Buyers are told apart only where there is a limit: that saves sorting them.
        sum(quantity) filter (where refused is null) over (
          partition by product_id, case when max_per_buyer is not null then buyer_id collate "C" end
          order by position
        ) as buyer_units
      from ruled window first_come as (partition by product_id order by position)
    ),
    decided as materialized (
      select *, case
          when refused is null and units <= stock
            and (max_per_buyer is null or has + buyer_units <= max_per_buyer)
          then uuidv7()
        end as id
      -- Ids in the order of arrival.
      from (select * from queued order by position) as in_order
    ),
    placed as (
      insert into orders
        (id, product_id, quantity, buyer_id, unit_price_cents, total_cents, idempotency_key, placed_by,
          currency, payment_reference, status, expires_at, confirmed_at, fee_cents, refunds_return_fee)
      select id, product_id, quantity, buyer_id, price_cents, price_cents * quantity, key, placed_by,
        coalesce(currency, ${currency}), payment_reference,
        case when hold_seconds is null then 'CONFIRMED' else 'HELD' end,
        now() + make_interval(secs => hold_seconds),
        -- A hold pays the fee of the terms when it is confirmed.
        case when hold_seconds is null then now() end,
        case when hold_seconds is null
          then coalesce(merchant_fee(price_cents * quantity, fee_basis_points, fee_fixed_cents), 0) end,
        case when hold_seconds is null then coalesce(refunds_return_fee, false) end
      -- By key, so that two statements that share several keys wait for each other instead of deadlocking.
      from decided where id is not null order by key, position
      on conflict (idempotency_key) where idempotency_key is not null do nothing
      returning id, product_id, quantity, status
    ),
    moved as (
      update products set stock = stock - taken.held - taken.sold, held = products.held + taken.held,
        sold = products.sold + taken.sold
      from (
        select product_id, sum(held) as held, sum(sold) as sold from (
          select product_id, case status when 'HELD' then quantity else 0 end as held,
            case status when 'HELD' then 0 else quantity end as sold
          from placed
          union all select product_id, -units, 0 from expired
        ) as units group by product_id
      ) as taken
      where products.id = taken.product_id
    )
    -- No join, which the planner would make a nested loop. now() is the default of created_at.
    select case when id in (select id from placed) then id end as id,
      case when id is not null then price_cents end as unit_price_cents,
      case when id is not null then now() end as created_at,
      case when id is not null then now() + make_interval(secs => hold_seconds) end as expires_at,
      case when id is not null then coalesce(currency, ${currency}) end as currency,
      ${refusalColumns}
    from decided order by position`.execute(db)
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
