import { request } from 'node:http'
import { countBlocked } from '@order-settlement/testing/count-blocked.ts'
import { readMetrics } from '@order-settlement/testing/read-metrics.ts'
import { createTestDatabase } from '@order-settlement/testing/test-database.ts'
import { startProcess } from '@order-settlement/testing/test-process.ts'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { addProduct, stockOf } from './start-app.ts'

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
    await expect.poll(() => countBlocked(db)).toBe(1)
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

test('a confirm whose client aborts while it waits is confirmed all the same', async () => {
  await using database = await createTestDatabase()
  const { db } = database
  await using api = await startProcess('api', { DATABASE_URL: database.url })
  const productId = await addProduct(db, 10)
  const hold = async () => {
    const answer = await fetch(`${api.url}/orders`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        product_id: productId,
        quantity: 1,
        buyer_id: 'ann',
        hold_seconds: 60,
      }),
    })
    return ((await answer.json()) as { id: string }).id
  }
  const [first, second] = [await hold(), await hold()]
  const trx = await db.startTransaction().execute()
  await sql`select from products where id = ${productId} for update`.execute(trx)
  const confirmed = fetch(`${api.url}/orders/${first}/confirm`, { method: 'POST' })
  await expect.poll(() => countBlocked(db)).toBe(1)
  const path = `/orders/${second}/confirm`
  const leaving = request(`${api.url}${path}`, { method: 'POST' })
  leaving.on('error', () => {})
  leaving.end()
  await expect
    .poll(async () => (await readMetrics(api.url)).get('order_settlement_confirms_waiting'))
    .toBe(1)
  leaving.destroy()
  await api.waitForLog(
    ({ msg, path: of, status }) => msg === 'request' && of === path && status === 499,
  )
  await trx.rollback().execute()
  expect((await confirmed).status).toBe(200)
  const statusOf = async (id: string) => {
    const query = db.selectFrom('orders').select('status').where('id', '=', id)
    return (await query.executeTakeFirstOrThrow()).status
  }
  await expect.poll(() => statusOf(second)).toBe('CONFIRMED')
  expect(await stockOf(db, productId)).toBe(8)
})
