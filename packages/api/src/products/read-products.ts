import type { Database } from '@order-settlement/db/tables.ts'
import { coalesce } from '../server/coalesce.ts'
import { etagOf } from '../server/etag.ts'
import type { Cacheable } from '../server/send-cacheable.ts'
import { listProducts } from './list-products.ts'
import { productNotFound } from './product-rules.ts'
import type { Product, ProductPage, ProductQuery } from './products.schemas.ts'
import { readProduct } from './read-product.ts'
import { productTag } from './to-product.ts'

/**
 * Creates the reads that a shop's page needs for every visitor. Requests for the same product or list at the same time
 * share a query and its JSON. They wait for no lock.
 *
 * @param currency of merchants that nobody described
 */
export function createProductReads(db: Database, currency: string) {
  const readOne = coalesce(async (id): Promise<Cacheable<Product>> => {
    const body = await readProduct(db, currency, id)
    return { body, json: JSON.stringify(body), etag: productTag(body) }
  })
  const readPage = coalesce(async (query): Promise<Cacheable<ProductPage>> => {
    const { only, ...asked } = JSON.parse(query)
    const body = await listProducts(db, currency, asked, only)
    return { body, json: JSON.stringify(body), etag: etagOf(body) }
  })
  return {
    /**
     * @param only the one merchant whose product may be read; any if undefined
     * @throws ProblemError PRODUCT_NOT_FOUND
     */
    readProduct: async (id: string, only?: string) => {
      const product = await readOne(id)
      if (only !== undefined && product.body.merchant_id !== only) throw productNotFound(id)
      return product
    },
    /**
     * @param only the one merchant whose products may be listed; all if undefined
     * @throws ProblemError as `listProducts`
     */
    readPage: (query: ProductQuery, only?: string) => readPage(JSON.stringify({ ...query, only })),
  }
}
