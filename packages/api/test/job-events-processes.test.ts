import { createApiDriver } from '@order-settlement/testing/api-driver.ts'
import { createTestDatabase } from '@order-settlement/testing/test-database.ts'
import { startProcess } from '@order-settlement/testing/test-process.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addJob, growJob } from './event-jobs.ts'
import { eventNames, follow, followPaused, processedCounts } from './event-stream.ts'
import { listenerPids } from './open-event-route.ts'
import { startApp, type TestApp } from './start-app.ts'

const phaseOrder = ['QUEUED', 'SUMMING', 'PUBLISHING', 'DONE']

let api: TestApp
beforeAll(async () => {
  api = await startApp()
})
afterAll(() => api.stop())

test('a settlement followed on 2 api processes: progress never goes back, and the end event is what GET returns', async () => {
  await using database = await createTestDatabase()
  await sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at)
    select 'm' || n % 50, n, n % 9, 'PAID', timestamptz '2025-01-01Z' + n * interval '52 seconds'
    from generate_series(1, 50000) n`.execute(database.db)
  const env = { DATABASE_URL: database.url, SETTLEMENT_BATCH_SIZE: '500', WORKERS: '2' }
  await using first = await startProcess('api', env)
  await using second = await startProcess('api', env)
  const range = { from: '2025-01-01', to: '2025-01-31' }
  const job_id = await createApiDriver(first.url).startSettlement(range)
  const streams = await Promise.all([first, second].map((process) => follow(process.url, job_id)))
  await using _worker = await startProcess('worker', env)
  await Promise.all(streams.map(({ ended }) => ended))

  const job = await createApiDriver(second.url).readJob(job_id)
  expect(job).toMatchObject({ status: 'COMPLETED', processed: 50_000 })
  for (const stream of streams) {
    expect(stream.events[0]?.data).toMatchObject({ status: 'QUEUED' })
    expect(stream.events.at(-1)).toMatchObject({ event: 'end', data: job })
    expect(eventNames(stream).filter((name) => name === 'end')).toHaveLength(1)
    expect(eventNames(stream).filter((name) => name === 'progress').length).toBeGreaterThan(2)
    const seen = processedCounts(stream)
    expect(seen).toEqual([...seen].sort((a, b) => a - b))
    const phases = stream.events.flatMap(({ data }) =>
      data.phase === undefined ? [] : phaseOrder.indexOf(data.phase),
    )
    expect(phases).toEqual([...phases].sort((a, b) => a - b))
    const percents = stream.events.flatMap(({ data }) => data.progress ?? [])
    expect(percents).toEqual([...percents].sort((a, b) => a - b))
    expect(new Set(stream.events.map(({ id }) => id)).size).toBe(stream.events.length)
  }
  await first.waitForLog(({ path }) => path === `/jobs/${job_id}/events`)
}, 60_000)

test('on SIGTERM open streams end at once, also to clients that read nothing, and the api exits within 2 s', async () => {
  await using process = await startProcess('api', { DATABASE_URL: api.url })
  const id = await addJob(api.db)
  const before = await listenerPids(api.db)
  const stream = await follow(process.url, id)
  await expect.poll(async () => (await listenerPids(api.db)).length).toBe(before.length + 1)
  const left = await follow(process.url, id)
  left.leave()
  const line = await process.waitForLog(({ path }) => path === `/jobs/${id}/events`)
  expect(line).toMatchObject({ method: 'GET', status: 499, msg: 'request' })
  const paused = await followPaused(process.url, id)
  await growJob(api.db, id, stream, 8)

  const began = performance.now()
  expect(await process.kill('SIGTERM')).toEqual({ code: 0, signal: null })
  expect(performance.now() - began).toBeLessThan(2_000)
  await stream.ended
  expect(eventNames(stream)).not.toContain('end')
  expect(process.logs.filter(({ path }) => path === line.path)).toHaveLength(3)
  expect(await listenerPids(api.db)).toEqual(before)
  paused.socket.destroy()
})
