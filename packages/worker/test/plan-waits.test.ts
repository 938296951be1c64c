import { makePastPartitions } from '@order-settlement/db/partitions/make-partitions.ts'
import { startJob } from '@order-settlement/shared/jobs/start-job.ts'
import { countBlocked } from '@order-settlement/testing/count-blocked.ts'
import { createTestDatabase } from '@order-settlement/testing/test-database.ts'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { insertParts } from '../src/settlements/planning/plan.queries.ts'

// With fewer rows, or months, PostgreSQL chooses a plan that does not prune partitions after the lock.
test('a plan of several months that has waited for a change of its job is stored', async () => {
  await using database = await createTestDatabase()
  const { db } = database
  await makePastPartitions(db, 6)
  await sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at)
    select 'm', 100, 3, 'PAID', now() - n * interval '100 seconds' from generate_series(1, 100000) as n`.execute(
    db,
  )
  await sql`vacuum (analyze) transactions`.execute(db)
  const { rows } = await sql<{ id: string }>`
    insert into jobs (status, from_date, to_date, timezone, range_start, range_end, estimated_rows, started_at)
    select 'RUNNING', first, last, 'UTC', day_range_start(first, 'UTC'), day_range_end(last, 'UTC'), 299, now()
    from (select (now() - interval '150 days')::date as first, (now() - interval '1 day')::date as last) as days
    returning id`.execute(db)
  const id = rows[0]?.id ?? ''
  const change = await db.startTransaction().execute()
  await startJob(change, id)
  const planning = db.transaction().execute((trx) => insertParts(trx, id, 10))
  await expect.poll(() => countBlocked(db)).toBe(1)
  await change.commit().execute()

  expect(await planning).toBeGreaterThan(30)
})
