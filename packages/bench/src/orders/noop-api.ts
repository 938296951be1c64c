import { buildApp } from '@order-settlement/api/app.ts'
import { variables } from '@order-settlement/api/config.ts'
import { createQueueClient } from '@order-settlement/api/jobs/queue-client.ts'
import { openPools } from '@order-settlement/api/open-pools.ts'
import { Order, OrderRequest } from '@order-settlement/api/orders/orders.schemas.ts'
import {
  anyProblems,
  bodyProblems,
  problems,
} from '@order-settlement/api/problems/problem.schemas.ts'
import { IdempotencyHeaders } from '@order-settlement/api/server/idempotency-key.ts'
import { readConfigOrExit } from '@order-settlement/shared/process/config.ts'
import { createLogger } from '@order-settlement/shared/process/logger.ts'
import { createFolderStore } from '@order-settlement/storage/folder-store.ts'

// The api with a no-op handler behind the schemas of POST /orders: it measures the cost of HTTP, validation,
// serialization and logging. Nothing connects to the database.
const config = readConfigOrExit(variables)
const logger = createLogger('noop-api', config.LOG_LEVEL)
const { ordersDb, db, importPool } = openPools(config, logger)
const app = await buildApp({
  config,
  logger,
  ordersDb,
  db,
  importPool,
  boss: createQueueClient(db, logger),
  store: createFolderStore(config.SETTLEMENT_DIR),
})

const schema = {
  body: OrderRequest,
  headers: IdempotencyHeaders,
  response: { 201: Order, ...problems(...bodyProblems, ...anyProblems) },
}
const id = '0198c5a2-7d3e-7a10-8f5b-2f0c3d4e5f60'
const createdAt = new Date().toISOString()
app.post('/noop', { schema, config: { public: true } }, async ({ body }, reply) => {
  reply.code(201).headers({ location: `/orders/${id}` })
  return {
    id,
    product_id: body.product_id,
    quantity: body.quantity,
    buyer_id: body.buyer_id,
    status: 'CONFIRMED' as const,
    unit_price_cents: 9900,
    total_cents: 9900,
    currency: 'USD',
    created_at: createdAt,
    expires_at: null,
    confirmed_at: createdAt,
    cancelled_at: null,
    refunded_cents: 0,
    returned_units: 0,
    payment_reference: null,
  }
})

process.once('disconnect', () => process.exit())
await app.ready()
app.server.listen(config.PORT, config.HOST)
