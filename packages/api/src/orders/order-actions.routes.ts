import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Database } from '@order-settlement/db/tables.ts'
import type { Registry } from 'prom-client'
import { scopedKey, visibleOrders } from '../access/callers.ts'
import { requireScope } from '../access/check-scopes.ts'
import { anyProblems, bodyProblems, problems } from '../problems/problem.schemas.ts'
import {
  IdempotencyHeaders,
  replayHeaders,
  replayHeadersDescribed,
} from '../server/idempotency-key.ts'
import { answer, idParams, nullable, ref } from '../server/route-schemas.ts'
import { cancelOrder } from './cancel-order.ts'
import { createConfirmDesk } from './confirming/confirm-desk.ts'
import { measureBatches, measureWaiting } from './measure-desk.ts'
import { CancelRequest, ConfirmRequest, exampleOrder, Order } from './orders.schemas.ts'

const action = { tags: ['orders'], params: idParams(exampleOrder.id), headers: IdempotencyHeaders }
const keyProblems = [
  ...bodyProblems,
  'ORDER_NOT_FOUND',
  'ORDER_ARCHIVED',
  'IDEMPOTENCY_KEY_REUSED',
] as const
const changed = answer('The order', ref(Order), replayHeadersDescribed)

const confirmSchema = {
  operationId: 'confirmOrder',
  summary: 'Confirm a held order',
  description:
    'Sells the units at the price of the hold. A hold that has run out is confirmed if its units are still there. Again, the answer is the same, unless it has another payment reference: the first one stays.',
  ...action,
  body: nullable(ref(ConfirmRequest)),
  response: {
    200: changed,
    ...problems(
      ...keyProblems,
      'HOLD_EXPIRED',
      'ORDER_CANCELLED',
      'ORDER_ALREADY_CONFIRMED',
      'LIMIT_EXCEEDED',
      ...anyProblems,
    ),
  },
}

const cancelSchema = {
  operationId: 'cancelOrder',
  summary: 'Cancel an order',
  description:
    'A hold gives its units back. A confirmed order is refunded what is left, which needs orders:refund too if it is money.',
  ...action,
  body: nullable(ref(CancelRequest)),
  response: { 200: changed, ...problems(...keyProblems, ...anyProblems) },
}

interface Options {
  ordersDb: Database
  /** Of merchants that nobody described. */
  currency: string
  registry: Registry
}

/** Orders to confirm and to cancel. */
export const orderActionRoutes: FastifyPluginAsyncTypebox<Options> = async (app, options) => {
  const { ordersDb, currency, registry } = options
  const onBatch = measureBatches(registry, 'confirms')
  const desk = createConfirmDesk({ db: ordersDb, currency, onBatch })
  measureWaiting(registry, 'confirms', desk)
  for (const schema of [ConfirmRequest, CancelRequest, Order]) app.addSchema(schema)

  app.post(
    '/orders/:id/confirm',
    { schema: confirmSchema, config: { scope: 'orders:write', merchantKeys: 'limited' } },
    async ({ params, body, headers, caller }, reply) => {
      const key = scopedKey(caller, headers['idempotency-key'])
      const asked = { key, visible: visibleOrders(caller), ...body }
      const { order, replayed } = await desk.confirm({ id: params.id.toLowerCase(), ...asked })
      reply.headers(replayHeaders(replayed))
      return order
    },
  )

  app.post(
    '/orders/:id/cancel',
    { schema: cancelSchema, config: { scope: 'orders:write', merchantKeys: 'limited' } },
    async (request, reply) => {
      const { params, body, headers, caller } = request
      const key = scopedKey(caller, headers['idempotency-key'])
      const requireRefunds = () => requireScope(request, reply, 'orders:refund')
      const by = { createdBy: caller?.name ?? null, requireRefunds }
      const asked = { key, visible: visibleOrders(caller), currency, ...by }
      const { order, replayed } = await cancelOrder(ordersDb, params.id, body ?? {}, asked)
      reply.headers(replayHeaders(replayed))
      return order
    },
  )
}
