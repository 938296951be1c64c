import { Agent, request as startRequest } from 'node:http'
import { json } from 'node:stream/consumers'
import { type Balancer, startBalancer } from '@order-settlement/testing/balancer.ts'
import { createTestDatabase } from '@order-settlement/testing/test-database.ts'
import { startProcess, type TestProcess } from '@order-settlement/testing/test-process.ts'
import { expect, test } from 'vitest'
import { addProduct, stockOf } from './start-app.ts'

const clients = 6
const supply = 1_000_000

/** Orders one after another over one keep-alive connection. @returns the status and the order's id, or an error */
async function orderUntil(stopped: AbortSignal, url: string, product_id: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const answers: { status: number | string | undefined; id: string }[] = []
  while (!stopped.aborted) {
    answers.push(
      await order(agent, url, product_id).catch((error) => ({ status: String(error), id: '' })),
    )
  }
  agent.destroy()
  return answers
}

async function order(agent: Agent, url: string, product_id: number) {
  const headers = { 'content-type': 'application/json' }
  const request = startRequest(`${url}/orders`, { agent, method: 'POST', headers })
  const { promise, resolve, reject } =
    Promise.withResolvers<Awaited<ReturnType<typeof readOrder>>>()
  request.on('error', reject)
  request.on('response', (response) => readOrder(response).then(resolve, reject))
  request.end(JSON.stringify({ product_id, quantity: 1, buyer_id: 'buyer' }))
  return await promise
}

async function readOrder(response: NodeJS.ReadableStream & { statusCode?: number | undefined }) {
  const body = (await json(response)) as { id?: string }
  return { status: response.statusCode, id: String(body.id) }
}

/** Starts a process, waits until the balancer sends it requests, then ends the one that it replaces. */
async function replace(balancer: Balancer, old: TestProcess, env: Record<string, string>) {
  const next = await startProcess('api', env)
  balancer.add(next.url)
  await expect.poll(() => balancer.isUp(next.url)).toBe(true)
  expect(await old.kill('SIGTERM')).toEqual({ code: 0, signal: null })
  return next
}

test('two api processes replaced one after the other behind a balancer: 6 buyers see not one failed request', async () => {
  await using database = await createTestDatabase()
  const product_id = await addProduct(database.db, supply)
  const env = { DATABASE_URL: database.url, DRAIN_MS: '1000' }
  await using balancer = await startBalancer()
  await using first = await startProcess('api', env)
  await using second = await startProcess('api', env)
  for (const { url } of [first, second]) {
    balancer.add(url)
    await expect.poll(() => balancer.isUp(url)).toBe(true)
  }
  const stopping = new AbortController()
  const buyers = Array.from({ length: clients }, () =>
    orderUntil(stopping.signal, balancer.url, product_id),
  )

  await using third = await replace(balancer, first, env)
  await using fourth = await replace(balancer, second, env)

  stopping.abort()
  const answers = (await Promise.all(buyers)).flat()
  const failed = answers.filter(({ status }) => status !== 201)
  expect(failed).toEqual([])
  const ids = new Set(answers.map(({ id }) => id))
  expect(ids.size).toBe(answers.length)
  const stored = await database.db.selectFrom('orders').select('id').execute()
  expect(new Set(stored.map(({ id }) => id))).toEqual(ids)
  expect(await stockOf(database.db, product_id)).toBe(supply - answers.length)
  // Each of the four has served some.
  for (const { logs } of [first, second, third, fourth])
    expect(logs.some(({ path, status }) => path === '/orders' && status === 201)).toBe(true)
}, 60_000)
