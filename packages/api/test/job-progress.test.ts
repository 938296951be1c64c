import { createProof } from '@order-settlement/testing/create-proof.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { summingShare } from '../src/jobs/progress.ts'
import { follow } from './event-stream.ts'
import { startApp, type TestApp } from './start-app.ts'

let api: TestApp
let url: string
beforeAll(async () => {
  api = await startApp()
  url = await api.app.listen({ host: '127.0.0.1', port: 0 })
})
beforeEach(async () => {
  await sql`truncate jobs cascade`.execute(api.db)
})
afterAll(() => api.stop())

/** A running job with an estimate of 1,000 rows, of which 400 in two batches are summed; a third is not. */
async function addJob(): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into jobs (from_date, to_date, timezone, range_start, range_end, status, planned, started_at,
      estimated_rows, kept_rows)
    values ('2025-01-01', '2025-01-31', 'UTC', '2025-01-01Z', '2025-02-01Z', 'RUNNING', true,
      now() - interval '10 seconds', 1000, 0) returning id`.execute(api.db)
  const id = rows[0]?.id ?? ''
  await sql`insert into settlement_batches
      (job_id, batch_no, lower_paid_at, lower_id, upper_paid_at, upper_id, row_count, done, open)
    select ${id}::uuid, n, now(), 1, now(), 2, 200, n < 2, n = 2 from generate_series(0, 2) as n`.execute(
    api.db,
  )
  return id
}

/** The job as GET returns it, after the list has returned the same. */
async function read(id: string) {
  const job = (await api.app.inject(`/jobs/${id}`)).json()
  const [listed] = (await api.app.inject('/jobs')).json().jobs
  const clock = { rows_per_second: expect.toBeOneOf([null, expect.any(Number)]) }
  const eta = { eta_seconds: expect.toBeOneOf([null, expect.any(Number)]) }
  expect(listed).toEqual({ ...job, ...clock, ...eta })
  return job
}

async function sumRest(id: string, rows: number): Promise<void> {
  await sql`update settlement_batches set row_count = ${rows}, done = true, open = false
    where job_id = ${id} and batch_no = 2`.execute(api.db)
}

/** As the worker does, once all batches are summed. */
async function publish(id: string, share: number): Promise<void> {
  await sql`update jobs set publishing = true where id = ${id}`.execute(api.db)
  await sql`insert into publishing_progress
    select id, started_at, started_at + interval '8 seconds', ${share} from jobs where id = ${id}
    on conflict (job_id) do update set share = ${share}`.execute(api.db)
}

test('a running job has the estimate as its total, progress by it, a speed and a remaining time', async () => {
  const id = await addJob()
  const job = await read(id)
  expect(job).toMatchObject({
    status: 'RUNNING',
    phase: 'SUMMING',
    progress: 40 * summingShare,
    processed: 400,
    total: 1000,
    total_is_estimate: true,
    rows_per_second: 40,
  })
  expect(Math.abs(job.eta_seconds - (25 / summingShare - 10))).toBeLessThan(2)
})

test('a job without a summed batch has neither speed nor remaining time', async () => {
  const id = await addJob()
  await sql`update settlement_batches set done = false, open = true`.execute(api.db)
  const none = { progress: 0, processed: 0, rows_per_second: null, eta_seconds: null }
  expect(await read(id)).toMatchObject({ phase: 'SUMMING', total: 1000, ...none })
})

test('more rows than the estimate raise the total with them, and progress stays below publishing', async () => {
  const id = await addJob()
  await sumRest(id, 2_000)
  const job = await read(id)
  expect(job).toMatchObject({ processed: 2400, total: 2400, total_is_estimate: true })
  expect(job.progress).toBeGreaterThan(90 * summingShare)
  expect(job.progress).toBeLessThanOrEqual(100 * summingShare)
})

test('once all is summed the total is exact, and progress follows the steps of publishing', async () => {
  const id = await addJob()
  await sumRest(id, 200)
  await publish(id, 0)
  const exact = { processed: 600, total: 600, total_is_estimate: false }
  expect(await read(id)).toMatchObject({
    phase: 'PUBLISHING',
    progress: 100 * summingShare,
    rows_per_second: 75,
    ...exact,
  })
  await publish(id, 0.5)
  expect((await read(id)).progress).toBeCloseTo(50 + 50 * summingShare)
  await publish(id, 1)
  expect(await read(id)).toMatchObject({ progress: 99.9, eta_seconds: 0, ...exact })
})

test('a job that a worker of the version before has started has progress 0 until it is planned', async () => {
  const id = await addJob()
  await sql`update jobs set estimated_rows = null, kept_rows = null, planned = false`.execute(
    api.db,
  )
  expect(await read(id)).toMatchObject({ progress: 0, processed: 400, total: 600 })
  await sql`update jobs set planned = true`.execute(api.db)
  const progress = Math.floor((400 / 600) * summingShare * 1000) / 10
  expect(await read(id)).toMatchObject({ progress, total: 600, total_is_estimate: true })
})

test('a cancelled job keeps processed and the best total that is known, after its batches are deleted too', async () => {
  const id = await addJob()
  const { progress } = await read(id)
  await api.app.inject({ method: 'POST', url: `/jobs/${id}/cancel` })
  await sql`delete from settlement_batches`.execute(api.db)
  expect(await read(id)).toMatchObject({
    status: 'CANCELLED',
    phase: 'DONE',
    progress,
    processed: 400,
    total: 1000,
    total_is_estimate: true,
    rows_per_second: null,
    eta_seconds: null,
    download_url: null,
    finished_at: expect.stringMatching(/Z$/),
  })
})

test('a job that fails before it starts has 0 of an estimated 0', async () => {
  const id = await addJob()
  await sql`delete from settlement_batches`.execute(api.db)
  await sql`update jobs set status = 'QUEUED', started_at = null, planned = false, estimated_rows = null`.execute(
    api.db,
  )
  await api.app.inject({ method: 'POST', url: `/jobs/${id}/cancel` })
  const none = { progress: 0, processed: 0, total: 0, total_is_estimate: true }
  expect(await read(id)).toMatchObject({ status: 'CANCELLED', ...none })
})

test('a completed job without rows has 100, and an exact total of 0', async () => {
  const id = await addJob()
  await sql`update jobs set status = 'COMPLETED', publishing = true, estimated_rows = 0, total = 0, processed = 0,
    finished_at = now(), proof = ${JSON.stringify(createProof())}::jsonb`.execute(api.db)
  const all = { progress: 100, processed: 0, total: 0, total_is_estimate: false }
  const none = { rows_per_second: null, eta_seconds: null }
  expect(await read(id)).toMatchObject({ phase: 'DONE', ...all, ...none })
})

test('a retried job starts again from the sums that it kept, which do not count to its speed', async () => {
  const id = await addJob()
  await sumRest(id, 200)
  await publish(id, 0.9)
  await sql`update jobs set status = 'FAILED', finished_at = now(), processed = 600, total = 600`.execute(
    api.db,
  )
  const before = await read(id)
  expect(before).toMatchObject({ phase: 'DONE', total: 600, total_is_estimate: false })
  expect(before.progress).toBeCloseTo(90 + 10 * summingShare)
  await api.app.inject({ method: 'POST', url: `/jobs/${id}/retry` })
  expect(await read(id)).toMatchObject({
    phase: 'QUEUED',
    progress: 60 * summingShare,
    processed: 600,
    total: 1000,
    total_is_estimate: true,
  })
  await sql`update jobs set status = 'RUNNING', started_at = now() - interval '1 second', kept_rows = 600`.execute(
    api.db,
  )
  expect(await read(id)).toMatchObject({ phase: 'SUMMING', rows_per_second: null })
})

test('a stream has the same fields, and sends nothing for a second that passes', async () => {
  const id = await addJob()
  const stream = await follow(url, id)
  await expect.poll(() => stream.events).toHaveLength(1)
  expect(Object.keys(stream.events[0]?.data)).toEqual(Object.keys(await read(id)))
  // As if twice the time had passed.
  await sql`update jobs set kept_rows = 200`.execute(api.db)
  // The second client makes the api read the job for both.
  const second = await follow(url, id, stream.events[0]?.id)
  await sumRest(id, 200)
  await sql`select pg_notify('job_changed', ${id})`.execute(api.db)
  await expect.poll(() => stream.events.map(({ data }) => data.processed)).toEqual([400, 600])
  expect(second.events).toEqual(stream.events.slice(1))
  for (const { leave } of [stream, second]) leave()
})

test('a stream sends each step of publishing', async () => {
  const id = await addJob()
  await sumRest(id, 200)
  const stream = await follow(url, id)
  for (const share of [0, 0.25, 0.5, 1]) {
    await publish(id, share)
    const progress = Math.min(99.9, 100 * (summingShare + (1 - summingShare) * share))
    await expect.poll(() => stream.events.at(-1)?.data.progress).toBeCloseTo(progress)
  }
  stream.leave()
})
