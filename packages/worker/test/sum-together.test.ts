import { createLogger } from '@order-settlement/shared/process/logger.ts'
import { createFolderStore } from '@order-settlement/storage/folder-store.ts'
import { createTestDatabase } from '@order-settlement/testing/test-database.ts'
import { sql } from 'kysely'
import { PgBoss } from 'pg-boss'
import { Registry } from 'prom-client'
import { expect, test } from 'vitest'
import { createMetrics } from '../src/metrics.ts'
import { sumJob } from '../src/settlements/summing/sum.job.ts'
import type { Worker } from '../src/worker.ts'

/** A worker of 8 sums at the same time, all of which are allowed from the first batch on. */
function createWorker(parts: Pick<Worker, 'db' | 'boss' | 'throttle'>): Worker {
  const unlimited = <Result>(work: () => Promise<Result>) => work()
  return {
    ...parts,
    logger: createLogger('test', 'silent'),
    metrics: createMetrics(new Registry()),
    stopping: new AbortController().signal,
    sumConcurrency: 8,
    createSumLimit: () => Object.assign(unlimited, { concurrency: 8 }),
    batchSize: 500,
    timezone: 'UTC',
    currency: 'USD',
    nightlyCron: undefined,
    retentionDays: 0,
    jobRetentionDays: 0,
    changesRetentionMonths: 0,
    archivedRetentionMonths: 0,
    store: createFolderStore('/nowhere'),
  }
}

test('8 sums at the same time share one part of 80 batches: at the end of half of them 6 are under way', async () => {
  await using database = await createTestDatabase()
  const { db } = database
  await sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at)
    select 'm', 1, 0, 'PAID', timestamptz '2025-01-01Z' + n * interval '1 second'
    from generate_series(1, 40000) n`.execute(db)
  await sql`insert into jobs
      (status, from_date, to_date, timezone, range_start, range_end, started_at, planned)
    values ('RUNNING', '2025-01-01', '2025-01-01', 'UTC', '2025-01-01Z', '2025-01-02Z', now(), true)`.execute(
    db,
  )
  await sql`insert into settlement_batches
      (job_id, batch_no, turn, lower_paid_at, lower_id, upper_paid_at, upper_id, row_count)
    select id, 0, 0, range_start, 0, range_end, 0, 0 from jobs`.execute(db)
  const boss = new PgBoss({ connectionString: database.url, migrate: false, supervise: false })
  await boss.start()
  let underWay = 0
  const atEnd: number[] = []
  const throttle: Worker['throttle'] = async (work) => {
    underWay += 1
    const result = await work()
    if (result) atEnd.push(underWay)
    underWay -= 1
    return result
  }

  await sumJob.handler(createWorker({ db, boss, throttle }), {})
  await boss.stop({ graceful: false })

  expect(atEnd.length).toBeGreaterThanOrEqual(80)
  expect(atEnd.filter((count) => count >= 6).length).toBeGreaterThan(atEnd.length / 2)
})
