import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApp, type TestApp } from './start-app.ts'

let api: TestApp
beforeAll(async () => {
  api = await startApp()
})
afterAll(() => api.stop())

const start = (payload: object, key?: string) =>
  api.app.inject({
    method: 'POST',
    url: '/jobs/settlement',
    payload,
    headers: key === undefined ? {} : { 'idempotency-key': key },
  })

test('a dry run says so in its job and in lists', async () => {
  const { job_id } = (await start({ from: '2025-01-01', to: '2025-01-02', dry_run: true })).json()
  expect((await api.app.inject(`/jobs/${job_id}`)).json().dry_run).toBe(true)
  expect((await api.app.inject('/jobs?limit=1')).json().jobs).toMatchObject([
    { job_id, dry_run: true },
  ])
})

test('a dry run joins a dry run of the same days, and never a settlement, nor the other way round', async () => {
  const range = { from: '2025-02-01', to: '2025-02-02' }
  const dry = await start({ ...range, dry_run: true })
  const real = await start(range)
  expect([dry.statusCode, real.statusCode]).toEqual([202, 202])
  const dryAgain = await start({ ...range, dry_run: true })
  const realAgain = await start({ ...range, dry_run: false })
  expect([dryAgain.statusCode, dryAgain.json().job_id]).toEqual([200, dry.json().job_id])
  expect([realAgain.statusCode, realAgain.json().job_id]).toEqual([200, real.json().job_id])
})

test('an Idempotency-Key tells a dry run from a settlement', async () => {
  const range = { from: '2025-03-01', to: '2025-03-02' }
  const dry = await start({ ...range, dry_run: true }, 'march')
  const again = await start({ ...range, dry_run: true }, 'march')
  expect([again.statusCode, again.json().job_id]).toEqual([202, dry.json().job_id])
  for (const body of [range, { ...range, dry_run: false }]) {
    const refused = await start(body, 'march')
    expect([refused.statusCode, refused.json().code]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED'])
  }
})

test('the database refuses a worker that would publish a dry run', async () => {
  const { job_id } = (await start({ from: '2025-04-01', to: '2025-04-02', dry_run: true })).json()
  await expect(
    sql`update jobs set status = 'COMPLETED', proof = '{}', finished_at = now() where id = ${job_id}`.execute(
      api.db,
    ),
  ).rejects.toThrow('is a dry run, which this worker would publish')
})
