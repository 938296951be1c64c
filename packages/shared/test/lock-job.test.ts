import type { Database } from '@order-settlement/db/tables.ts'
import { createTestDatabase } from '@order-settlement/testing/test-database.ts'
import type { KyselyPlugin } from 'kysely'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { JobLockedError, lockRetryableJob } from '../src/jobs/lock-job.ts'

test('a job that is cancelled while a retry looks for it is locked by the next try, never returned unlocked', async () => {
  await using database = await createTestDatabase()
  const { db } = database
  const { rows } = await sql<{ id: string }>`
    insert into jobs (status, from_date, to_date, timezone, range_start, range_end)
    values ('RUNNING', '2025-01-01', '2025-01-01', 'UTC', '2025-01-01Z', '2025-01-02Z')
    returning id`.execute(db)
  const id = rows[0]?.id ?? ''

  await expect(
    db.transaction().execute((trx) => lockRetryableJob(trx.withPlugin(cancelOnMiss(db, id)), id)),
  ).rejects.toThrow(JobLockedError)

  const job = await db.transaction().execute(async (trx) => {
    const found = await lockRetryableJob(trx, id)
    const others = await sql`select from jobs where id = ${id} for update skip locked`.execute(db)
    expect(others.rows).toEqual([])
    return found
  })
  expect(job).toMatchObject({ id, status: 'CANCELLED' })
})

/** Cancels the job after the first statement that finds nothing: the one that would have locked it. */
function cancelOnMiss(db: Database, id: string): KyselyPlugin {
  return {
    transformQuery: ({ node }) => node,
    async transformResult({ result }) {
      if (result.rows.length === 0) {
        await sql`update jobs set status = 'CANCELLED', finished_at = now(), total = 0, processed = 0
          where id = ${id}`.execute(db)
      }
      return result
    },
  }
}
