import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { addProduct, openApp, startApp } from './start-app.ts'

test('an order that the database cannot write, as after a failover, is 503 with Retry-After, and succeeds later', async () => {
  const api = await startApp()
  await addProduct(api.db, 100)
  const name = sql.ref(new URL(api.url).pathname.slice(1))
  const order = {
    method: 'POST',
    url: '/orders',
    headers: { 'idempotency-key': 'again' },
    payload: { product_id: 1, quantity: 1, buyer_id: 'user-123' },
  } as const
  await sql`alter database ${name} set default_transaction_read_only = on`.execute(api.db)
  const standby = await openApp(api.url, api.directory)

  const refused = await standby.app.inject(order)

  expect([refused.statusCode, refused.json().code]).toEqual([503, 'DATABASE_UNAVAILABLE'])
  expect(refused.headers['retry-after']).toBe('1')
  // On a connection that was opened before, which can write.
  await sql`alter database ${name} reset default_transaction_read_only`.execute(api.db)
  expect((await api.app.inject(order)).statusCode).toBe(201)
  await standby.stop()
  await api.stop()
})
