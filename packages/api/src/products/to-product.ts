import { safeInteger, toSum } from '@order-settlement/shared/json-integers.ts'
import { hashOf, listedTags } from '../server/etag.ts'
import type { ProductRow } from './products.queries.ts'
import type { Product } from './products.schemas.ts'

/**
 * A product as the API returns it. Amounts beyond 2^53 - 1, which only SQL can write, are strings of digits.
 *
 * @param currency of merchants that nobody described
 */
export function toProduct(row: ProductRow, currency: string): Product {
  return {
    id: safeInteger(row.id),
    name: row.name,
    merchant_id: row.merchant_id,
    currency: row.currency ?? currency,
    price_cents: toSum(row.price_cents),
    stock: toSum(row.stock),
    held: toSum(row.held),
    sold: toSum(row.sold),
    max_per_buyer: row.max_per_buyer,
    sale_starts_at: row.sale_starts_at?.toISOString() ?? null,
    sale_ends_at: row.sale_ends_at?.toISOString() ?? null,
    status: row.archived_at ? 'ARCHIVED' : 'ACTIVE',
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  }
}

/**
 * The ETag of a product: what describes it, then its units. So a copy in a cache is told from one before a sale,
 * and If-Match does not fail for every order that was placed meanwhile.
 */
export function productTag({ stock, held, sold, ...described }: Product): string {
  return `"${hashOf(described)}.${stock}.${held}.${sold}"`
}

/** Whether one of the ETags in If-Match describes the product as it is, with any number of units. */
export function isDescribed(product: Product, ifMatch: string): boolean {
  if (ifMatch.trim() === '*') return true
  const description = productTag(product).split('.')[0] ?? ''
  return listedTags(ifMatch).some((tag) => tag.startsWith(`${description}.`))
}
