import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApp, type TestApp } from './start-app.ts'

let api: TestApp
beforeAll(async () => {
  api = await startApp({}, { shedsLoad: true })
})
afterAll(() => api.stop())

function block(ms: number): void {
  const until = performance.now() + ms
  while (performance.now() < until);
}

test('an overloaded process answers 503 OVERLOADED, still serves health, and recovers', async () => {
  const ask = async () => (await api.app.inject('/orders')).statusCode
  expect(await ask()).toBe(200)
  // Until load shedding has measured it; the event loop is blocked most of the time.
  await expect
    .poll(
      async () => {
        block(600)
        return await ask()
      },
      { timeout: 15_000, interval: 1 },
    )
    .toBe(503)
  const refused = await api.app.inject('/orders')
  expect(refused.json()).toMatchObject({ code: 'OVERLOADED', status: 503 })
  expect(refused.headers['retry-after']).toBe('1')
  for (const path of ['/health', '/health/live', '/health/ready', '/metrics'])
    expect((await api.app.inject(path)).statusCode, path).toBe(200)
  await expect.poll(ask, { timeout: 5_000, interval: 50 }).toBe(200)
})
