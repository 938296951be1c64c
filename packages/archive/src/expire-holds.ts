import { tablesOfMonth } from '@order-settlement/shared/archives/archived-tables.ts'
import type { Month } from '@order-settlement/shared/archives/month.ts'
import type pg from 'pg'

/**
 * Gives back the units of the month's holds that have run out, as a new order of their products does: a product that
 * nobody orders any more would keep them held, and a month with holds is never dropped.
 */
export async function expireHolds(pool: pg.Pool, month: Month): Promise<void> {
  const { rows } = await pool.query<{ id: string }>(
    `select distinct product_id as id from orders
    where ${tablesOfMonth.orders.where(month)} and status = 'HELD' and expires_at <= now()`,
  )
  const client = await pool.connect()
  try {
    for (const { id } of rows) while ((await expireSome(client, id)) > 0);
  } finally {
    // A transaction that is still open ends with its connection.
    client.release(true)
  }
}

/**
 * At most 10,000 of a product. It is locked first and in a statement of its own, as orders lock it, so that its counts are
 * those of before the expiry. Holds that others have locked are skipped.
 */
async function expireSome(client: pg.ClientBase, id: string): Promise<number> {
  await client.query('begin')
  await client.query('select from products where id = $1 for update', [id])
  const { rowCount } = await client.query(
    `update products set stock = stock + units, held = held - units
    from expire_holds(array[$1::bigint]) where product_id = products.id`,
    [id],
  )
  await client.query('commit')
  return rowCount ?? 0
}
