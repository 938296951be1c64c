import { randomUUID } from 'node:crypto'
import { createProof } from '@order-settlement/testing/create-proof.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { footprint, openApp, startApp, type TestApp } from './start-app.ts'

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

function start(body: object, key?: string) {
  return api.app.inject({
    method: 'POST',
    url: '/jobs/settlement',
    payload: body,
    headers: key === undefined ? {} : { 'idempotency-key': key },
  })
}

async function started(): Promise<string> {
  return (await start(january)).json().job_id
}

async function read(id: string) {
  return (await api.app.inject(`/jobs/${id}`)).json()
}

function cancel(id: string, request: { payload?: string; headers?: Record<string, string> } = {}) {
  return api.app.inject({ method: 'POST', url: `/jobs/${id}/cancel`, ...request })
}

async function messages() {
  const { rows } = await sql<{ name: string; job: string }>`
    select name, data->>'job_id' as job from pgboss.job order by created_on`.execute(api.db)
  return rows
}

test('a settlement is queued with 1 message, and GET returns it', async () => {
  const answer = await start({ ...january, timezone: 'Europe/Rome' })

  expect(answer.statusCode).toBe(202)
  const { job_id } = answer.json()
  expect(answer.json()).toEqual({ job_id, status: 'QUEUED' })
  expect(answer.headers).toMatchObject({ location: `/jobs/${job_id}`, 'retry-after': '1' })
  expect(await messages()).toEqual([{ name: 'settlement-plan', job: job_id }])
  expect(await read(job_id)).toEqual({
    job_id,
    type: 'settlement',
    status: 'QUEUED',
    phase: 'QUEUED',
    ...january,
    timezone: 'Europe/Rome',
    progress: 0,
    processed: 0,
    total: 0,
    total_is_estimate: true,
    rows_per_second: null,
    eta_seconds: null,
    download_url: null,
    dry_run: false,
    includes_open_days: false,
    error: null,
    proof: null,
    created_by: null,
    created_at: expect.stringMatching(/^\d{4}-.*Z$/),
    started_at: null,
    finished_at: null,
  })
  const job = await api.db.selectFrom('jobs').selectAll().executeTakeFirstOrThrow()
  expect(job.range_start.toISOString()).toBe('2024-12-31T23:00:00.000Z')
  expect(job.range_end.toISOString()).toBe('2025-01-31T23:00:00.000Z')
})

test.each([
  ['one day', { from: '2024-02-29', to: '2024-02-29' }],
  ['366 days', { from: '2024-01-01', to: '2024-12-31' }],
  ['the first day there is', { from: '0001-01-01', to: '0001-01-01', timezone: 'Asia/Tokyo' }],
  ['the last day there is', { from: '9999-12-31', to: '9999-12-31', timezone: 'Pacific/Niue' }],
])('%s: 202', async (_, body) => {
  expect((await start(body)).statusCode).toBe(202)
})

test('a day that its zone skipped is refused: Samoa had no 30 December 2011', async () => {
  const day = { from: '2011-12-30', to: '2011-12-30' }
  expect((await start(day)).statusCode).toBe(202)

  const refused = await start({ ...day, timezone: 'Pacific/Apia' })

  expect(refused.json()).toMatchObject({ status: 400, errors: [{ path: '/from' }] })
})

test('a zone that only JavaScript knows is refused by name', async () => {
  // PostgreSQL and Node.js have different lists of zones; this makes one unknown to PostgreSQL.
  await sql`alter function day_range_start(date, text) rename to known_range_start`.execute(api.db)
  await sql`create function day_range_start(day date, zone text) returns timestamptz language sql
    as $$ select known_range_start(day, zone || '/unknown') $$`.execute(api.db)

  const refused = await start({ ...january, timezone: 'Asia/Tokyo' })
  await sql`drop function day_range_start`.execute(api.db)
  await sql`alter function known_range_start(date, text) rename to day_range_start`.execute(api.db)

  expect(refused.json()).toMatchObject({ status: 400, errors: [{ path: '/timezone' }] })
})

test('a failed commit leaves neither a job nor a message', async () => {
  await start({ from: '2024-01-01', to: '2024-01-01' }) // the queue is up
  const before = await footprint(api.db)
  await sql`create function refuse() returns trigger language plpgsql as $$
    begin raise exception 'commit refused'; end $$`.execute(api.db)
  await sql`create constraint trigger refuse after insert on jobs
    deferrable initially deferred for each row execute function refuse()`.execute(api.db)

  const failed = await start(january, 'commit-fails')
  await sql`drop function refuse cascade`.execute(api.db)

  expect([failed.statusCode, failed.json().code]).toEqual([500, 'INTERNAL'])
  expect(await footprint(api.db)).toEqual(before)
  expect((await start(january, 'commit-fails')).headers['idempotent-replayed']).toBeUndefined()
})

test('one key sent 20 times at once: 1 job, 20 equal answers', async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, () => start(january, 'twenty')))

  expect(new Set(answers.map((answer) => answer.statusCode))).toEqual(new Set([202]))
  expect(new Set(answers.map((answer) => answer.json().job_id)).size).toBe(1)
  expect(answers.filter((answer) => !answer.headers['idempotent-replayed'])).toHaveLength(1)
  expect(await messages()).toHaveLength(1)
})

