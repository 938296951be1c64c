import { cleanUpQueue, nightlyQueue, planQueue } from '@order-settlement/shared/jobs/queues.ts'
import { createProof } from '@order-settlement/testing/create-proof.ts'
import { parseMetrics } from '@order-settlement/testing/read-metrics.ts'
import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { startApp, type TestApp } from './start-app.ts'

async function start(): Promise<TestApp> {
  const api = await startApp()
  onTestFinished(() => api.stop())
  return api
}

async function scrape({ app }: TestApp): Promise<Map<string, number>> {
  return parseMetrics((await app.inject('/metrics')).body)
}

const drift = { txn_count: 3, gross_cents: '-9007199254740993', fee_cents: 7, net_cents: -107 }

/** Inserts a completed job whose proof has `drift`. */
async function addCompleted(
  { db }: TestApp,
  finishedAt: string,
  createdBy: string | null,
): Promise<void> {
  const proof = JSON.stringify({ ...createProof(), drift })
  await sql`insert into jobs (status, from_date, to_date, timezone, range_start, range_end, created_by, finished_at, proof)
    values ('COMPLETED', '2025-01-01', '2025-01-31', 'UTC', '2025-01-01Z', '2025-02-01Z', ${createdBy}, ${finishedAt}, ${proof})`.execute(
    db,
  )
}

test('the oldest message of a queue has waited since it was due; one that is not due waits for nothing', async () => {
  const api = await start()
  await api.boss.start()
  for (const queue of [planQueue, planQueue, nightlyQueue]) await api.boss.send(queue.name)
  await api.boss.send(cleanUpQueue.name, {}, { startAfter: 600 })
  await sql`update pgboss.job set start_after = clock_timestamp() - interval '90 seconds'
    where id = (select id from pgboss.job where name = ${planQueue.name} limit 1)`.execute(api.db)
  await sql`update pgboss.job set state = 'active', start_after = clock_timestamp() - interval '90 seconds'
    where name = ${nightlyQueue.name}`.execute(api.db)

  const metrics = await scrape(api)

  const oldest = ({ name }: { name: string }) =>
    metrics.get(`order_settlement_queue_oldest_waiting_seconds{queue="${name}"}`)
  expect(oldest(planQueue)).toBeGreaterThanOrEqual(90)
  expect(oldest(planQueue)).toBeLessThan(120)
  expect([oldest(nightlyQueue), oldest(cleanUpQueue)]).toEqual([0, 0])
})

test('the oldest queued job has waited since it was created, the oldest running one has run since it started', async () => {
  const api = await start()
  await sql`insert into jobs (status, from_date, to_date, timezone, range_start, range_end, created_at, started_at)
    select status, '2025-01-01', '2025-01-31', 'UTC', '2025-01-01Z', '2025-02-01Z',
      clock_timestamp() - created * interval '1 second', clock_timestamp() - started * interval '1 second'
    from (values ('QUEUED', 90, null), ('QUEUED', 30, null), ('RUNNING', 900, 60), ('RUNNING', 300, 120))
      as job (status, created, started)`.execute(api.db)

  const metrics = await scrape(api)

  const oldest = (status: string) =>
    metrics.get(`order_settlement_oldest_job_seconds{status="${status}"}`)
  expect(Math.floor(Number(oldest('QUEUED')) / 30)).toBe(3)
  expect(Math.floor(Number(oldest('RUNNING')) / 30)).toBe(4)
})

test('without an open job the oldest has waited 0 s', async () => {
  const metrics = await scrape(await start())
  expect(metrics.get('order_settlement_oldest_job_seconds{status="QUEUED"}')).toBe(0)
  expect(metrics.get('order_settlement_oldest_job_seconds{status="RUNNING"}')).toBe(0)
})

test('the last success of settlements, nightly settlements and clean-ups, and the drift of the last settlement', async () => {
  const api = await start()
  await addCompleted(api, '2026-01-03T00:00:00.5Z', 'schedule')
  await addCompleted(api, '2026-01-02T00:00:00Z', 'schedule')
  await sql`update jobs set proof = jsonb_set(proof, '{drift,txn_count}', '99')`.execute(api.db)
  await addCompleted(api, '2026-01-04T00:00:00Z', 'finance')
  await api.boss.start()
  await api.boss.send(cleanUpQueue.name)
  await sql`update pgboss.job set state = 'completed', completed_on = '2026-01-05Z'`.execute(api.db)
  await sql`insert into pgboss.schedule (name, cron) values (${nightlyQueue.name}, '15 0 * * *')`.execute(
    api.db,
  )

  const metrics = await scrape(api)

  const success = (type: string) =>
    metrics.get(`order_settlement_last_success_timestamp_seconds{type="${type}"}`)
  expect(['settlement', 'nightly', 'clean-up'].map(success)).toEqual([
    Date.parse('2026-01-04T00:00:00Z') / 1000,
    Date.parse('2026-01-03T00:00:00.5Z') / 1000,
    Date.parse('2026-01-05T00:00:00Z') / 1000,
  ])
  const cents = (sum: string) => metrics.get(`order_settlement_drift_cents{sum="${sum}"}`)
  expect(metrics.get('order_settlement_drift_transactions')).toBe(3)
  expect(['gross', 'fee', 'net'].map(cents)).toEqual([Number(drift.gross_cents), 7, -107])
})

test('what never completed has no sample, nor has the nightly settlement without its schedule', async () => {
  const outcomes = async (api: TestApp) =>
    [...(await scrape(api)).keys()].filter((name) => /last_success|drift/.test(name))
  expect(await outcomes(await start())).toEqual([])

  const unscheduled = await start()
  await addCompleted(unscheduled, '2026-01-02T00:00:00Z', 'schedule')
  expect(await outcomes(unscheduled)).toEqual([
    'order_settlement_last_success_timestamp_seconds{type="settlement"}',
    'order_settlement_drift_transactions',
    'order_settlement_drift_cents{sum="gross"}',
    'order_settlement_drift_cents{sum="fee"}',
    'order_settlement_drift_cents{sum="net"}',
  ])
})

test('100,000 jobs: the last success is read from an index', async () => {
  const api = await start()
  await sql`insert into jobs (status, from_date, to_date, timezone, range_start, range_end, created_by, finished_at, proof)
    select 'COMPLETED', '2025-01-01', '2025-01-31', 'UTC', '2025-01-01Z', '2025-02-01Z', 'finance',
      timestamptz '2026-01-01Z' + n * interval '1 second', '{}' from generate_series(1, 100000) as n`.execute(
    api.db,
  )
  await sql`vacuum analyze jobs`.execute(api.db)
  for (const condition of [sql`true`, sql`created_by = 'schedule'`]) {
    const { rows } = await sql<{ 'QUERY PLAN': string }>`
      explain select max(finished_at) from jobs where status = 'COMPLETED' and ${condition}`.execute(
      api.db,
    )
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n')
    expect(plan).toMatch(/Index (Only )?Scan/)
    expect(plan).not.toMatch(/Seq Scan/)
  }
})
