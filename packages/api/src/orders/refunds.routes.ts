import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Database } from '@order-settlement/db/tables.ts'
import { scopedKey, visibleOrders } from '../access/callers.ts'
import { anyProblems, bodyProblems, problems, urlProblems } from '../problems/problem.schemas.ts'
import {
  IdempotencyHeaders,
  replayHeaders,
  replayHeadersDescribed,
} from '../server/idempotency-key.ts'
import { answer, idParams, ref } from '../server/route-schemas.ts'
import { listRefunds } from './list-refunds.ts'
import { exampleOrder } from './orders.schemas.ts'
import { refundOrder } from './refund-order.ts'
import { Refund, RefundPage, RefundQuery, RefundRequest } from './refunds.schemas.ts'

const tags = ['orders']
const params = idParams(exampleOrder.id)

const refundSchema = {
  operationId: 'refundOrder',
  summary: 'Refund an order in part or whole',
  description:
    'Units that return are sold again at once; with amount_cents 0 they return without money, also when all of it is refunded. To cancel refunds all that is left, so a cancelled order is refused as not confirmed.',
  tags,
  params,
  headers: IdempotencyHeaders,
  body: ref(RefundRequest),
  response: {
    201: answer('The refund', ref(Refund), replayHeadersDescribed),
    ...problems(
      ...bodyProblems,
      'ORDER_NOT_FOUND',
      'ORDER_ARCHIVED',
      'IDEMPOTENCY_KEY_REUSED',
      'ORDER_NOT_CONFIRMED',
      'REFUND_EXCEEDS_ORDER',
      'RETURN_EXCEEDS_ORDER',
      ...anyProblems,
    ),
  },
}

const listSchema = {
  operationId: 'listRefunds',
  summary: 'List the refunds of an order, newest first',
  tags,
  params,
  querystring: RefundQuery,
  response: {
    200: ref(RefundPage),
    ...problems(...urlProblems, 'ORDER_NOT_FOUND', 'ORDER_ARCHIVED', ...anyProblems),
  },
}

interface Options {
  /** To refund. */
  ordersDb: Database
  /** To list refunds. */
  db: Database
  /** Of merchants that nobody described. */
  currency: string
}

/** Refunds of an order to make and to list. */
export const refundRoutes: FastifyPluginAsyncTypebox<Options> = async (app, options) => {
  const { ordersDb, db, currency } = options
  for (const schema of [RefundRequest, Refund, RefundPage]) app.addSchema(schema)

  app.post(
    '/orders/:id/refunds',
    { schema: refundSchema, config: { scope: 'orders:refund', merchantKeys: 'limited' } },
    async ({ params, body, headers, caller }, reply) => {
      const key = scopedKey(caller, headers['idempotency-key'])
      const createdBy = caller?.name ?? null
      const asked = { key, visible: visibleOrders(caller), currency, createdBy }
      const { refund, replayed } = await refundOrder(ordersDb, params.id, body, asked)
      reply.code(201).headers(replayHeaders(replayed))
      return refund
    },
  )

  app.get(
    '/orders/:id/refunds',
    { schema: listSchema, config: { scope: 'orders:read', merchantKeys: 'limited' } },
    ({ params, query, caller }) => listRefunds(db, params.id, query, visibleOrders(caller)),
  )
}
