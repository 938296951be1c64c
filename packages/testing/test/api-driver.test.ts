import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ApiDriver, createApiDriver, hasEnded } from '../src/api-driver.ts'
import { createTestDatabase, type TestDatabase } from '../src/test-database.ts'
import { startProcess, type TestProcess } from '../src/test-process.ts'

let database: TestDatabase
let api: TestProcess
let driver: ApiDriver
beforeAll(async () => {
  database = await createTestDatabase()
  api = await startProcess('api', { DATABASE_URL: database.url })
  driver = createApiDriver(api.url)
})
afterAll(async () => {
  await api?.[Symbol.asyncDispose]()
  await database?.drop()
})

const day = { from: '2025-01-01', to: '2025-01-01' }

test('placeOrder returns the order, and throws the problem of a refused one', async () => {
  const { id } = await database.db
    .insertInto('products')
    .values({ name: 'Test', merchant_id: 'm', price_cents: 9900, stock: 1 })
    .returning('id')
    .executeTakeFirstOrThrow()
  const order = { product_id: Number(id), quantity: 1, buyer_id: 'ann' }
  expect(await driver.placeOrder(order)).toMatchObject({ ...order, total_cents: 9900 })
  await expect(driver.placeOrder(order)).rejects.toThrow(/^answered 409 .*OUT_OF_STOCK/)
})

test('startSettlement, cancelJob and retryJob throw unless they are answered 202', async () => {
  const id = await driver.startSettlement(day)
  await expect(driver.startSettlement(day)).rejects.toThrow(/^answered 200 instead of 202/)
  expect(await driver.cancelJob(id)).toBe(true)
  expect(await driver.readJob(id)).toMatchObject({ status: 'CANCELLED' })
  await driver.retryJob(id)
  await expect(driver.retryJob(id)).rejects.toThrow(/^answered 409 .*JOB_NOT_RETRYABLE/)
  expect(await driver.readJob(id)).toMatchObject({ status: 'QUEUED' })
})

test('waitForJob returns the job once it is reached, and throws when it ends before or takes too long', async () => {
  const id = await driver.startSettlement({ ...day, timezone: 'Asia/Tokyo' })
  await expect(driver.waitForJob(id, hasEnded, { timeoutMs: 50 })).rejects.toThrow(
    /^50 ms .*QUEUED/,
  )
  expect(await driver.waitForJob(id, ({ status }) => status === 'QUEUED')).toMatchObject({
    job_id: id,
  })
  await driver.cancelJob(id)
  const completed = driver.waitForJob(id, ({ status }) => status === 'COMPLETED')
  await expect(completed).rejects.toThrow(/^the job ended before: .*CANCELLED/)
})

test('cancelJob returns false for a job that has finished', async () => {
  const id = await driver.startSettlement({ ...day, timezone: 'Europe/Rome' })
  const { db } = database
  const failed = { status: 'FAILED', finished_at: new Date() } as const
  await db.updateTable('jobs').set(failed).where('id', '=', id).execute()
  expect(await driver.cancelJob(id)).toBe(false)
})

test('a read that a busy api has shed is sent again; another 503 is thrown', async () => {
  const answers = [
    { status: 503, body: { code: 'OVERLOADED' } },
    { status: 200, body: { job_id: 'j', status: 'COMPLETED' } },
    { status: 503, body: { code: 'DATABASE_UNAVAILABLE' } },
  ]
  const server = createServer((_, response) => {
    const { status, body } = answers.shift() ?? { status: 500, body: {} }
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  try {
    const { port } = server.address() as AddressInfo
    const busy = createApiDriver(`http://127.0.0.1:${port}`)
    expect(await busy.readJob('j')).toMatchObject({ status: 'COMPLETED' })
    await expect(busy.readJob('j')).rejects.toThrow(/^answered 503 .*DATABASE_UNAVAILABLE/)
  } finally {
    server.close()
  }
})
