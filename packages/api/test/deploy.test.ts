import { type Balancer, startBalancer } from '@order-settlement/testing/balancer.ts'
import { startBuyers } from '@order-settlement/testing/buyers.ts'
import { createTestDatabase } from '@order-settlement/testing/test-database.ts'
import {
  type LogLine,
  startProcess,
  type TestProcess,
} from '@order-settlement/testing/test-process.ts'
import { expect, test } from 'vitest'
import { addProduct, stockOf } from './start-app.ts'

const supply = 1_000_000

function isOrder({ path, status }: LogLine): boolean {
  return path === '/orders' && status === 201
}

/** Starts a process, waits until it takes orders from the balancer, then ends the one that it replaces. */
async function replace(balancer: Balancer, old: TestProcess, env: Record<string, string>) {
  const next = await startProcess('api', env)
  balancer.add(next.url)
  await next.waitForLog(isOrder)
  expect(await old.kill('SIGTERM')).toEqual({ code: 0, signal: null })
  return next
}

test('two api processes replaced one after the other behind a balancer: 4 buyers see not one failed request', async () => {
  await using database = await createTestDatabase()
  const product_id = await addProduct(database.db, supply)
  const env = { DATABASE_URL: database.url, DRAIN_MS: '5000' }
  await using balancer = await startBalancer()
  await using first = await startProcess('api', env)
  await using second = await startProcess('api', env)
  for (const { url } of [first, second]) {
    balancer.add(url)
    await expect.poll(() => balancer.isUp(url)).toBe(true)
  }
  const stopBuyers = startBuyers(balancer.url, product_id, 4, 50)

  await using third = await replace(balancer, first, env)
  await using fourth = await replace(balancer, second, env)

  const answers = await stopBuyers()
  expect(answers.filter(({ status }) => status !== 201)).toEqual([])
  const ids = new Set(answers.map(({ id }) => id))
  expect(ids.size).toBe(answers.length)
  const stored = await database.db.selectFrom('orders').select('id').execute()
  expect(new Set(stored.map(({ id }) => id))).toEqual(ids)
  expect(await stockOf(database.db, product_id)).toBe(supply - answers.length)
  for (const { logs } of [first, second, third, fourth]) expect(logs.some(isOrder)).toBe(true)
}, 120_000)
