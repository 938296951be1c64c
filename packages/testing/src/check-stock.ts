import type { Database } from '@order-settlement/db/tables.ts'
import { sql } from 'kysely'

/** Units that a product had when orders began. */
export interface Supply {
  product_id: number
  units: number
}

/** @returns a line for each product whose stock plus the units of its live orders differs from its supply */
export async function checkStock(db: Database, supplies: Supply[]): Promise<string[]> {
  const ids = supplies.map(({ product_id }) => product_id)
  const units = supplies.map((supply) => supply.units)
  const { rows } = await sql<{ id: string; units: string; stock: string | null; sold: string }>`
    select supply.id, supply.units, products.stock, coalesce(live.units, 0) as sold
    from unnest(${ids}::bigint[], ${units}::bigint[]) as supply (id, units)
    left join products on products.id = supply.id
    left join (
      select product_id, sum(quantity - returned_units) as units
      from orders where status in ('HELD', 'CONFIRMED') group by 1
    ) as live on live.product_id = supply.id
    where products.stock + coalesce(live.units, 0) is distinct from supply.units
    order by supply.id`.execute(db)
  return rows.map(
    ({ id, units, stock, sold }) =>
      `product ${id}: supplied with ${units}, but stock is ${stock ?? 'gone'} and ${sold} are sold`,
  )
}
