import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { follow } from './event-stream.ts'
import { startApp, type TestApp } from './start-app.ts'

let api: TestApp
let url: string
beforeAll(async () => {
  api = await startApp()
  url = await api.app.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(() => api.stop())

/** The day before today in a zone, by the clock of the database. */
async function yesterday(timezone: string): Promise<string> {
  const { rows } = await sql<{ day: string }>`
    select (now() at time zone ${timezone})::date - 1 as day`.execute(api.db)
  return rows[0]?.day ?? ''
}

async function start(from: string, to: string, timezone: string): Promise<string> {
  const payload = { from, to, timezone, force: true }
  return (await api.app.inject({ method: 'POST', url: '/jobs/settlement', payload })).json().job_id
}

async function readFlag(jobId: string): Promise<unknown> {
  return (await api.app.inject(`/jobs/${jobId}`)).json().includes_open_days
}

test('a day that has ended in one zone, and 26 hours west of it not yet, is open in the latter only', async () => {
  const day = await yesterday('Etc/GMT-14')
  expect(await readFlag(await start(day, day, 'Etc/GMT-14'))).toBe(false)
  expect(await readFlag(await start('2025-12-01', '2025-12-02', 'Etc/GMT+12'))).toBe(false)

  const id = await start(day, day, 'Etc/GMT+12')
  expect(await readFlag(id)).toBe(true)
  const { jobs } = (await api.app.inject('/jobs?limit=1')).json()
  expect(jobs).toMatchObject([{ job_id: id, includes_open_days: true }])
  const stream = await follow(url, id)
  await expect.poll(() => stream.events[0]?.data).toMatchObject({ includes_open_days: true })
  stream.leave()
})

test('a job includes open days if it was created up to the last microsecond of its last day', async () => {
  const created = async (at: string) => {
    const { id } = await api.db
      .insertInto('jobs')
      .values({
        from_date: '2025-03-29',
        to_date: '2025-03-30',
        timezone: 'Europe/Rome',
        range_start: '2025-03-29T00:00:00+01:00',
        range_end: '2025-03-31T00:00:00+02:00',
        created_at: at,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    return await readFlag(id)
  }
  expect(await created('2025-03-30T21:59:59.999999Z')).toBe(true)
  expect(await created('2025-03-30T22:00:00Z')).toBe(false)
})
