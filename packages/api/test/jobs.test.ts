import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { summingShare } from '../src/jobs/progress.ts'
import { footprint, startApp, type TestApp } from './start-app.ts'

const january = { from: '2025-01-01', to: '2025-01-31' }

let api: TestApp
beforeAll(async () => {
  api = await startApp()
})
beforeEach(async () => {
  await sql`truncate jobs cascade`.execute(api.db)
  await sql`delete from pgboss.job`.execute(api.db)
})
afterAll(() => api.stop())

function post(url: string, payload: object = {}, key?: string) {
  const headers = key === undefined ? {} : { 'idempotency-key': key }
  return api.app.inject({ method: 'POST', url, payload, headers })
}

function start(payload: object = january, key?: string) {
  return post('/jobs/settlement', payload, key)
}

async function list(query: Record<string, string> = {}) {
  return (await api.app.inject({ url: '/jobs', query })).json()
}

async function end(id: string, status: 'COMPLETED' | 'FAILED' | 'CANCELLED') {
  await sql`update jobs set status = ${status}, finished_at = now(), total = 7, processed = 5,
    proof = case when ${status} = 'COMPLETED' then '{}'::jsonb end,
    error = case when ${status} = 'FAILED' then 'no room' end where id = ${id}`.execute(api.db)
}

async function messages(): Promise<string[]> {
  const { rows } = await sql<{ job: string }>`select data->>'job_id' as job from pgboss.job
    where name = 'settlement-plan' order by created_on`.execute(api.db)
  return rows.map(({ job }) => job)
}

test.each(['QUEUED', 'RUNNING'])(
  'the same range while a job is %s: 200 and that job',
  async (status) => {
    const { job_id } = (await start()).json()
    await sql`update jobs set status = ${status}`.execute(api.db)

    const again = await start({ ...january, timezone: 'UTC' })

    expect([again.statusCode, again.json()]).toEqual([200, { job_id, status }])
    expect(again.headers).toMatchObject({ location: `/jobs/${job_id}`, 'retry-after': '1' })
    expect(again.headers['idempotent-replayed']).toBeUndefined()
    expect(await messages()).toEqual([job_id])
  },
)

test.each([
  ['another first day', { from: '2025-01-02' }],
  ['another last day', { to: '2025-01-30' }],
  ['another zone', { timezone: 'Asia/Tokyo' }],
  ['force', { force: true }],
])('%s starts another job: 202', async (_, change) => {
  const { job_id } = (await start()).json()
  const other = await start({ ...january, ...change })
  expect(other.statusCode).toBe(202)
  expect(await messages()).toEqual([job_id, other.json().job_id])
})

test.each(['COMPLETED', 'FAILED', 'CANCELLED'] as const)(
  'the same range after a job is %s: 202 and a new job',
  async (status) => {
    const { job_id } = (await start()).json()
    await end(job_id, status)
    const next = await start()
    expect(next.statusCode).toBe(202)
    expect(next.json().job_id).not.toBe(job_id)
  },
)

test('the same range sent 20 times at once: 1 job, 1 × 202, 19 × 200', async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, () => start()))
  const codes = answers.map(({ statusCode }) => statusCode).toSorted()
  expect(codes).toEqual([...Array(19).fill(200), 202])
  expect(new Set(answers.map((answer) => answer.json().job_id)).size).toBe(1)
  expect(await messages()).toHaveLength(1)
})

