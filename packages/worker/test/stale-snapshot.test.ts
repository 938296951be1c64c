import type { Database } from '@order-settlement/db/tables.ts'
import { countBlocked } from '@order-settlement/testing/count-blocked.ts'
import { createTestDatabase } from '@order-settlement/testing/test-database.ts'
import { sql } from 'kysely'
import { expect, test, vi } from 'vitest'
import { closeUnchangedBatches, insertParts } from '../src/settlements/planning/plan.queries.ts'
import { sumNextBatch } from '../src/settlements/summing/sum.queries.ts'
import { untilOld } from './until-old.ts'

/** A running settlement of one batch with two transactions of 100 cents. */
async function startOneBatch(db: Database): Promise<string> {
  await sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at)
    values ('m', 100, 0, 'PAID', '2025-01-01 10:00Z'), ('m', 100, 0, 'PAID', '2025-01-01 11:00Z')`.execute(
    db,
  )
  const { rows } = await sql<{ id: string }>`
    insert into jobs (status, from_date, to_date, timezone, range_start, range_end, started_at, estimated_rows)
    values ('RUNNING', '2025-01-01', '2025-01-01', 'UTC', '2025-01-01Z', '2025-01-02Z', now(), 2)
    returning id`.execute(db)
  const id = rows[0]?.id ?? ''
  await db.transaction().execute((trx) => insertParts(trx, id, 10))
  await untilOld(db)
  return id
}

/**
 * Executes `statement` so that it waits for the job's row while the job fails, a transaction is refunded, and the
 * job is retried.
 */
async function retryMeanwhile<Result>(
  db: Database,
  id: string,
  statement: () => Promise<Result>,
): Promise<Result> {
  const retry = await db.startTransaction().execute()
  await sql`update jobs set status = 'QUEUED', started_at = null where id = ${id}`.execute(retry)
  const waiting = statement()
  await vi.waitUntil(async () => (await countBlocked(db)) > 0, 20_000)
  await sql`update transactions set status = 'REFUNDED' where id = 1`.execute(db)
  await sql`update jobs set status = 'RUNNING', started_at = clock_timestamp() where id = ${id}`.execute(
    retry,
  )
  await retry.commit().execute()
  return await waiting
}

async function readBatch(db: Database): Promise<unknown> {
  const { rows } = await sql`select open, gross_cents from settlement_batches`.execute(db)
  return rows[0]
}

test('a batch is not stored with sums from before a refund if its job is retried meanwhile', async () => {
  await using database = await createTestDatabase()
  const { db } = database
  const id = await startOneBatch(db)

  expect(await retryMeanwhile(db, id, () => sumNextBatch(db, 10))).toBeUndefined()

  expect(await readBatch(db)).toEqual({ open: true, gross_cents: null })
  await sumNextBatch(db, 10)
  expect(await readBatch(db)).toEqual({ open: false, gross_cents: ['100'] })
})

test('a batch is not closed as unchanged by a check from before a refund if its job is retried meanwhile', async () => {
  await using database = await createTestDatabase()
  const { db } = database
  const id = await startOneBatch(db)
  await sumNextBatch(db, 10)
  await sql`update settlement_batches set open = true`.execute(db)

  await retryMeanwhile(db, id, () => closeUnchangedBatches(db, id, { after: -1, count: 4 }))

  expect(await readBatch(db)).toEqual({ open: true, gross_cents: ['200'] })
  await closeUnchangedBatches(db, id, { after: -1, count: 4 })
  expect(await readBatch(db)).toEqual({ open: true, gross_cents: ['200'] })
})
