import { createDatabase } from '@order-settlement/db/create-database.ts'
import { migrate } from '@order-settlement/db/migrate.ts'
import { createLogger } from '@order-settlement/shared/process/logger.ts'
import { startOwnPostgres } from '@order-settlement/testing/own-postgres.ts'
import { type KyselyPlugin, sql } from 'kysely'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { addJob, endJob, sumBatch } from './event-jobs.ts'
import { eventNames, follow, processedCounts } from './event-stream.ts'
import { listenerPids, openEventRoute } from './open-event-route.ts'
import { openApp, startApp, type TestApp } from './start-app.ts'

const silent = createLogger('test', 'silent')

let api: TestApp
let url: string
beforeAll(async () => {
  api = await startApp()
  url = await api.app.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(() => api.stop())

test('1,000 clients on a job: 1 listening connection, 1 read a change', async () => {
  const id = await addJob(api.db)
  let reads = 0
  const counter: KyselyPlugin = {
    transformQuery({ node }) {
      // The others are the api's own notifications.
      if (node.kind === 'SelectQueryNode') reads++
      return node
    },
    transformResult: async ({ result }) => result,
  }
  const { route } = await openEventRoute(api, { db: api.db.withPlugin(counter) })
  const before = await listenerPids(api.db)
  const first = await follow(route, id)
  await expect.poll(async () => (await listenerPids(api.db)).length).toBe(before.length + 1)
  const others = await Promise.all(Array.from({ length: 999 }, () => follow(route, id)))
  const streams = [first, ...others]
  await expect.poll(() => streams.every(({ events }) => events.length === 1)).toBe(true)
  // Subscribers during a read share the next one, and there are at most 10 reads a second.
  expect(reads).toBeLessThan(100)

  for (let n = 1; n <= 5; n++) {
    reads = 0
    await sumBatch(api.db, id, n)
    await expect
      .poll(() => streams.every((stream) => processedCounts(stream).at(-1) === n * 100))
      .toBe(true)
    expect(reads).toBe(1)
  }
  expect((await listenerPids(api.db)).filter((pid) => !before.includes(pid))).toHaveLength(1)

  await endJob(api.db, id, 'COMPLETED')
  await Promise.all(streams.map(({ ended }) => ended))
  for (const stream of streams) {
    expect(processedCounts(stream)).toEqual([0, 100, 200, 300, 400, 500, 1000])
    expect(eventNames(stream).at(-1)).toBe('end')
  }
}, 60_000)

test('a job that ends while PostgreSQL restarts: the stream sends its end', async () => {
  await using postgres = await startOwnPostgres()
  const own = postgres.url('postgres')
  await migrate(own, silent)
  const db = createDatabase({ url: own, applicationName: 'test', connections: 2, logger: silent })
  const id = await addJob(db)
  const otherApi = await openApp(own, api.directory)
  const address = await otherApi.app.listen({ host: '127.0.0.1', port: 0 })
  const stream = await follow(address, id)
  await expect.poll(() => eventNames(stream)).toEqual(['progress'])

  const restarted = postgres.restart()
  await expect(
    vi.waitFor(() => endJob(db, id, 'COMPLETED'), { timeout: 20_000, interval: 5 }),
  ).resolves.toBeUndefined()
  await restarted
  await stream.ended

  expect(eventNames(stream)).toEqual(['progress', 'state', 'progress', 'end'])
  await otherApi.stop()
  await db.destroy()
})

test('a lost listening connection is restored, and changes in between are sent', async () => {
  const id = await addJob(api.db)
  const stream = await follow(url, id)
  await expect.poll(() => listenerPids(api.db)).not.toEqual([])
  for (let n = 1; n <= 5; n++) {
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name in ('api', 'api-listener')`.execute(
      api.db,
    )
    await sumBatch(api.db, id, n)
    await expect.poll(() => processedCounts(stream).at(-1), { timeout: 5_000 }).toBe(n * 100)
  }
  await sql`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and application_name = 'api-listener'`.execute(api.db)
  await endJob(api.db, id, 'COMPLETED')
  await stream.ended
  expect(eventNames(stream).at(-1)).toBe('end')
})
