import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { promisify } from 'node:util'
import { seed } from '@order-settlement/db/seed.ts'
import {
  makeTemporaryDirectory,
  type TemporaryDirectory,
} from '@order-settlement/testing/temporary-directory.ts'
import { createTestDatabase, type TestDatabase } from '@order-settlement/testing/test-database.ts'
import { startProcess, type TestProcess } from '@order-settlement/testing/test-process.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'

interface Summary {
  run: {
    executions: {
      item: { name: string }
      request: { headers: { get(name: string): string | undefined } }
      assertions?: { assertion: string; skipped: boolean }[]
    }[]
    failures: { source?: { name: string }; error: { test?: string; message: string } }[]
  }
}
interface Options {
  collection: object
  /** Runs only the request of this name. */
  folder?: string
  envVar: { key: string; value: string }[]
  timeoutRequest: number
}

// A CommonJS module without types.
const newman = createRequire(import.meta.url)('newman') as {
  run(options: Options, done: (error: Error | null, summary: Summary) => void): void
}
const runCollection = promisify<Options, Summary>(newman.run)
const collection: { item: { name: string; request: { method: string; url: string } }[] } =
  JSON.parse(await readFile(new URL('../postman.collection.json', import.meta.url), 'utf8'))

let database: TestDatabase
let directory: TemporaryDirectory
let api: TestProcess
let worker: TestProcess

beforeAll(async () => {
  database = await createTestDatabase()
  await seed(database.db, 5_000)
  directory = await makeTemporaryDirectory()
  const env = { DATABASE_URL: database.url, SETTLEMENT_DIR: directory.path }
  ;[api, worker] = await Promise.all([startProcess('api', env), startProcess('worker', env)])
})

afterAll(async () => {
  await Promise.all([api?.[Symbol.asyncDispose](), worker?.[Symbol.asyncDispose]()])
  await database?.drop()
  await directory?.remove()
})

async function run(variables: Record<string, string>, folder?: string): Promise<Summary['run']> {
  const envVar = Object.entries({ url: api.url, ...variables }).map(([key, value]) => ({
    key,
    value,
  }))
  const options = { collection, envVar, timeoutRequest: 10_000, ...(folder ? { folder } : {}) }
  return (await runCollection(options)).run
}

test('every request of the Postman collection runs, and each of its tests passes', async () => {
  const { executions, failures } = await run({})
  expect(
    failures.map(({ source, error }) => [source?.name, error.test ?? '', error.message]),
  ).toEqual([])
  const names = collection.item.map(({ name }) => name)
  // In order, without repeats.
  expect([...new Set(executions.map(({ item }) => item.name))]).toEqual(names)
  for (const { item, request, assertions = [] } of executions) {
    expect(assertions.length, item.name).toBeGreaterThan(1)
    expect(request.headers.get('authorization'), item.name).toBeUndefined()
  }
})

test('the collection has every operation of the OpenAPI document', async () => {
  const response = await fetch(`${api.url}/openapi.json`)
  const { paths } = (await response.json()) as { paths: Record<string, object> }
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  )
  const requests = collection.item.map(
    ({ request }) => `${request.method} ${request.url.replace('{{url}}', '').replace(/\?.*/, '')}`,
  )
  const missing = operations.filter((operation) => {
    const pattern = new RegExp(`^${operation.replaceAll(/\{\w+\}/g, '[^/]+')}$`)
    return !requests.some((request) => pattern.test(request))
  })
  expect(operations.length).toBeGreaterThan(15)
  expect(missing).toEqual([])
})

test('the variable key is sent as a bearer token', async () => {
  const { executions } = await run({ key: 'secret' }, 'health')
  expect(executions.map(({ request }) => request.headers.get('authorization'))).toEqual([
    'Bearer secret',
  ])
})
