import type { Order, Trx } from '@order-settlement/db/tables.ts'
import { sql } from 'kysely'
import type { Visibility } from '../access/callers.ts'
import { orderNotFound, requireKeptOrder } from '../archives/month-archived.ts'
import { isOld } from './orders.queries.ts'

/** What a request that changes an order has beside its body. */
export interface OrderAction {
  /** The idempotency key in its caller's scope. */
  key: string | undefined
  /** What the caller may see and change. */
  visible: Visibility
  /** Of merchants that nobody described. */
  currency: string
}

/**
 * Locks an order until the transaction ends. Its product is locked after it, if at all: the other way round two
 * transactions could wait for each other. What places orders locks products, and waits for no order. The lock against a
 * change of a currency, which comes with a sale or a refund, is last.
 *
 * @returns the row, in which a hold that has run out may still be HELD
 * @throws ProblemError ORDER_NOT_FOUND, also for one that may not be seen; ORDER_ARCHIVED
 */
export async function lockOrder(trx: Trx, id: string, { only, owner }: Visibility): Promise<Order> {
  const order = await trx
    .selectFrom('orders')
    .selectAll('orders')
    .select(isOld.as('is_old'))
    .where('orders.id', '=', id)
    .$if(owner !== undefined, (query) => query.where('placed_by', '=', owner ?? ''))
    .$if(only !== undefined, (query) =>
      query.where(({ exists, selectFrom }) =>
        exists(
          selectFrom('products')
            .select('products.id')
            .whereRef('products.id', '=', 'orders.product_id')
            .where('merchant_id', '=', only ?? ''),
        ),
      ),
    )
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!order) throw await orderNotFound(trx, id)
  if (order.is_old) await requireKeptOrder(trx, id)
  return order
}

/**
 * Locks the product of a locked hold.
 *
 * @returns whether the hold has run out, on a clock that is read once the product is locked
 */
export async function lockProductOf(trx: Trx, { id, product_id }: Order): Promise<boolean> {
  // now() is when the transaction began. While it waited, another may have seen the hold as run out, and sold its units
  // or the buyer's limit.
  const { rows } = await sql<{ is_late: boolean }>`
    with locked as materialized (select from products where id = ${product_id} for update)
    select orders.status = 'EXPIRED' or orders.expires_at <= clock_timestamp() as is_late
    from locked cross join orders where orders.id = ${id}`.execute(trx)
  const [hold] = rows
  if (!hold) throw new Error(`order ${id} has no product`)
  return hold.is_late
}

/** Moves units of a locked product between its counts, by which each changes. */
export async function moveUnits(
  trx: Trx,
  productId: string,
  { stock = 0, held = 0, sold = 0 }: { stock?: number; held?: number; sold?: number },
): Promise<void> {
  await trx
    .updateTable('products')
    .set({
      stock: sql`stock + ${stock}`,
      held: sql`held + ${held}`,
      sold: sql`sold + ${sold}`,
    })
    .where('id', '=', productId)
    .execute()
}
