import type { Database } from '@order-settlement/db/tables.ts'
import { countBlocked } from '@order-settlement/testing/count-blocked.ts'
import { createTestDatabase } from '@order-settlement/testing/test-database.ts'
import { sql } from 'kysely'
import { expect, test, vi } from 'vitest'
import { markPublishing } from '../src/jobs/publish-job.ts'

/** A running job of one batch, which is summed. */
async function startSummed(db: Database): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into jobs (status, from_date, to_date, timezone, range_start, range_end, planned, started_at)
    values ('RUNNING', '2025-01-01', '2025-01-01', 'UTC', '2025-01-01Z', '2025-01-02Z', true, now())
    returning id`.execute(db)
  const id = rows[0]?.id ?? ''
  await sql`insert into settlement_batches
      (job_id, batch_no, lower_paid_at, lower_id, upper_paid_at, upper_id, row_count, done, open)
    values (${id}, 0, '2025-01-01Z', 0, '2025-01-02Z', 0, 1, true, false)`.execute(db)
  return id
}

async function waitForBlocked(db: Database): Promise<void> {
  await vi.waitUntil(async () => (await countBlocked(db)) > 0, 20_000)
}

test('a summed job is marked once by 4 callers at the same time', async () => {
  await using database = await createTestDatabase()
  const { db } = database
  const id = await startSummed(db)
  const marked = await Promise.all(
    [1, 2, 3, 4].map(() => db.transaction().execute((trx) => markPublishing(trx))),
  )
  expect(marked.flat()).toEqual([id])
})

test('a job that fails and is retried while a caller waits for its row is not marked until it is summed again', async () => {
  await using database = await createTestDatabase()
  const { db } = database
  const id = await startSummed(db)
  const retry = await db.startTransaction().execute()
  await sql`update jobs set status = 'QUEUED', started_at = null where id = ${id}`.execute(retry)
  const marking = db.transaction().execute((trx) => markPublishing(trx))
  await waitForBlocked(db)

  await sql`update settlement_batches set open = true where job_id = ${id}`.execute(retry)
  await sql`update jobs set status = 'RUNNING', started_at = now() where id = ${id}`.execute(retry)
  await retry.commit().execute()

  expect(await marking).toEqual([])
  await sql`update settlement_batches set open = false where job_id = ${id}`.execute(db)
  expect(await db.transaction().execute((trx) => markPublishing(trx))).toEqual([id])
})
