import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Database } from '@order-settlement/db/tables.ts'
import { boundMerchant, scopedKey } from '../access/callers.ts'
import { anyProblems, bodyProblems, problems, urlProblems } from '../problems/problem.schemas.ts'
import {
  IdempotencyHeaders,
  replayHeaders,
  replayHeadersDescribed,
} from '../server/idempotency-key.ts'
import { answer, ref } from '../server/route-schemas.ts'
import { listMovements } from './list-movements.ts'
import {
  MovementPage,
  MovementQuery,
  Product,
  ProductParams,
  StockMovement,
  StockRequest,
} from './products.schemas.ts'
import { supplyProduct } from './supply-product.ts'

const supplySchema = {
  operationId: 'supplyProduct',
  summary: 'Add units to a stock, or take some away',
  description: 'For supplies and corrections; orders take and return their units themselves.',
  tags: ['products'],
  params: ProductParams,
  body: ref(StockRequest),
  headers: IdempotencyHeaders,
  response: {
    200: answer('The product', ref(Product), replayHeadersDescribed),
    ...problems(
      ...bodyProblems,
      'PRODUCT_NOT_FOUND',
      'STOCK_BELOW_ZERO',
      'IDEMPOTENCY_KEY_REUSED',
      ...anyProblems,
    ),
  },
}

const listSchema = {
  operationId: 'listStockMovements',
  summary: 'List the supplies and corrections of a product, newest first',
  tags: ['products'],
  params: ProductParams,
  querystring: MovementQuery,
  response: {
    200: ref(MovementPage),
    ...problems(...urlProblems, 'PRODUCT_NOT_FOUND', ...anyProblems),
  },
}

interface Options {
  db: Database
  /** Of merchants that nobody described. */
  currency: string
}

/** The stock of a product to supply and to explain. */
export const stockRoutes: FastifyPluginAsyncTypebox<Options> = async (app, options) => {
  const { db, currency } = options
  for (const schema of [StockRequest, Product, StockMovement, MovementPage]) app.addSchema(schema)

  app.post(
    '/products/:id/stock',
    { schema: supplySchema, config: { scope: 'products:write', merchantKeys: 'limited' } },
    async ({ params, body, headers, caller }, reply) => {
      const key = scopedKey(caller, headers['idempotency-key'])
      const only = boundMerchant(caller)
      const wanted = { ...body, key, createdBy: caller?.name ?? null, only }
      const { product, replayed } = await supplyProduct(db, currency, params.id, wanted)
      reply.headers(replayHeaders(replayed))
      return product
    },
  )

  app.get(
    '/products/:id/stock-movements',
    { schema: listSchema, config: { scope: 'products:read', merchantKeys: 'limited' } },
    ({ params, query, caller }) => listMovements(db, params.id, query, boundMerchant(caller)),
  )
}
