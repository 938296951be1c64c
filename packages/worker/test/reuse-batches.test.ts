import type { Database } from '@order-settlement/db/tables.ts'
import { markChecked } from '@order-settlement/shared/jobs/plan-job.ts'
import { countBlocked } from '@order-settlement/testing/count-blocked.ts'
import { createTestDatabase } from '@order-settlement/testing/test-database.ts'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { closeUnchangedBatches, insertParts } from '../src/settlements/planning/plan.queries.ts'
import { findMoreParts, sumNextBatch } from '../src/settlements/summing/sum.queries.ts'
import { untilOld } from './until-old.ts'

const all = { after: -1, count: 10 }

test('sums that still hold are kept, except in a batch that somebody has locked, which is not waited for', async () => {
  await using database = await createTestDatabase()
  const { db } = database
  const id = await startSummed(db)
  const holder = await db.startTransaction().execute()
  await sql`select from settlement_batches where batch_no = 1 for update`.execute(holder)

  const checked = await closeUnchangedBatches(db, id, all)
  await holder.rollback().execute()

  expect(checked).toEqual({ checked: 3, last: 2 })
  expect(await openBatches(db)).toEqual([1])
  expect(await closeUnchangedBatches(db, id, all)).toEqual({ checked: 3, last: 2 })
  expect(await openBatches(db)).toEqual([])
})

test('a check that has waited for a change of its job reads the transactions of all batches', async () => {
  await using database = await createTestDatabase()
  const { db } = database
  const id = await startSummed(db, 40)
  const change = await db.startTransaction().execute()
  await sql`update jobs set estimated_rows = estimated_rows + 1`.execute(change)
  const checking = closeUnchangedBatches(db, id, { after: -1, count: 100 })
  await expect.poll(() => countBlocked(db)).toBe(1)
  await change.commit().execute()

  expect((await checking).checked).toBeGreaterThan(30)
  expect(await openBatches(db)).toEqual([])
})

test('sums of an earlier attempt are not summed again before they are checked, other parts are', async () => {
  await using database = await createTestDatabase()
  const { db } = database
  const id = await startSummed(db)
  await sql`update jobs set checking = true`.execute(db)
  await sql`update settlement_batches set done = false where batch_no = 2`.execute(db)
  expect(await sumNextBatch(db, 1)).toMatchObject({ batch_no: 2 })
  expect(await sumNextBatch(db, 1)).toBeUndefined()
  expect(await findMoreParts(db)).toEqual({ open: false, planning: true, summed: false })

  await db.transaction().execute((trx) => markChecked(trx, id))
  expect(await sumNextBatch(db, 1)).toMatchObject({ batch_no: 0 })
})

test('a planner whose settlement was cancelled checks no more batches', async () => {
  await using database = await createTestDatabase()
  const { db } = database
  const id = await startSummed(db)
  await sql`update jobs set status = 'CANCELLED', finished_at = now(), total = 3, processed = 3`.execute(
    db,
  )

  expect(await closeUnchangedBatches(db, id, all)).toEqual({ checked: 0, last: null })
  expect(await openBatches(db)).toEqual([0, 1, 2])
})

/** A running settlement of batches of one transaction each, all summed by an earlier attempt. */
async function startSummed(db: Database, batches = 3): Promise<string> {
  await sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at)
    select 'm', 100, 3, 'PAID', timestamptz '2025-01-01Z' + n * interval '30 minutes'
    from generate_series(1, ${batches}::integer) n`.execute(db)
  const { rows } = await sql<{ id: string }>`
    insert into jobs (status, from_date, to_date, timezone, range_start, range_end, estimated_rows)
    values ('RUNNING', '2025-01-01', '2025-01-01', 'UTC', '2025-01-01Z', '2025-01-02Z', ${batches - 1})
    returning id`.execute(db)
  const id = rows[0]?.id ?? ''
  await untilOld(db)
  // One transaction less is estimated, since a part has a fifth of its batch to spare.
  const parts = await db.transaction().execute((trx) => insertParts(trx, id, 1))
  for (let part = 0; part < parts; part++) await sumNextBatch(db, 1)
  await sql`update settlement_batches set open = true`.execute(db)
  return id
}

async function openBatches(db: Database): Promise<number[]> {
  const { rows } = await sql<{ batch_no: number }>`
    select batch_no from settlement_batches where open order by batch_no`.execute(db)
  return rows.map(({ batch_no }) => batch_no)
}
