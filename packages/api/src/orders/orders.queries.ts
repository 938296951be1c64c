import type { Database, OrdersTable, Order as Row, Trx } from '@order-settlement/shared/database.ts'
import type { Insertable } from 'kysely'

/** Locks one product until the transaction ends, so that its stock is sold by one transaction at a time. */
export function lockProduct(trx: Trx, id: number) {
  return trx
    .selectFrom('products')
    .select(['id', 'price_cents', 'stock'])
    .where('id', '=', String(id))
    .forUpdate()
    .executeTakeFirst()
}

/**
 * Takes units off a locked product.
 *
 * @throws Error if the stock does not suffice, which the caller has excluded under the lock
 */
export async function takeStock(trx: Trx, productId: string, quantity: number): Promise<void> {
  const { numUpdatedRows } = await trx
    .updateTable('products')
    .set((eb) => ({ stock: eb('stock', '-', String(quantity)) }))
    .where('id', '=', productId)
    .where('stock', '>=', String(quantity))
    .executeTakeFirstOrThrow()
  if (numUpdatedRows !== 1n) throw new Error('stock changed under the lock')
}

export function insertOrder(trx: Trx, order: Insertable<OrdersTable>): Promise<Row> {
  return trx.insertInto('orders').values(order).returningAll().executeTakeFirstOrThrow()
}

export function findOrderByKey(trx: Trx, key: string): Promise<Row | undefined> {
  return trx.selectFrom('orders').selectAll().where('idempotency_key', '=', key).executeTakeFirst()
}

export function findOrder(db: Database, id: string): Promise<Row | undefined> {
  return db.selectFrom('orders').selectAll().where('id', '=', id).executeTakeFirst()
}
