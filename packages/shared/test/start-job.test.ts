import { disableAutovacuum } from '@order-settlement/testing/shape-transactions.ts'
import { createTestDatabase } from '@order-settlement/testing/test-database.ts'
import { sql } from 'kysely'
import { fromKysely, PgBoss } from 'pg-boss'
import { expect, test } from 'vitest'
import { failJob } from '../src/jobs/end-job.ts'
import { retryJob } from '../src/jobs/retry-job.ts'
import { startJob } from '../src/jobs/start-job.ts'

test('a job estimates its rows when it starts, and keeps that while it runs and in a retry', async () => {
  await using database = await createTestDatabase()
  const { db } = database
  await using stack = new AsyncDisposableStack()
  const boss = new PgBoss({ db: fromKysely(db), migrate: false, supervise: false })
  await boss.start()
  stack.defer(() => boss.stop({ graceful: false }))
  // Without statistics, and on few pages, the estimate is exact.
  await disableAutovacuum(db)
  const { rows } = await sql<{ id: string }>`
    insert into jobs (from_date, to_date, timezone, range_start, range_end)
    values ('2025-01-01', '2025-01-01', 'UTC', '2025-01-01Z', '2025-01-02Z') returning id`.execute(
    db,
  )
  const id = rows[0]?.id ?? ''
  const addRows = () =>
    sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at)
      select 'm', 100, 3, 'PAID', timestamptz '2025-01-01Z' + n * interval '1 second'
      from generate_series(1, 400) as n`.execute(db)
  const start = () => db.transaction().execute((trx) => startJob(trx, id))
  const estimate = async () => {
    const { rows } = await sql<{ estimated_rows: string | null }>`
      select estimated_rows from jobs where id = ${id}`.execute(db)
    return rows[0]?.estimated_rows
  }

  await addRows()
  expect(await estimate()).toBeNull()
  await start()
  expect(await estimate()).toBe('400')
  await addRows()
  await start()
  expect(await estimate()).toBe('400')
  await db.transaction().execute((trx) => failJob(trx, boss, id, 'broken'))
  await db.transaction().execute((trx) => retryJob(trx, boss, id))
  expect(await estimate()).toBe('400')
  await start()
  expect(await estimate()).toBe('400')
})
