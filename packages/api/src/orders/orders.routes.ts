import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Database } from '@order-settlement/db/tables.ts'
import type { Registry } from 'prom-client'
import { boundMerchant, scopedKey, visibleOrders } from '../access/callers.ts'
import { anyProblems, bodyProblems, problems, urlProblems } from '../problems/problem.schemas.ts'
import {
  IdempotencyHeaders,
  replayHeaders,
  replayHeadersDescribed,
} from '../server/idempotency-key.ts'
import { answer, idParams, ref } from '../server/route-schemas.ts'
import { listOrders } from './list-orders.ts'
import { measureBatches, measureWaiting } from './measure-desk.ts'
import { exampleOrder, Order, OrderPage, OrderQuery, OrderRequest } from './orders.schemas.ts'
import { createOrderDesk } from './placing/order-desk.ts'
import { readOrder } from './read-order.ts'

const placeSchema = {
  operationId: 'placeOrder',
  summary: 'Order units of a product',
  description: 'First come, first served. With a 201 the units are reserved.',
  tags: ['orders'],
  body: ref(OrderRequest),
  headers: IdempotencyHeaders,
  response: {
    201: answer('The order, placed now or by an earlier request with the same key', ref(Order), {
      location: 'Path of the order, /orders/{id}',
      ...replayHeadersDescribed,
    }),
    ...problems(
      ...bodyProblems,
      'PRODUCT_NOT_FOUND',
      'OUT_OF_STOCK',
      'LIMIT_EXCEEDED',
      'SALE_NOT_STARTED',
      'SALE_ENDED',
      'PRODUCT_ARCHIVED',
      'IDEMPOTENCY_KEY_REUSED',
      ...anyProblems,
    ),
  },
}

const readSchema = {
  operationId: 'getOrder',
  summary: 'Read an order',
  tags: ['orders'],
  params: idParams(exampleOrder.id),
  response: {
    200: ref(Order),
    ...problems(...urlProblems, 'ORDER_NOT_FOUND', 'ORDER_ARCHIVED', ...anyProblems),
  },
}

const listSchema = {
  operationId: 'listOrders',
  summary: 'List orders, newest first',
  description:
    'Those of months that are archived and no longer in the database are left out; times of such a month are refused.',
  tags: ['orders'],
  querystring: OrderQuery,
  response: {
    200: ref(OrderPage),
    ...problems(...urlProblems, 'DAY_ARCHIVED', ...anyProblems),
  },
}

interface Options {
  /** To place and to read an order. */
  ordersDb: Database
  /** To list orders. */
  db: Database
  /** Of merchants that nobody described. */
  currency: string
  registry: Registry
}

export const orderRoutes: FastifyPluginAsyncTypebox<Options> = async (app, options) => {
  const { ordersDb, db, currency, registry } = options
  const onBatch = measureBatches(registry, 'orders')
  const desk = createOrderDesk({ db: ordersDb, currency, onBatch })
  measureWaiting(registry, 'orders', desk)
  for (const schema of [OrderRequest, Order, OrderPage]) app.addSchema(schema)

  app.post(
    '/orders',
    { schema: placeSchema, config: { scope: 'orders:write', merchantKeys: 'limited' } },
    async ({ body, headers, raw, caller }, reply) => {
      const wanted = {
        ...body,
        key: scopedKey(caller, headers['idempotency-key']),
        placed_by: caller?.name,
        only: boundMerchant(caller),
      }
      const { order, replayed } = await desk.place(wanted, () => !raw.socket.destroyed)
      reply.code(201).headers({ location: `/orders/${order.id}`, ...replayHeaders(replayed) })
      return order
    },
  )

  app.get(
    '/orders',
    { schema: listSchema, config: { scope: 'orders:read', merchantKeys: 'limited' } },
    ({ query, caller }) => listOrders(db, currency, query, visibleOrders(caller)),
  )

  app.get(
    '/orders/:id',
    { schema: readSchema, config: { scope: 'orders:read', merchantKeys: 'limited' } },
    ({ params, caller }) => readOrder(ordersDb, currency, params.id, visibleOrders(caller)),
  )
}
