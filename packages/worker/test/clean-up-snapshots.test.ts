import { cleanUpQueue } from '@order-settlement/shared/jobs/queues.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runJob } from './run-job.ts'
import { startService, type TestService } from './start-service.ts'

const timezone = 'America/New_York'
const merchant_id = 'm'

let service: TestService
beforeAll(async () => {
  service = await startService({ SETTLEMENT_BATCH_SIZE: '12' })
})
afterAll(() => service?.stop())

/** Inserts a transaction an hour on each of the days, so that parts cross midnight. */
async function pay(from: string, to: string): Promise<void> {
  await sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at)
    select ${merchant_id}, 100, 3, 'PAID', (day + hour * interval '1 hour') at time zone ${timezone}
    from generate_series(${from}::timestamp, ${to}::timestamp, interval '1 day') as day,
      generate_series(0, 23) as hour`.execute(service.database.db)
}

async function settle(from: string, to: string, options: { dry_run?: true } = {}) {
  const job = await service.driver.settle({ from, to, timezone, force: true, ...options })
  expect(job.status).toBe('COMPLETED')
  return job.job_id
}

/** The local days at whose noon a part of a job was summed. */
async function snapshotDays(jobId: string): Promise<string[]> {
  const { rows } = await sql<{ day: string }>`
    select distinct day::date::text as day
    from summed_parts, generate_series(timestamp '2025-03-01', '2025-03-31', interval '1 day') as day,
      lateral (select (day + interval '12 hours') at time zone ${timezone} as noon)
    where job_id = ${jobId} and noon >= lower_paid_at and noon < upper_paid_at order by 1`.execute(
    service.database.db,
  )
  return rows.map(({ day }) => day)
}

async function explain(date: string) {
  const { data } = await service.driver.client.GET('/settlements/{merchant_id}/{date}', {
    params: { path: { merchant_id, date } },
  })
  return data
}

test('snapshots of days that another job has settled since are deleted; each day is explained as before', async () => {
  // A clock is set forward on the 9th.
  const days = ['2025-03-07', '2025-03-08', '2025-03-09', '2025-03-10', '2025-03-11']
  await pay('2025-03-07', '2025-03-11')
  const first = await settle('2025-03-07', '2025-03-11')
  const second = await settle('2025-03-08', '2025-03-10')
  await settle('2025-03-07', '2025-03-11', { dry_run: true })
  await pay('2025-03-07', '2025-03-11')
  const before = await Promise.all(days.map(explain))
  expect(before).toMatchObject(
    days.map(() => ({ late: { txn_count: 24 }, unexplained: { txn_count: 0 } })),
  )

  await runJob(service.database.url, cleanUpQueue)

  expect(await snapshotDays(first)).toEqual(['2025-03-07', '2025-03-11'])
  expect(await snapshotDays(second)).toEqual(['2025-03-08', '2025-03-09', '2025-03-10'])
  expect(await Promise.all(days.map(explain))).toEqual(before)
  const third = await settle('2025-03-07', '2025-03-11')
  await runJob(service.database.url, cleanUpQueue)
  expect(await snapshotDays(first)).toEqual([])
  expect(await snapshotDays(second)).toEqual([])
  expect(await snapshotDays(third)).toEqual(days)
})

test('snapshots of jobs that were completed before jobs were numbered go when a later job has settled their days', async () => {
  await pay('2025-03-20', '2025-03-21')
  const old = await settle('2025-03-20', '2025-03-20')
  const kept = await settle('2025-03-21', '2025-03-21')
  await sql`update jobs set published_no = null where id in (${old}, ${kept})`.execute(
    service.database.db,
  )
  await settle('2025-03-20', '2025-03-20')

  await runJob(service.database.url, cleanUpQueue)

  expect(await snapshotDays(old)).toEqual([])
  expect(await snapshotDays(kept)).toEqual(['2025-03-21'])
})

test('a job’s snapshots are deleted with it', async () => {
  await pay('2025-03-25', '2025-03-25')
  const job = await settle('2025-03-25', '2025-03-25')
  expect(await snapshotDays(job)).toEqual(['2025-03-25'])
  await sql`delete from jobs where id = ${job}`.execute(service.database.db)
  expect(await snapshotDays(job)).toEqual([])
})
