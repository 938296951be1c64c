import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Database } from '@order-settlement/db/tables.ts'
import { visibleOrders } from '../access/callers.ts'
import { anyProblems, problems, urlProblems } from '../problems/problem.schemas.ts'
import { ProductParams } from '../products/products.schemas.ts'
import { coalesce } from '../server/coalesce.ts'
import { ref } from '../server/route-schemas.ts'
import { readSales } from './read-sales.ts'
import { ProductSales, SalesQuery, SalesRow, SalesSums } from './sales.schemas.ts'

const readSchema = {
  operationId: 'getProductSales',
  summary: 'What a product sold, by hour or day',
  description:
    'Sums of its orders that were sold, by when they were placed: a hold counts once it is confirmed. Orders that the caller may not list are left out.',
  tags: ['products'],
  params: ProductParams,
  querystring: SalesQuery,
  response: {
    200: ref(ProductSales),
    ...problems(...urlProblems, 'PRODUCT_NOT_FOUND', 'DAY_ARCHIVED', ...anyProblems),
  },
}

interface Options {
  db: Database
  /** IANA zone of days, unless the request names one. */
  timezone: string
  /** Of merchants that nobody described. */
  currency: string
}

/** What products sold over the time. */
export const salesRoutes: FastifyPluginAsyncTypebox<Options> = async (app, options) => {
  const { db, ...defaults } = options
  for (const schema of [SalesSums, SalesRow, ProductSales]) app.addSchema(schema)
  // A product of a drop has many orders to sum: however many look at it, one of them at a time.
  const read = coalesce((key) => {
    const [id, query, visible] = JSON.parse(key)
    return readSales(db, id, query, defaults, visible)
  })

  app.get(
    '/products/:id/sales',
    { schema: readSchema, config: { scope: 'orders:read', merchantKeys: 'limited' } },
    ({ params, query, caller }) => read(JSON.stringify([params.id, query, visibleOrders(caller)])),
  )
}
