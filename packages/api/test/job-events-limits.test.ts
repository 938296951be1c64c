import { once } from 'node:events'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addJob, endJob, growJob, sumBatch } from './event-jobs.ts'
import { eventNames, follow, followPaused, processedCounts } from './event-stream.ts'
import { openEventRoute } from './open-event-route.ts'
import { startApp, type TestApp } from './start-app.ts'

let api: TestApp
beforeAll(async () => {
  api = await startApp()
})
afterAll(() => api.stop())

test('a stream ends after its maximum duration of 300 ms', async () => {
  const { route } = await openEventRoute(api, { maxDurationMs: 300 })
  const id = await addJob(api.db)
  const stream = await follow(route, id)
  await stream.ended
  expect(eventNames(stream)).toEqual(['progress'])
})

test('an idle stream sends a heartbeat every 20 ms', async () => {
  const { route } = await openEventRoute(api, { heartbeatMs: 20 })
  const stream = await follow(route, await addJob(api.db))
  await expect.poll(() => stream.text().split(': heartbeat\n\n').length).toBeGreaterThan(5)
  expect(eventNames(stream)).toEqual(['progress'])
})

test('a slow client skips states: fewer than 15 of 20, the newest last', async () => {
  const id = await addJob(api.db)
  const { route } = await openEventRoute(api, {})
  const fast = await follow(route, id)
  const slow = await followPaused(route, id)
  await growJob(api.db, id, fast, 20)
  await endJob(api.db, id, 'FAILED')
  await fast.ended
  slow.resume()

  await expect.poll(() => slow.text().includes('event: end'), { timeout: 10_000 }).toBe(true)
  const received = [...slow.text().matchAll(/"error":"(\d+) /g)].map(([, n]) => Number(n))
  expect(received.length).toBeLessThan(15)
  expect(received).toEqual([...received].sort((a, b) => a - b))
  expect(received.at(-1)).toBe(20)
  slow.socket.destroy()
})

test('a client that reads nothing for 300 ms is disconnected, and no other', async () => {
  const id = await addJob(api.db)
  const { route, connections } = await openEventRoute(api, { unreadTimeoutMs: 300 })
  const fast = await follow(route, id)
  const paused = await followPaused(route, id)
  await growJob(api.db, id, fast, 10)
  await expect.poll(connections, { timeout: 5_000 }).toBe(1)
  await sumBatch(api.db, id, 1)
  await expect.poll(() => processedCounts(fast).at(-1)).toBe(100)
  fast.leave()
  paused.socket.destroy()
})

test('a client that never reads the end of its stream is disconnected too', async () => {
  const id = await addJob(api.db)
  await sql`update jobs set error = repeat('x', 20000000) where id = ${id}`.execute(api.db)
  await endJob(api.db, id, 'FAILED')
  const { route, connections } = await openEventRoute(api, { unreadTimeoutMs: 300 })
  const paused = await followPaused(route, id)
  await once(paused.socket, 'connect')
  await expect.poll(connections).toBe(1)
  await expect.poll(connections, { timeout: 5_000 }).toBe(0)
  paused.socket.destroy()
})
