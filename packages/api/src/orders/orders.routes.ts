import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Database } from '@order-settlement/shared/database.ts'
import { IdParams } from '../http/id-params.ts'
import { IdempotencyHeaders, replayHeaders } from '../http/idempotency-key.ts'
import { bodyProblems, problem, serverProblems } from '../http/problem.schemas.ts'
import { queryValidator } from '../http/validation.ts'
import { listOrders } from './list-orders.ts'
import type { OrderDesk } from './order-desk.ts'
import { Order, OrderPage, OrderQuery, OrderRequest, OutOfStockProblem } from './orders.schemas.ts'
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

const listing = {
  querystring: OrderQuery,
  response: {
    200: OrderPage,
    400: problem('VALIDATION: the parameters at fault are in errors'),
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

  app.get('/orders', { schema: listing, validatorCompiler: queryValidator }, ({ query }) =>
    listOrders(db, query),
  )

  app.get('/orders/:id', { schema: reading }, ({ params }) => readOrder(db, params.id))
}
