import type { Database } from '@order-settlement/db/tables.ts'
import type { Supply } from '@order-settlement/testing/check-stock.ts'
import { sql } from 'kysely'

// Above the ids that seeding uses.
export const hotProduct = 1_000
export const soldOutProduct = 1_001
export const notStartedProduct = 1_002
export const limitedProduct = 1_003
const firstProduct = 2_000
const productCount = 1_000

const buyersAtLimit = 1_000

/**
 * Inserts a hot product, one that is sold out, one whose sale has not started, a hot one with a limit of one per buyer,
 * which some have reached, and a thousand others. No benchmark runs long enough to sell them out.
 */
export async function supplyProducts(db: Database): Promise<Supply[]> {
  const units = 1_000_000_000
  const supplies = [
    { product_id: hotProduct, units },
    { product_id: soldOutProduct, units: 0 },
    { product_id: notStartedProduct, units },
    { product_id: limitedProduct, units },
    ...Array.from({ length: productCount }, (_, index) => ({
      product_id: firstProduct + index,
      units,
    })),
  ]
  await db
    .insertInto('products')
    .values(
      supplies.map(({ product_id, units }) => ({
        id: String(product_id),
        name: `Product ${product_id}`,
        merchant_id: 'merchant_0001',
        price_cents: 9900,
        stock: units,
        sale_starts_at: product_id === notStartedProduct ? '2999-01-01T00:00:00Z' : null,
        max_per_buyer: product_id === limitedProduct ? 1 : null,
      })),
    )
    .execute()
  await sql`insert into orders (product_id, quantity, buyer_id, unit_price_cents, total_cents)
    select ${limitedProduct}, 1, 'at-limit-' || n, 9900, 9900
    from generate_series(0, ${buyersAtLimit - 1}::integer) as n`.execute(db)
  await sql`update products set stock = stock - ${buyersAtLimit}, sold = sold + ${buyersAtLimit}
    where id = ${limitedProduct}`.execute(db)
  return supplies
}

export function buyerAtLimit(): string {
  return `at-limit-${Math.floor(Math.random() * buyersAtLimit)}`
}

export function randomProduct(): number {
  return firstProduct + Math.floor(Math.random() * productCount)
}
