import { request } from 'node:http'
import { readMetrics } from '@order-settlement/testing/read-metrics.ts'
import { createTestDatabase } from '@order-settlement/testing/test-database.ts'
import { startProcess } from '@order-settlement/testing/test-process.ts'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { addProduct } from './start-app.ts'

test('an order whose client aborts is logged and counted, placed or not', async () => {
  await using database = await createTestDatabase()
  const { db } = database
  await using api = await startProcess('api', { DATABASE_URL: database.url })
  const productId = await addProduct(db, 10)
  await db.transaction().execute(async (trx) => {
    await sql`select from products where id = ${productId} for update`.execute(trx)
    const leaving = request(`${api.url}/orders`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
    })
    leaving.on('error', () => {})
    leaving.end(JSON.stringify({ product_id: productId, quantity: 1, buyer_id: 'ann' }))
    await expect
      .poll(async () => {
        const { rows } = await sql`select from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock'`.execute(db)
        return rows.length
      })
      .toBe(1)
    leaving.destroy()
    await api.waitForLog(
      ({ msg, path, status }) => msg === 'request' && path === '/orders' && status === 499,
    )
  })
  const metrics = await readMetrics(api.url)
  expect(
    metrics.get('order_settlement_http_requests_aborted_total{method="POST",route="/orders"}'),
  ).toBe(1)
})
