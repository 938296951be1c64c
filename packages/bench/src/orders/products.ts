import type { Database } from '@order-settlement/db/tables.ts'
import type { Supply } from '@order-settlement/testing/check-stock.ts'

// Above the ids that seeding uses.
export const hotProduct = 1_000
export const soldOutProduct = 1_001
const firstProduct = 2_000
const productCount = 1_000

/** Inserts a hot product, a sold-out one and a thousand others. No benchmark runs long enough to sell them out. */
export async function supplyProducts(db: Database): Promise<Supply[]> {
  const units = 1_000_000_000
  const supplies = [
    { product_id: hotProduct, units },
    { product_id: soldOutProduct, units: 0 },
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
      })),
    )
    .execute()
  return supplies
}

export function randomProduct(): number {
  return firstProduct + Math.floor(Math.random() * productCount)
}
