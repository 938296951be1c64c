import type { SettlementProof } from '@order-settlement/db/proof.ts'
import type { Database, Job, Schema, Trx } from '@order-settlement/db/tables.ts'
import { type ExpressionBuilder, sql } from 'kysely'

/**
 * Marks every running job as publishing whose batches are all summed.
 *
 * @returns their ids. Of concurrent transactions only one gets an id, so only one sends the message.
 */
export async function markPublishing(trx: Trx): Promise<string[]> {
  const jobs = await trx
    .updateTable('jobs')
    .set({ publishing: true })
    .where(isSummed)
    // A statement that waits for the row sees the batches as they were before, closed, though a retry has reopened
    // them meanwhile: that is another started_at.
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('jobs as seen')
          .select('seen.id')
          .whereRef('seen.id', '=', 'jobs.id')
          .whereRef('seen.started_at', 'is not distinct from', 'jobs.started_at'),
      ),
    )
    .returning('id')
    .execute()
  const ids = jobs.map(({ id }) => id)
  if (ids.length > 0) await startProgress(trx, ids)
  return ids
}

/** A row that an earlier attempt left starts again at 0. */
async function startProgress(trx: Trx, jobIds: string[]): Promise<void> {
  await sql`
    insert into publishing_progress (job_id, attempt_started_at, summed_at, share)
    select id, started_at, clock_timestamp(), 0 from jobs where id = any(${jobIds}::uuid[])
    on conflict (job_id) do update set attempt_started_at = excluded.attempt_started_at,
      summed_at = excluded.summed_at, share = 0`.execute(trx)
}

function isSummed(job: ExpressionBuilder<Schema, 'jobs'>) {
  const openBatches = job
    .selectFrom('settlement_batches')
    .select('batch_no')
    .whereRef('job_id', '=', 'jobs.id')
    .where('open', '=', true)
  return job.and([
    job('status', '=', 'RUNNING'),
    job('planned', '=', true),
    job('publishing', '=', false),
    job.not(job.exists(openBatches)),
  ])
}

export type PublishingJob = Pick<Job, 'id' | 'from_date' | 'to_date' | 'timezone' | 'dry_run'> & {
  /** `started_at`, as text, which keeps microseconds. */
  attempt: string | null
  /** How long this attempt took until all batches were summed, in ms; 0 if nobody knows. */
  summing_ms: number
}

/** @returns undefined if the job must not be published: it has ended, or was retried and is not summed yet */
export async function findPublishingJob(
  trx: Trx,
  jobId: string,
): Promise<PublishingJob | undefined> {
  return await trx
    .selectFrom('jobs')
    .select(['id', 'from_date', 'to_date', 'timezone', 'dry_run'])
    .select([
      sql<string | null>`started_at::text`.as('attempt'),
      sql<number>`coalesce((select extract(epoch from summed_at - started_at) * 1000
        from publishing_progress where job_id = jobs.id), 0)::float8`.as('summing_ms'),
    ])
    .where('id', '=', jobId)
    .where('status', '=', 'RUNNING')
    .where('publishing', '=', true)
    .executeTakeFirst()
}

/**
 * Locks a job for publishing: no other transition is possible until the transaction ends.
 *
 * @returns the time of publishing, RFC 3339; undefined as from `findPublishingJob`
 */
export async function lockPublishingJob(trx: Trx, jobId: string): Promise<string | undefined> {
  const job = await trx
    .selectFrom('jobs')
    .select(
      sql<string>`to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`.as(
        'now',
      ),
    )
    .where('id', '=', jobId)
    .where('status', '=', 'RUNNING')
    .where('publishing', '=', true)
    .forUpdate()
    .executeTakeFirst()
  return job?.now
}

/**
 * Completes a job that this transaction has locked and published. The batches may then be deleted.
 *
 * @param fileName what `jobs.file_name` is to be
 * @returns seconds from the request to the end
 * @throws NoResultError if the job is not being published
 */
export async function completeJob(
  trx: Trx,
  jobId: string,
  proof: SettlementProof,
  fileName: string | null,
): Promise<number> {
  const { seconds } = await trx
    .updateTable('jobs')
    .set({
      status: 'COMPLETED',
      finished_at: sql<Date>`clock_timestamp()`,
      proof: JSON.stringify(proof),
      file_name: fileName,
      // Not the counts of the batches: one that was summed again may have had more in an earlier attempt.
      total: String(proof.settlements.txn_count),
      processed: String(proof.settlements.txn_count),
    })
    .where('id', '=', jobId)
    .where('status', '=', 'RUNNING')
    .where('publishing', '=', true)
    .returning(sql<number>`extract(epoch from finished_at - created_at)::float8`.as('seconds'))
    .executeTakeFirstOrThrow()
  await trx.deleteFrom('publishing_progress').where('job_id', '=', jobId).execute()
  return seconds
}

/**
 * Records how far the publishing of a job is. It commits on a connection of its own, so that others see it while the
 * publishing transaction is open. A lower share than before, and the share of another attempt, change nothing.
 *
 * @param share from 0 to 1
 */
export async function storePublishingProgress(
  db: Database,
  { id, attempt }: PublishingJob,
  share: number,
): Promise<void> {
  await sql`update publishing_progress set share = ${share}
    where job_id = ${id} and attempt_started_at is not distinct from ${attempt}::timestamptz
      and share < ${share}`.execute(db)
}