test('a replay returns the job with its current status; another body is refused', async () => {
  const { job_id } = (await start(january, 'again')).json()
  await cancel(job_id)

  const replay = await start({ ...january, timezone: 'UTC' }, 'again')
  expect([replay.statusCode, replay.json()]).toEqual([202, { job_id, status: 'CANCELLED' }])
  expect(replay.headers).toMatchObject({
    'idempotent-replayed': 'true',
    location: `/jobs/${job_id}`,
  })

  for (const change of [{ from: '2025-01-02' }, { to: '2025-01-30' }, { timezone: 'Asia/Tokyo' }]) {
    const refused = await start({ ...january, ...change }, 'again')
    expect([refused.statusCode, refused.json().code]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED'])
  }
})

test('a completed job returns its stored proof, with sums beyond 2^53 - 1 as strings', async () => {
  const job_id = await started()
  const totals = { txn_count: 3, gross_cents: '9007199254740993', fee_cents: 0, net_cents: -5 }
  const proof = createProof(totals)
  await sql`update jobs set status = 'COMPLETED', planned = true, total = 0, processed = 0,
    finished_at = now(), proof = ${JSON.stringify(proof)}`.execute(api.db)

  expect(await read(job_id)).toMatchObject({
    status: 'COMPLETED',
    progress: 100,
    processed: 0,
    total: 0,
    total_is_estimate: false,
    download_url: `/downloads/${job_id}.csv`,
    proof,
  })
})

test('the proof of a job that completed before refunds were counted has none, nor currencies', async () => {
  const job_id = await started()
  const sums = { txn_count: 3, gross_cents: 5, fee_cents: 0, net_cents: 5 }
  const csv = { ...sums, rows: 1, bytes: 100, sha256: 'abc' }
  const proof = { source: sums, settlements: sums, csv, drift: { ...sums, txn_count: 0 } }
  await sql`update jobs set status = 'COMPLETED', planned = true, total = 3, processed = 3,
    finished_at = now(), proof = ${JSON.stringify(proof)}`.execute(api.db)

  expect((await read(job_id)).proof).toEqual(proof)
})

test('a failed job has its error', async () => {
  const job_id = await started()
  await sql`update jobs set status = 'FAILED', error = 'the disk is full', finished_at = now()`.execute(
    api.db,
  )
  expect(await read(job_id)).toMatchObject({ status: 'FAILED', error: 'the disk is full' })
})

test.each([
  ['no body', {}],
  ['an empty body that claims to be JSON', { headers: { 'content-type': 'application/json' } }],
  [
    'an empty form, as curl -d "" sends it',
    { headers: { 'content-type': 'application/x-www-form-urlencoded' } },
  ],
  ['{}', { payload: '{}', headers: { 'content-type': 'application/json' } }],
])('a cancel takes %s, and repeated answers the same', async (_, request) => {
  const job_id = await started()

  const answers = [await cancel(job_id, request), await cancel(job_id, request)]

  for (const answer of answers) {
    expect([answer.statusCode, answer.json()]).toEqual([202, { job_id, status: 'CANCELLED' }])
  }
  expect((await messages()).filter(({ name }) => name === 'settlement-discard')).toHaveLength(1)
})

test.each(['COMPLETED', 'FAILED'])('a %s job cannot be cancelled', async (status) => {
  const job_id = await started()
  await sql`update jobs set status = ${status}, finished_at = now(),
    proof = case when ${status} = 'COMPLETED' then '{}'::jsonb end`.execute(api.db)
  const before = await footprint(api.db)

  const refused = await cancel(job_id)

  expect([refused.statusCode, refused.json().code]).toEqual([409, 'JOB_ALREADY_FINISHED'])
  expect(await footprint(api.db)).toEqual(before)
})

test('an unknown job cannot be read or cancelled: 404', async () => {
  const read = await api.app.inject(`/jobs/${randomUUID()}`)
  const cancelled = await cancel(randomUUID())
  for (const answer of [read, cancelled]) {
    expect([answer.statusCode, answer.json().code]).toEqual([404, 'JOB_NOT_FOUND'])
  }
})

test('without the queue no settlement starts: 503 and 0 rows in jobs', async () => {
  await sql`alter schema pgboss rename to elsewhere`.execute(api.db)
  const fresh = await openApp(api.url, api.directory)
  try {
    const request = { method: 'POST' as const, url: '/jobs/settlement', payload: january }
    const refused = await fresh.app.inject(request)
    expect([refused.statusCode, refused.json().code]).toEqual([503, 'QUEUE_UNAVAILABLE'])
    const health = await fresh.app.inject('/health')
    expect([health.statusCode, health.json()]).toEqual([
      503,
      { status: 'unavailable', database: 'ok', queue: 'unavailable' },
    ])
    expect(await api.db.selectFrom('jobs').select('id').execute()).toEqual([])
  } finally {
    await sql`alter schema elsewhere rename to pgboss`.execute(api.db)
    await fresh.stop()
  }
})
