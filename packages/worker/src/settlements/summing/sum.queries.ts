import type { Database } from '@order-settlement/db/tables.ts'
import { sql } from 'kysely'

export interface Batch {
  job_id: string
  batch_no: number
}

export interface SummedBatch extends Batch {
  row_count: number
}

/**
 * Claims the open part whose turn it is, of all settlements, sums its first rows, and leaves the rest of it open: one
 * transaction, one round trip (`sum_next_batch` in db/migrations). Parts that another session holds are skipped.
 *
 * @param batchSize rows at most
 * @param only the part to claim; any if not given
 * @returns undefined if there was none to claim, or its settlement has ended
 */
export async function sumNextBatch(
  db: Database,
  batchSize: number,
  only?: Batch,
): Promise<SummedBatch | undefined> {
  const { rows } = await sql<SummedBatch>`
    select * from sum_next_batch(${batchSize}, ${only?.job_id ?? null}, ${only?.batch_no ?? null})`.execute(
    db,
  )
  return rows[0]
}

/** @returns the open part whose turn it is, locked by a session or not */
export async function findOpenPart(db: Database): Promise<Batch | undefined> {
  return await db
    .selectFrom('settlement_batches')
    .innerJoin('jobs', 'jobs.id', 'settlement_batches.job_id')
    .select(['job_id', 'batch_no'])
    .where('open', '=', true)
    .where('jobs.status', '=', 'RUNNING')
    .orderBy(({ fn }) => fn.coalesce('turn', 'batch_no'))
    .orderBy('job_id')
    .limit(1)
    .executeTakeFirst()
}

/**
 * What is left to sum in running settlements: whether parts are `open`, locked or not; whether `planning` will
 * store more; whether one is all `summed`, with its publish message not yet sent.
 */
export async function findMoreParts(
  db: Database,
): Promise<{ open: boolean; planning: boolean; summed: boolean }> {
  const { rows } = await sql<{ open: boolean; planning: boolean; summed: boolean }>`
    with running as (
      select *, exists (select from settlement_batches where open and job_id = jobs.id and not (done and checking)) as open
      from jobs where status = 'RUNNING'
    )
    select coalesce(bool_or(open), false) as open, coalesce(bool_or(not planned or checking), false) as planning,
      coalesce(bool_or(planned and not checking and not open and not publishing), false) as summed
    from running`.execute(db)
  return rows[0] ?? { open: false, planning: false, summed: false }
}
