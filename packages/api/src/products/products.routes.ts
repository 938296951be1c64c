import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Database } from '@order-settlement/db/tables.ts'
import { boundMerchant } from '../access/callers.ts'
import { anyProblems, problems, urlProblems } from '../problems/problem.schemas.ts'
import { answer, ref } from '../server/route-schemas.ts'
import {
  CacheHeaders,
  cacheHeadersDescribed,
  notModified,
  sendCacheable,
} from '../server/send-cacheable.ts'
import { Product, ProductPage, ProductParams, ProductQuery } from './products.schemas.ts'
import { createProductReads } from './read-products.ts'

const tags = ['products']

const readSchema = {
  operationId: 'getProduct',
  summary: 'Read a product',
  tags,
  params: ProductParams,
  headers: CacheHeaders,
  response: {
    200: answer('The product', ref(Product), cacheHeadersDescribed),
    304: notModified,
    ...problems(...urlProblems, 'PRODUCT_NOT_FOUND', ...anyProblems),
  },
}

const listSchema = {
  operationId: 'listProducts',
  summary: 'List products, newest first',
  tags,
  querystring: ProductQuery,
  headers: CacheHeaders,
  response: {
    200: answer('A page of products', ref(ProductPage), cacheHeadersDescribed),
    304: notModified,
    ...problems(...urlProblems, ...anyProblems),
  },
}

interface Options {
  db: Database
  /** Of merchants that nobody described. */
  currency: string
}

/** Products to read, as a shop's page does. */
export const productRoutes: FastifyPluginAsyncTypebox<Options> = async (app, options) => {
  const { db, currency } = options
  const { readProduct, readPage } = createProductReads(db, currency)
  for (const schema of [Product, ProductPage]) app.addSchema(schema)

  app.get(
    '/products',
    { schema: listSchema, config: { scope: 'products:read', merchantKeys: 'limited' } },
    async (request, reply) => {
      const only = boundMerchant(request.caller)
      return sendCacheable(request, reply, await readPage(request.query, only))
    },
  )

  app.get(
    '/products/:id',
    { schema: readSchema, config: { scope: 'products:read', merchantKeys: 'limited' } },
    async (request, reply) => {
      const only = boundMerchant(request.caller)
      return sendCacheable(request, reply, await readProduct(request.params.id, only))
    },
  )
}
