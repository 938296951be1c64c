import type { Database } from '@order-settlement/db/tables.ts'
import { checkStock, type Supply } from '@order-settlement/testing/check-stock.ts'
import { sql } from 'kysely'

/** The answers to the orders of one run, each with a buyer of its own, or with buyers that begin with it and a space. */
export interface Acknowledged {
  buyer: string
  /** Responses with 201. */
  orders: number
  /** Requests without a response or with another status: each may or may not have placed an order. */
  unknown: number
}

/**
 * Proves that nothing was oversold, lost or sold twice: stock plus live orders equals the supply of each product,
 * and every acknowledged order is a row.
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

async function checkOrders(db: Database, acknowledged: Acknowledged[]): Promise<string[]> {
  const { rows } = await sql<{ buyer_id: string; orders: string }>`
    select split_part(buyer_id, ' ', 1) as buyer_id, count(*) as orders from orders group by 1`.execute(
    db,
  )
  const stored = new Map(rows.map(({ buyer_id, orders }) => [buyer_id, Number(orders)]))
  return acknowledged.flatMap(({ buyer, orders, unknown }) => {
    const found = stored.get(buyer) ?? 0
    if (found >= orders && found <= orders + unknown) return []
    return `${buyer}: ${orders} orders were acknowledged (${unknown} unknown), but ${found} are stored`
  })
}
