import type { Database } from '@order-settlement/db/tables.ts'
import { createProof } from '@order-settlement/testing/create-proof.ts'
import { createTestDatabase, type TestDatabase } from '@order-settlement/testing/test-database.ts'
import { sql } from 'kysely'
import { fromKysely, PgBoss } from 'pg-boss'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { failJob } from '../src/jobs/end-job.ts'
import {
  completeJob,
  findPublishingJob,
  lockPublishingJob,
  markPublishing,
  type PublishingJob,
  storePublishingProgress,
} from '../src/jobs/publish-job.ts'
import { retryJob } from '../src/jobs/retry-job.ts'
import { startJob } from '../src/jobs/start-job.ts'

let database: TestDatabase
let db: Database
let boss: PgBoss
beforeAll(async () => {
  database = await createTestDatabase()
  db = database.db
  boss = new PgBoss({ db: fromKysely(db), migrate: false, supervise: false })
  await boss.start()
})
afterAll(async () => {
  await boss.stop({ graceful: false })
  await database.drop()
})

/** A running job with two batches of 100 transactions, of which the first is summed. Its estimate is 0. */
async function addJob(): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into jobs (from_date, to_date, timezone, range_start, range_end, planned)
    values ('2025-01-01', '2025-01-01', 'UTC', '2025-01-01Z', '2025-01-02Z', true)
    returning id`.execute(db)
  const id = rows[0]?.id ?? ''
  await db.transaction().execute((trx) => startJob(trx, id))
  await sql`insert into settlement_batches
      (job_id, batch_no, lower_paid_at, lower_id, upper_paid_at, upper_id, row_count, done, open)
    select ${id}::uuid, n, now(), 0, now(), 0, 100, n = 0, n > 0 from generate_series(0, 1) as n`.execute(
    db,
  )
  return id
}

/** Closes all batches and marks the job as publishing. */
async function publish(id: string): Promise<PublishingJob> {
  await sql`update settlement_batches set done = true, open = false where job_id = ${id}`.execute(
    db,
  )
  return await db.transaction().execute(async (trx) => {
    expect(await markPublishing(trx)).toEqual([id])
    const job = await findPublishingJob(trx, id)
    if (!job) throw new Error('the job is not being published')
    return job
  })
}

async function readShare(id: string): Promise<number | undefined> {
  const row = await db
    .selectFrom('publishing_progress')
    .select('share')
    .where('job_id', '=', id)
    .executeTakeFirst()
  return row?.share
}

const fail = (id: string) => db.transaction().execute((trx) => failJob(trx, boss, id, 'broken'))

async function readTotals(id: string) {
  return await db
    .selectFrom('jobs')
    .select(['processed', 'total', 'total_is_estimate'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
}

test('the share of publishing starts at 0, never falls, and is seen while the job is locked', async () => {
  const id = await addJob()
  const job = await publish(id)
  expect(await readShare(id)).toBe(0)
  await db.transaction().execute(async (trx) => {
    await lockPublishingJob(trx, id)
    for (const [share, stored] of [
      [0.4, 0.4],
      [0.3, 0.4],
      [1, 1],
    ] as const) {
      await storePublishingProgress(db, job, share)
      expect(await readShare(id)).toBe(stored)
    }
    const { id: completed } = job
    const totals = { txn_count: 200, gross_cents: 0, fee_cents: 0, net_cents: 0 }
    await completeJob(trx, completed, createProof(totals), null)
  })
  expect(await readShare(id)).toBeUndefined()
  expect(await readTotals(id)).toEqual({ processed: '200', total: '200', total_is_estimate: false })
})

test('a retry starts publishing at 0 again, and a late step of the attempt before changes nothing', async () => {
  const id = await addJob()
  const before = await publish(id)
  await storePublishingProgress(db, before, 0.8)
  await fail(id)
  expect(await readShare(id)).toBe(0.8)
  await db.transaction().execute((trx) => retryJob(trx, boss, id))
  await db.transaction().execute((trx) => startJob(trx, id))
  const job = await publish(id)
  await storePublishingProgress(db, before, 0.9)
  expect(await readShare(id)).toBe(0)
  await storePublishingProgress(db, job, 0.1)
  expect(await readShare(id)).toBe(0.1)
  await fail(id)
})

test('a job that fails while it sums has the best total that is known, marked as an estimate', async () => {
  const id = await addJob()
  await sql`update jobs set estimated_rows = 170 where id = ${id}`.execute(db)
  await fail(id)
  expect(await readTotals(id)).toEqual({ processed: '100', total: '200', total_is_estimate: true })
  const larger = await addJob()
  await sql`update jobs set estimated_rows = 900 where id = ${larger}`.execute(db)
  await fail(larger)
  expect(await readTotals(larger)).toMatchObject({ total: '900', total_is_estimate: true })
})

test('a job that fails after all is summed has an exact total, which a retry estimates again', async () => {
  const id = await addJob()
  await sql`update jobs set estimated_rows = 900 where id = ${id}`.execute(db)
  await publish(id)
  await fail(id)
  expect(await readTotals(id)).toEqual({ processed: '200', total: '200', total_is_estimate: false })
  await db.transaction().execute((trx) => retryJob(trx, boss, id))
  expect(await readTotals(id)).toEqual({ processed: null, total: null, total_is_estimate: false })
  const { kept_rows } = await db.transaction().execute(async (trx) => {
    await startJob(trx, id)
    return await trx
      .selectFrom('jobs')
      .select('kept_rows')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
  })
  expect(kept_rows).toBe('200')
})
