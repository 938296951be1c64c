import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Database } from '@order-settlement/shared/database.ts'
import { IdParams } from '../http/id-params.ts'
import { IdempotencyHeaders, replayHeaders } from '../http/idempotency-key.ts'
import { bodyProblems, problem, serverProblems } from '../http/problem.schemas.ts'
import type { OrderDesk } from './order-desk.ts'
import { Order, OrderRequest, OutOfStockProblem } from './orders.schemas.ts'
import { readOrder } from './read-order.ts'

const placing = {
  body: OrderRequest,
  headers: IdempotencyHeaders,
  response: {
    201: Order,
    ...bodyProblems,
    404: problem('PRODUCT_NOT_FOUND'),
    409: problem('OUT_OF_STOCK', OutOfStockProblem),
    422: problem('IDEMPOTENCY_KEY_REUSED'),
    ...serverProblems,
  },
}

const reading = {
  params: IdParams,
  response: {
    200: Order,
    400: problem('VALIDATION: the id is no UUID'),
    404: problem('ORDER_NOT_FOUND'),
    ...serverProblems,
  },
}

export const orderRoutes: FastifyPluginAsyncTypebox<{ db: Database; desk: OrderDesk }> = async (
  app,
  { db, desk },
) => {
  app.post('/orders', { schema: placing }, async ({ body, headers, raw }, reply) => {
    const wanted = { ...body, key: headers['idempotency-key'] }
    const { order, replayed } = await desk.place(wanted, () => !raw.socket.destroyed)
    reply.code(201).headers({ location: `/orders/${order.id}`, ...replayHeaders(replayed) })
    return order
  })

  app.get('/orders/:id', { schema: reading }, ({ params }) => readOrder(db, params.id))
}