test('a key that joined a job returns it after its end: 200 and no new job', async () => {
  const { job_id } = (await start()).json()
  await start(january, 'joined')
  await end(job_id, 'COMPLETED')

  const replay = await start(january, 'joined')

  expect([replay.statusCode, replay.json()]).toEqual([200, { job_id, status: 'COMPLETED' }])
  expect(replay.headers['idempotent-replayed']).toBe('true')
  const forced = await start({ ...january, force: true }, 'joined')
  expect([forced.statusCode, forced.json().code]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED'])
})

test('force must be a boolean', async () => {
  const refused = await start({ ...january, force: 'yes' })
  expect(refused.json()).toMatchObject({ code: 'VALIDATION', errors: [{ path: '/force' }] })
})

test.each(['FAILED', 'CANCELLED'] as const)(
  'a %s job that is retried keeps its 2 batches, each open for a check',
  async (status) => {
    const { job_id } = (await start()).json()
    await sql`insert into settlement_batches
      (job_id, batch_no, lower_paid_at, lower_id, upper_paid_at, upper_id, row_count, done, open)
      select ${job_id}::uuid, n, now(), 1, now(), 2, 10, n = 1, n <> 1 from generate_series(1, 2) as n`.execute(
      api.db,
    )
    await sql`update jobs set planned = true, publishing = true, started_at = now()`.execute(api.db)
    await end(job_id, status)

    const answer = await post(`/jobs/${job_id.toUpperCase()}/retry`)

    expect([answer.statusCode, answer.json()]).toEqual([202, { job_id, status: 'QUEUED' }])
    expect(answer.headers).toMatchObject({ location: `/jobs/${job_id}`, 'retry-after': '1' })
    expect((await api.app.inject(`/jobs/${job_id}`)).json()).toMatchObject({
      status: 'QUEUED',
      phase: 'QUEUED',
      progress: 50 * summingShare,
      processed: 10,
      total: 20,
      total_is_estimate: true,
      error: null,
      started_at: null,
      finished_at: null,
    })
    expect(await messages()).toEqual([job_id, job_id])
    const { rows } = await sql`select done, open from settlement_batches order by batch_no`.execute(
      api.db,
    )
    expect(rows).toEqual([
      { done: true, open: true },
      { done: false, open: true },
    ])
    expect((await sql`select publishing from jobs`.execute(api.db)).rows).toEqual([
      { publishing: false },
    ])
  },
)

test.each(['QUEUED', 'RUNNING', 'COMPLETED'] as const)(
  'a retry of a %s job: 409 and no change',
  async (status) => {
    const { job_id } = (await start()).json()
    if (status === 'COMPLETED') await end(job_id, status)
    else await sql`update jobs set status = ${status}`.execute(api.db)
    const before = await footprint(api.db)

    const refused = await post(`/jobs/${job_id}/retry`)

    expect([refused.statusCode, refused.json().code]).toEqual([409, 'JOB_NOT_RETRYABLE'])
    expect(await footprint(api.db)).toEqual(before)
  },
)

test('10 retries at once: 1 × 202, 9 × 409, 1 message', async () => {
  const { job_id } = (await start()).json()
  await end(job_id, 'FAILED')
  const answers = await Promise.all(Array.from({ length: 10 }, () => post(`/jobs/${job_id}/retry`)))
  const codes = answers.map(({ statusCode }) => statusCode).toSorted()
  expect(codes).toEqual([202, ...Array(9).fill(409)])
  expect(await messages()).toEqual([job_id, job_id])
})

test('an unknown job has no retry and no diff: 404', async () => {
  for (const answer of [
    await post(`/jobs/${randomUUID()}/retry`),
    await api.app.inject(`/jobs/${randomUUID()}/diff`),
  ]) {
    expect([answer.statusCode, answer.json().code]).toEqual([404, 'JOB_NOT_FOUND'])
  }
})

test('pages of 2 list 5 jobs from the newest to the oldest, each as GET /jobs/{id} returns it', async () => {
  const ids: string[] = []
  for (let day = 1; day <= 5; day++) {
    ids.push((await start({ from: `2025-02-0${day}`, to: `2025-02-0${day}` })).json().job_id)
  }
  const seen: string[] = []
  let cursor: string | null | undefined
  do {
    const page = await list({ limit: '2', ...(cursor ? { cursor } : {}) })
    expect(page.jobs.length).toBeLessThanOrEqual(2)
    seen.push(...page.jobs.map(({ job_id }: { job_id: string }) => job_id))
    cursor = page.next_cursor
    await start({ from: '2025-03-01', to: '2025-03-01', ...{ force: true } })
  } while (cursor)
  expect(seen).toEqual(ids.toReversed())
  const { jobs } = await list({ limit: '200' })
  const alone = (await api.app.inject(`/jobs/${ids[0]}`)).json()
  expect(jobs.at(-1)).toEqual(alone)
})

test('jobs are listed by status, and by the days that overlap', async () => {
  const early = (await start({ from: '2025-01-01', to: '2025-01-10' })).json().job_id
  const late = (await start({ from: '2025-01-10', to: '2025-01-20' })).json().job_id
  await end(late, 'FAILED')
  const ids = async (query: Record<string, string>) =>
    (await list(query)).jobs.map(({ job_id }: { job_id: string }) => job_id)

  expect(await ids({ status: 'FAILED' })).toEqual([late])
  expect(await ids({ from: '2025-01-11' })).toEqual([late])
  expect(await ids({ to: '2025-01-09' })).toEqual([early])
  expect(await ids({ from: '2025-01-10', to: '2025-01-10' })).toEqual([late, early])
  expect(await ids({ from: '2025-01-21' })).toEqual([])
})

test.each([
  ['/jobs', 'status', 'DONE'],
  ['/jobs', 'from', '2025-02-30'],
  ['/jobs', 'to', 'today'],
  ['/jobs', 'limit', '201'],
  ['/jobs', 'cursor', 'WyJ4Il0'],
  ['/jobs', 'page', '2'],
  ['/settlements', 'merchant_id', ''],
  ['/settlements', 'from', '2025-02-30'],
  ['/settlements', 'limit', '0'],
  ['/settlements', 'cursor', 'WyJtIl0'],
  ['/settlements', 'zone', 'UTC'],
  [`/jobs/${randomUUID()}/diff`, 'limit', '1.5'],
  [`/jobs/${randomUUID()}/diff`, 'cursor', '-'],
  [`/jobs/${randomUUID()}/diff`, 'from', '2025-01-01'],
])('%s?%s=%s is refused by name', async (url, name, value) => {
  const refused = await api.app.inject({ url, query: { [name]: value } })
  expect(refused.json()).toMatchObject({
    status: 400,
    code: 'VALIDATION',
    errors: [{ path: `/querystring/${name}` }],
  })
})
