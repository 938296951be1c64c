import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import {
  makeTemporaryDirectory,
  type TemporaryDirectory,
} from '@order-settlement/testing/temporary-directory.ts'
import { createTestDatabase, type TestDatabase } from '@order-settlement/testing/test-database.ts'
import { startProcess, type TestProcess } from '@order-settlement/testing/test-process.ts'
import { afterAll, beforeAll, expect, expectTypeOf, test } from 'vitest'
import { buildSchema, schemaFile } from '../src/build-schema.ts'
import { createOrderSettlementClient, type Job, type Order } from '../src/client.ts'
import type { paths } from '../src/schema.ts'

const run = promisify(execFile)

let database: TestDatabase
let directory: TemporaryDirectory
let api: TestProcess
let worker: TestProcess | undefined
let env: Record<string, string>

beforeAll(async () => {
  database = await createTestDatabase()
  const { db } = database
  await db
    .insertInto('products')
    .values({ name: 'Test', merchant_id: 'merchant_0001', price_cents: 9900, stock: 3 })
    .execute()
  await db
    .insertInto('transactions')
    .values({
      merchant_id: 'merchant_0001',
      amount_cents: 500,
      fee_cents: 15,
      status: 'PAID',
      paid_at: '2025-01-09T12:00:00Z',
    })
    .execute()
  directory = await makeTemporaryDirectory()
  env = { DATABASE_URL: database.url, SETTLEMENT_DIR: directory.path }
  api = await startProcess('api', env)
})

afterAll(async () => {
  await Promise.all([api?.[Symbol.asyncDispose](), worker?.[Symbol.asyncDispose]()])
  await database?.drop()
  await directory?.remove()
})

test('the types are those of the routes', async () => {
  const isCurrent = (await readFile(schemaFile, 'utf8')) === (await buildSchema())
  expect(isCurrent, 'routes have changed: run npm run generate:client').toBe(true)
})

test('the example holds, confirms and refunds an order, and finds it in the settled day', async () => {
  const example = fileURLToPath(import.meta.resolve('../src/example.main.ts'))
  const [{ stdout }] = await Promise.all([
    run(process.execPath, [example, api.url]),
    startWorkerOnceRead(),
  ])
  const [order, refusal, job, days] = JSON.parse(`[${stdout.replaceAll(/^}\n/gm, '},')}]`) as [
    Order,
    object,
    Job,
    object,
  ]
  expect(order).toMatchObject({ quantity: 1, status: 'CONFIRMED', payment_reference: 'pay_7' })
  expect(refusal).toEqual({ code: 'LIMIT_EXCEEDED', remaining: 1 })
  expect(job).toMatchObject({ status: 'COMPLETED', processed: 2, proof: { csv: { rows: 1 } } })
  const sums = { gross_cents: 1600, fee_cents: 103, net_cents: 1497, refund_cents: 900 }
  expect(days).toMatchObject([{ merchant_id: 'blue-note', ...sums, refund_count: 1 }])
})

/** Starts a worker after the example has read its job, so that the example has to wait. */
async function startWorkerOnceRead(): Promise<void> {
  await api.waitForLog(({ path }) => /^\/jobs\/.{36}$/.test(String(path)))
  worker = await startProcess('worker', env)
}

test('an error is narrowed by its code, and its fields are typed', async () => {
  const client = createOrderSettlementClient({ url: api.url })
  const body = { product_id: 1, quantity: 4, buyer_id: 'buyer' }
  const { data, error } = await client.POST('/orders', { body })
  expect(data).toBeUndefined()
  if (error?.code !== 'OUT_OF_STOCK') throw new Error(`answered ${error?.code}`)
  expectTypeOf(error.available).toEqualTypeOf<number>()
  expect(error).toMatchObject({ requested: 4, available: expect.any(Number) })
  // @ts-expect-error: the path cannot return this code
  expect(error.code === 'JOB_NOT_FOUND').toBe(false)
})

test('codes of one status are narrowed apart: each has its own fields, and no other', () => {
  type Refusals = paths['/orders']['post']['responses']
  type Conflict = Refusals[409]['content']['application/problem+json']
  type Bad = Refusals[400]['content']['application/problem+json']
  const available = (problem: Conflict) =>
    problem.code === 'OUT_OF_STOCK' ? problem.available : undefined
  expectTypeOf(available).returns.toEqualTypeOf<number | undefined>()
  const paths = (problem: Bad) =>
    problem.code === 'VALIDATION' ? problem.errors.map(({ path }) => path) : []
  expectTypeOf(paths).returns.toEqualTypeOf<string[]>()
  // @ts-expect-error: before its code is compared, a problem may lack the fields of a code
  expectTypeOf<Bad['errors']>()
  // @ts-expect-error: the fields of another code
  expectTypeOf<Extract<Bad, { code: 'MALFORMED_REQUEST' }>['errors']>()
})

test('a body that lacks a field does not compile, and the api names the field', async () => {
  const client = createOrderSettlementClient({ url: api.url })
  // @ts-expect-error: buyer_id is missing
  const { error } = await client.POST('/orders', { body: { product_id: 1, quantity: 1 } })
  if (error?.code !== 'VALIDATION') throw new Error(`answered ${error?.code}`)
  expect(error.errors).toEqual([{ path: '/buyer_id', message: expect.any(String) }])
})

test('a file is text, and a key is sent as a bearer token', async () => {
  const asked: (string | undefined)[] = []
  await using server = createServer(({ headers }, response) => {
    asked.push(headers.authorization)
    response.setHeader('content-type', 'text/csv; charset=utf-8').end('merchant_id\n')
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const address = server.address()
  const port = address && typeof address === 'object' ? address.port : 0
  const url = `http://127.0.0.1:${port}`
  for (const options of [{ url }, { url, key: 'secret' }]) {
    const { data } = await createOrderSettlementClient(options).GET('/downloads/{name}', {
      params: { path: { name: 'job.csv' } },
      parseAs: 'text',
    })
    expect(data).toBe('merchant_id\n')
  }
  expect(asked).toEqual([undefined, 'Bearer secret'])
})
