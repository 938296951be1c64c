import type { Database } from '@order-settlement/db/tables.ts'
import { sql } from 'kysely'
import type { Supply } from './products.ts'

/** What a run was told. Its buyer is nobody else's. */
export interface Acknowledged {
  buyer: string
  /** Answers 201. */
  orders: number
  /** Requests that were sent and not answered, or not with 201: each may have placed an order, or not. */
  unknown: number
}

/**
 * Proves that nothing was oversold, lost or sold twice: the stock and the live orders of a product make what
 * it was supplied with, and every acknowledged order is a row.
 *
 * @returns what is wrong, a line each; empty if the books are right
 */
export async function checkBooks(
  db: Database,
  supplies: Supply[],
  acknowledged: Acknowledged[],
): Promise<string[]> {
  return [...(await checkStock(db, supplies)), ...(await checkOrders(db, acknowledged))]
}

async function checkStock(db: Database, supplies: Supply[]): Promise<string[]> {
  const ids = supplies.map(({ product_id }) => product_id)
  const units = supplies.map((supply) => supply.units)
  const { rows } = await sql<{ id: string; units: string; stock: string | null; sold: string }>`
    select supply.id, supply.units, products.stock, coalesce(live.units, 0) as sold
    from unnest(${ids}::bigint[], ${units}::bigint[]) as supply (id, units)
    left join products on products.id = supply.id
    left join (
      select product_id, sum(quantity) as units from orders where status <> 'CANCELLED' group by 1
    ) as live on live.product_id = supply.id
    where products.stock + coalesce(live.units, 0) is distinct from supply.units
    order by supply.id`.execute(db)
  return rows.map(
    ({ id, units, stock, sold }) =>
      `product ${id}: supplied with ${units}, but stock is ${stock ?? 'gone'} and ${sold} are sold`,
  )
}

async function checkOrders(db: Database, acknowledged: Acknowledged[]): Promise<string[]> {
  const { rows } = await sql<{ buyer_id: string; orders: string }>`
    select buyer_id, count(*) as orders from orders group by buyer_id`.execute(db)
  const stored = new Map(rows.map(({ buyer_id, orders }) => [buyer_id, Number(orders)]))
  return acknowledged.flatMap(({ buyer, orders, unknown }) => {
    const found = stored.get(buyer) ?? 0
    if (found >= orders && found <= orders + unknown) return []
    return `${buyer}: ${orders} orders were acknowledged (${unknown} unknown), but ${found} are stored`
  })
}
