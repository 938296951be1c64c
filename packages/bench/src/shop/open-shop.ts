import type { OrderSettlementClient } from '@order-settlement/client'
import { createOrderSettlementClient } from '@order-settlement/client'

export const merchants = ['shop-a', 'shop-b']
export const buyers = Array.from({ length: 150 }, (_, index) => `buyer-${index}`)

/** Little stock, so that products sell out; a free one; limits that buyers reach. */
const products = [
  { name: 'Poster', price_cents: 1_900, stock: 60 },
  { name: 'Ticket', price_cents: 4_999, stock: 60, max_per_buyer: 2 },
  { name: 'Vinyl', price_cents: 3_333, stock: 30, max_per_buyer: 1 },
  { name: 'Free Entry', price_cents: 0, stock: 60, max_per_buyer: 3 },
]

export interface Shop {
  products: number[]
}

/** Describes two merchants, one whose refunds return the fee, each with four products. @throws if one is refused */
export async function openShop(url: string): Promise<Shop> {
  const client = createOrderSettlementClient({ url })
  const ids: number[] = []
  for (const merchant_id of merchants) {
    await putTerms(client, merchant_id)
    for (const product of products) {
      const { data, error } = await client.POST('/products', { body: { ...product, merchant_id } })
      if (!data) throw new Error(`a product is refused: ${error.code}`)
      ids.push(data.id)
    }
  }
  return { products: ids }
}

/** Random fees; only the second merchant's refunds return theirs. */
export async function putTerms(client: OrderSettlementClient, id: string) {
  return await client.PUT('/merchants/{id}', {
    params: { path: { id } },
    body: {
      name: id,
      fee_basis_points: Math.floor(Math.random() * 500),
      fee_fixed_cents: Math.floor(Math.random() * 50),
      refunds_return_fee: id === merchants[1],
    },
  })
}
