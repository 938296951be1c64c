import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Database } from '@order-settlement/db/tables.ts'
import Type from 'typebox'
import { boundMerchant, requireMerchant, scopedKey } from '../access/callers.ts'
import { anyProblems, bodyProblems, problems } from '../problems/problem.schemas.ts'
import {
  IdempotencyHeaders,
  replayHeaders,
  replayHeadersDescribed,
} from '../server/idempotency-key.ts'
import { answer, ref } from '../server/route-schemas.ts'
import { changeProduct } from './change-product.ts'
import { createProduct } from './create-product.ts'
import { Product, ProductChange, ProductParams, ProductRequest } from './products.schemas.ts'
import { productTag } from './to-product.ts'

const tags = ['products']
const etag = 'Send it in If-Match to change the product only if nobody else has'

const createSchema = {
  operationId: 'createProduct',
  summary: 'Create a product',
  tags,
  body: ref(ProductRequest),
  headers: IdempotencyHeaders,
  response: {
    201: answer(
      'The product, created now or by an earlier request with the same key',
      ref(Product),
      {
        location: 'Path of the product, /products/{id}',
        etag,
        ...replayHeadersDescribed,
      },
    ),
    ...problems(
      ...bodyProblems,
      'FORBIDDEN',
      'MERCHANT_KEY_REFUSED',
      'IDEMPOTENCY_KEY_REUSED',
      ...anyProblems,
    ),
  },
}

const changeSchema = {
  operationId: 'changeProduct',
  summary: 'Change or archive a product',
  description:
    'Holds for every order that is placed later; orders keep the price they were placed at. Stock is changed by POST /products/{id}/stock.',
  tags,
  params: ProductParams,
  body: ref(ProductChange),
  headers: Type.Object({
    'if-match': Type.Optional(
      Type.String({
        description: 'ETag of the product; orders since then do not matter, other changes do',
      }),
    ),
  }),
  response: {
    200: answer('The product', ref(Product), { etag }),
    ...problems(...bodyProblems, 'PRODUCT_NOT_FOUND', 'PRODUCT_CHANGED', ...anyProblems),
  },
}

interface Options {
  db: Database
  /** Of merchants that nobody described. */
  currency: string
}

/** Products to create and to change. */
export const productChangeRoutes: FastifyPluginAsyncTypebox<Options> = async (app, options) => {
  const { db, currency } = options
  for (const schema of [ProductRequest, ProductChange, Product]) app.addSchema(schema)

  app.post(
    '/products',
    { schema: createSchema, config: { scope: 'products:write', merchantKeys: 'limited' } },
    async ({ body, headers, caller }, reply) => {
      const key = scopedKey(caller, headers['idempotency-key'])
      const createdBy = caller?.name ?? null
      requireMerchant(caller, body.merchant_id)
      const { product, replayed } = await createProduct(db, currency, { ...body, key, createdBy })
      const location = `/products/${product.id}`
      reply.code(201).headers({ location, etag: productTag(product), ...replayHeaders(replayed) })
      return product
    },
  )

  app.patch(
    '/products/:id',
    { schema: changeSchema, config: { scope: 'products:write', merchantKeys: 'limited' } },
    async ({ params, body, headers, caller }, reply) => {
      const product = await changeProduct(
        db,
        currency,
        params.id,
        body,
        headers['if-match'],
        boundMerchant(caller),
      )
      reply.header('etag', productTag(product))
      return product
    },
  )
}
