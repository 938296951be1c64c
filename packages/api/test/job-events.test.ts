import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { connect } from 'node:net'
import { promisify } from 'node:util'
import { createDatabase } from '@order-settlement/db/create-database.ts'
import { migrate } from '@order-settlement/db/migrate.ts'
import type { Database } from '@order-settlement/db/tables.ts'
import { createLogger } from '@order-settlement/shared/process/logger.ts'
import { startOwnPostgres } from '@order-settlement/testing/own-postgres.ts'
import { createTestDatabase } from '@order-settlement/testing/test-database.ts'
import { startProcess } from '@order-settlement/testing/test-process.ts'
import Fastify from 'fastify'
import { type KyselyPlugin, sql } from 'kysely'
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { jobEventRoutes } from '../src/jobs/events/job-events.routes.ts'
import { Problem } from '../src/problems/problem.schemas.ts'
import { type EventStream, follow } from './event-stream.ts'
import { rawRequest } from './raw-request.ts'
import { openApp, startApp, type TestApp } from './start-app.ts'

const silent = createLogger('test', 'silent')

let api: TestApp
let url: string
beforeAll(async () => {
  api = await startApp()
  url = await api.app.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(() => api.stop())

/** A running job of 10 planned batches of 100 transactions each. */
async function addJob(db: Database = api.db): Promise<string> {
  const { id } = await db
    .insertInto('jobs')
    .values({
      from_date: '2025-01-01',
      to_date: '2025-01-31',
      timezone: 'UTC',
      range_start: '2025-01-01Z',
      range_end: '2025-02-01Z',
      status: 'RUNNING',
      planned: true,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await sql`insert into settlement_batches select ${id}::uuid, 4 * n, now(), 1, now(), 2, 100
    from generate_series(1, 10) as n`.execute(db)
  return id
}

async function sumBatch(jobId: string, n: number): Promise<void> {
  await sql`update settlement_batches set done = true, open = false
    where job_id = ${jobId} and batch_no = ${4 * n}`.execute(api.db)
}

const totals = { txn_count: 1000, gross_cents: 5, fee_cents: 0, net_cents: 5 }
const csv = { ...totals, rows: 1, bytes: 100, sha256: 'abc' }
const proof = JSON.stringify({ source: totals, settlements: totals, csv, drift: totals })

async function endJob(jobId: string, status: string, db: Database = api.db): Promise<void> {
  await sql`update jobs set status = ${status}, finished_at = now(), total = 1000, processed = 1000,
    proof = case when ${status} = 'COMPLETED' then ${proof}::jsonb end where id = ${jobId}`.execute(
    db,
  )
}

async function readJob(jobId: string) {
  return (await api.app.inject(`/jobs/${jobId}`)).json()
}

const names = ({ events }: EventStream) => events.map(({ event }) => event)
const processed = ({ events }: EventStream) =>
  events.filter(({ event }) => event === 'progress').map(({ data }) => data.processed)

/** The route alone, with its intervals as the test needs them. */
async function openRoute(options: {
  db?: Database
  heartbeatMs?: number
  unreadTimeoutMs?: number
  maxDurationMs?: number
}) {
  const app = Fastify()
  app.addSchema(Problem)
  await app.register(jobEventRoutes, { db: api.db, databaseUrl: api.url, ...options })
  onTestFinished(() => app.close())
  const route = await app.listen({ host: '127.0.0.1', port: 0 })
  const connections = promisify((done: (error: Error | null, count: number) => void) =>
    app.server.getConnections(done),
  )
  return { route, connections: () => connections() }
}

/** The connections that listen. */
async function listeners(): Promise<number[]> {
  const { rows } = await sql<{ pid: number }>`select pid from pg_stat_activity
    where datname = current_database() and application_name = 'api-listener'
      and query = 'listen job_changed' and state = 'idle'`.execute(api.db)
  return rows.map(({ pid }) => pid)
}

test('a job is told at once, at each change of its progress or status, and at its end', async () => {
  const id = await addJob()
  const stream = await follow(url, id)
  await expect.poll(() => names(stream)).toEqual(['progress'])
  const first = await readJob(id)
  await sumBatch(id, 1)
  await expect.poll(() => processed(stream)).toEqual([0, 100])
  await endJob(id, 'COMPLETED')
  await stream.ended

  expect(stream.response.status).toBe(200)
  expect(Object.fromEntries(stream.response.headers)).toMatchObject({
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
    'x-request-id': expect.any(String),
  })
  expect(stream.text()).toMatch(/^retry: 1000\n\n/)
  expect(names(stream)).toEqual(['progress', 'progress', 'state', 'progress', 'end'])
  const [begun, , state, last, end] = stream.events
  expect(begun?.data).toEqual(first)
  expect(state?.data).toEqual({ job_id: id, status: 'COMPLETED' })
  expect(last?.data).toEqual(await readJob(id))
  expect(end?.data).toEqual(await readJob(id))
  expect(new Set(stream.events.map((event) => event.id)).size).toBe(5)
})

test.each(['COMPLETED', 'FAILED', 'CANCELLED'])(
  'a job that is %s: its state and the end',
  async (status) => {
    const id = await addJob()
    await endJob(id, status)
    const stream = await follow(url, id.toUpperCase())
    await stream.ended
    expect(names(stream)).toEqual(['progress', 'end'])
    expect(stream.events[0]?.data).toEqual(await readJob(id))
  },
)

test('a client that comes back is told what it has missed, and nothing again', async () => {
  const id = await addJob()
  const before = await follow(url, id)
  await expect.poll(() => names(before)).toEqual(['progress'])
  before.leave()

  const same = await follow(url, id, before.events[0]?.id)
  await sumBatch(id, 1)
  await expect.poll(() => processed(same)).toEqual([100])
  same.leave()

  await endJob(id, 'FAILED')
  const after = await follow(url, id, same.events[0]?.id)
  await after.ended
  expect(names(after)).toEqual(['state', 'progress', 'end'])

  for (const [n, rest] of [['progress', 'end'], ['end'], []].entries()) {
    const torn = await follow(url, id, after.events[n]?.id)
    await torn.ended
    expect([torn.response.status, names(torn)]).toEqual([rest.length ? 200 : 204, rest])
  }
})

test('a job that is retried after its end is told on', async () => {
  const id = await addJob()
  await endJob(id, 'FAILED')
  const ended = await follow(url, id)
  await ended.ended
  await api.app.inject({ method: 'POST', url: `/jobs/${id}/retry` })

  const stream = await follow(url, id, ended.events.at(-1)?.id)
  await expect.poll(() => names(stream)).toEqual(['state', 'progress'])
  expect(stream.events[0]?.data).toEqual({ job_id: id, status: 'QUEUED' })
  stream.leave()
})

test.each(['', 'nonsense', 'RUNNING.x.end', '7'])(
  'a Last-Event-ID of "%s" that no event had counts as none',
  async (lastEventId) => {
    const id = await addJob()
    await endJob(id, 'CANCELLED')
    const stream = await follow(url, id, lastEventId)
    await stream.ended
    expect(names(stream)).toEqual(['progress', 'end'])
  },
)

test('no job, no UUID and another method are refused as problems', async () => {
  const ask = async (method: 'GET' | 'HEAD' | 'POST', id: string) => {
    const answer = await api.app.inject({ method, url: `/jobs/${id}/events` })
    expect(answer.headers['content-type']).toMatch('application/problem+json')
    return [answer.statusCode, method === 'HEAD' ? answer.headers.allow : answer.json().code]
  }
  expect(await ask('GET', randomUUID())).toEqual([404, 'JOB_NOT_FOUND'])
  expect(await ask('GET', '7')).toEqual([400, 'VALIDATION'])
  expect(await ask('HEAD', randomUUID())).toEqual([405, 'GET'])
  expect(await ask('POST', randomUUID())).toEqual([405, 'METHOD_NOT_ALLOWED'])
})

test('a database that cannot be reached: 503 before the stream begins', async () => {
  const other = await openApp('postgres://postgres@127.0.0.1:1/away', api.directory)
  onTestFinished(() => other.stop())
  const answer = await other.app.inject(`/jobs/${randomUUID()}/events`)
  expect([answer.statusCode, answer.json().code]).toEqual([503, 'DATABASE_UNAVAILABLE'])
})

test('a client that asks for the connection to be closed after the answer sees it closed', async () => {
  const id = await addJob()
  await endJob(id, 'CANCELLED')
  const answer = await rawRequest(
    url,
    `GET /jobs/${id}/events HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n`,
  )
  expect(answer).toContain('event: end')
})

test('a stream that has lasted is ended, and goes on where it was for a client that comes again', async () => {
  const { route } = await openRoute({ maxDurationMs: 300 })
  const id = await addJob()
  const stream = await follow(route, id)
  await stream.ended
  expect(names(stream)).toEqual(['progress'])
})

test('a quiet stream has heartbeats', async () => {
  const { route } = await openRoute({ heartbeatMs: 20 })
  const stream = await follow(route, await addJob())
  await expect.poll(() => stream.text().split(': heartbeat\n\n').length).toBeGreaterThan(5)
  expect(names(stream)).toEqual(['progress'])
})

test('1,000 listeners on a job: one connection listens, and a change is one read', async () => {
  const id = await addJob()
  let reads = 0
  const counter: KyselyPlugin = {
    transformQuery({ node }) {
      reads++
      return node
    },
    transformResult: async ({ result }) => result,
  }
  const { route } = await openRoute({ db: api.db.withPlugin(counter) })
  const before = await listeners()
  const first = await follow(route, id)
  await expect.poll(async () => (await listeners()).length).toBe(before.length + 1)
  const others = await Promise.all(Array.from({ length: 999 }, () => follow(route, id)))
  const streams = [first, ...others]
  await expect.poll(() => streams.every(({ events }) => events.length === 1)).toBe(true)
  // Those who come while the job is read share the next read, and ten reads a second are the most.
  expect(reads).toBeLessThan(100)

  for (let n = 1; n <= 5; n++) {
    reads = 0
    await sumBatch(id, n)
    await expect
      .poll(() => streams.every((stream) => processed(stream).at(-1) === n * 100))
      .toBe(true)
    expect(reads).toBe(1)
  }
  expect((await listeners()).filter((pid) => !before.includes(pid))).toHaveLength(1)

  await endJob(id, 'COMPLETED')
  await Promise.all(streams.map(({ ended }) => ended))
  for (const stream of streams) {
    expect(processed(stream)).toEqual([0, 100, 200, 300, 400, 500, 1000])
    expect(names(stream).at(-1)).toBe('end')
  }
}, 60_000)

/** Opens a stream, and reads nothing of it until `resume`. */
async function openPaused(route: string, jobId: string) {
  const { hostname, port } = new URL(route)
  const socket = connect(Number(port), hostname).pause()
  socket.write(`GET /jobs/${jobId}/events HTTP/1.1\r\nHost: test\r\n\r\n`)
  let text = ''
  socket.on('error', () => {})
  return {
    socket,
    resume() {
      socket.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk
      })
      socket.resume()
    },
    text: () => text,
  }
}

/** Changes the job `times` times, each making a state of 2 MB, and waits until a listener has seen it. */
async function changeLargely(jobId: string, seenBy: EventStream, times: number): Promise<void> {
  for (let n = 1; n <= times; n++) {
    await sql`update jobs set error = ${`${n} `} || repeat('x', 2000000), publishing = not publishing
      where id = ${jobId}`.execute(api.db)
    await expect.poll(() => seenBy.events.at(-1)?.data.error?.startsWith(`${n} `)).toBe(true)
  }
}

test('a listener that reads slowly is told the newest state, not those between', async () => {
  const id = await addJob()
  const { route } = await openRoute({})
  const quick = await follow(route, id)
  const slow = await openPaused(route, id)
  await changeLargely(id, quick, 20)
  await endJob(id, 'FAILED')
  await quick.ended
  slow.resume()

  await expect.poll(() => slow.text().includes('event: end'), { timeout: 10_000 }).toBe(true)
  const told = [...slow.text().matchAll(/"error":"(\d+) /g)].map(([, n]) => Number(n))
  expect(told.length).toBeLessThan(15)
  expect(told).toEqual([...told].sort((a, b) => a - b))
  expect(told.at(-1)).toBe(20)
  slow.socket.destroy()
})

test('a listener that reads nothing for too long is disconnected, and no other', async () => {
  const id = await addJob()
  const { route, connections } = await openRoute({ unreadTimeoutMs: 300 })
  const quick = await follow(route, id)
  const stuck = await openPaused(route, id)
  await changeLargely(id, quick, 10)
  await expect.poll(connections, { timeout: 5_000 }).toBe(1)
  await sumBatch(id, 1)
  await expect.poll(() => processed(quick).at(-1)).toBe(100)
  quick.leave()
  stuck.socket.destroy()
})

test('a listener that never takes the end of its stream is disconnected too', async () => {
  const id = await addJob()
  await sql`update jobs set error = repeat('x', 20000000) where id = ${id}`.execute(api.db)
  await endJob(id, 'FAILED')
  const { route, connections } = await openRoute({ unreadTimeoutMs: 300 })
  const stuck = await openPaused(route, id)
  await once(stuck.socket, 'connect')
  await expect.poll(connections).toBe(1)
  await expect.poll(connections, { timeout: 5_000 }).toBe(0)
  stuck.socket.destroy()
})

test('PostgreSQL is restarted, and the end that came meanwhile is told', async () => {
  await using postgres = await startOwnPostgres()
  const own = postgres.url('postgres')
  await migrate(own, silent)
  const db = createDatabase({ url: own, applicationName: 'test', connections: 2, logger: silent })
  const id = await addJob(db)
  const other = await openApp(own, api.directory)
  const address = await other.app.listen({ host: '127.0.0.1', port: 0 })
  const stream = await follow(address, id)
  await expect.poll(() => names(stream)).toEqual(['progress'])

  const restarted = postgres.restart()
  await expect(
    vi.waitFor(() => endJob(id, 'COMPLETED', db), { timeout: 20_000, interval: 5 }),
  ).resolves.toBeUndefined()
  await restarted
  await stream.ended

  expect(names(stream)).toEqual(['progress', 'state', 'progress', 'end'])
  await other.stop()
  await db.destroy()
})

test('a listening connection that is lost is made again, and nothing of the time between is lost', async () => {
  const id = await addJob()
  const stream = await follow(url, id)
  await expect.poll(() => listeners()).not.toEqual([])
  for (let n = 1; n <= 5; n++) {
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name in ('api', 'api-listener')`.execute(
      api.db,
    )
    await sumBatch(id, n)
    await expect.poll(() => processed(stream).at(-1), { timeout: 5_000 }).toBe(n * 100)
  }
  await sql`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and application_name = 'api-listener'`.execute(api.db)
  await endJob(id, 'COMPLETED')
  await stream.ended
  expect(names(stream).at(-1)).toBe('end')
})

test('a whole settlement over two api processes: progress never goes back, and its end is what GET says', async () => {
  await using database = await createTestDatabase()
  await sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at)
    select 'm' || n % 50, n, n % 9, 'PAID', timestamptz '2025-01-01Z' + n * interval '13 seconds'
    from generate_series(1, 200000) n`.execute(database.db)
  const env = { DATABASE_URL: database.url, SETTLEMENT_BATCH_SIZE: '2000', WORKERS: '2' }
  await using first = await startProcess('api', env)
  await using second = await startProcess('api', env)
  const started = await fetch(`${first.url}/jobs/settlement`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ from: '2025-01-01', to: '2025-01-31' }),
  })
  const { job_id } = (await started.json()) as { job_id: string }
  const streams = await Promise.all([first, second].map((process) => follow(process.url, job_id)))
  await using _worker = await startProcess('worker', env)
  await Promise.all(streams.map(({ ended }) => ended))

  const job = await (await fetch(`${second.url}/jobs/${job_id}`)).json()
  expect(job).toMatchObject({ status: 'COMPLETED', processed: 200_000 })
  for (const stream of streams) {
    expect(stream.events[0]?.data).toMatchObject({ status: 'QUEUED' })
    expect(stream.events.at(-1)).toMatchObject({ event: 'end', data: job })
    expect(names(stream).filter((name) => name === 'end')).toHaveLength(1)
    expect(names(stream).filter((name) => name === 'progress').length).toBeGreaterThan(2)
    const seen = processed(stream)
    expect(seen).toEqual([...seen].sort((a, b) => a - b))
    const percents = stream.events.flatMap(({ data }) => data.progress ?? [])
    expect(percents).toEqual([...percents].sort((a, b) => a - b))
    expect(new Set(stream.events.map(({ id }) => id)).size).toBe(stream.events.length)
  }
  await first.waitForLog(({ path }) => path === `/jobs/${job_id}/events`)
}, 60_000)

test('on SIGTERM open streams end at once, also of who reads nothing, and the api within 2 s', async () => {
  await using process = await startProcess('api', { DATABASE_URL: api.url })
  const id = await addJob()
  const before = await listeners()
  const stream = await follow(process.url, id)
  await expect.poll(async () => (await listeners()).length).toBe(before.length + 1)
  const left = await follow(process.url, id)
  left.leave()
  const line = await process.waitForLog(({ path }) => path === `/jobs/${id}/events`)
  expect(line).toMatchObject({ method: 'GET', status: 499, msg: 'request' })
  const paused = await openPaused(process.url, id)
  await changeLargely(id, stream, 8)

  const began = performance.now()
  expect(await process.kill('SIGTERM')).toEqual({ code: 0, signal: null })
  expect(performance.now() - began).toBeLessThan(2_000)
  await stream.ended
  expect(names(stream)).not.toContain('end')
  expect(process.logs.filter(({ path }) => path === line.path)).toHaveLength(3)
  expect(await listeners()).toEqual(before)
  paused.socket.destroy()
})
