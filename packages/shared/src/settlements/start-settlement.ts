import type { JobStatus, Trx } from '@order-settlement/db/tables.ts'
import { sql } from 'kysely'
import type { PgBoss } from 'pg-boss'
import { jobIsOpen } from '../jobs/job-state.ts'
import { planQueue, sendMessage } from '../jobs/queues.ts'
import { refuseArchivedDays } from './archived-days.ts'
import { refuseClosedDays } from './closed-period.ts'

export interface WantedSettlement {
  from: string
  to: string
  timezone: string
  /** Starts a job even if one of the same days and zone is open. */
  force?: boolean | undefined
  /** Computes and compares, and publishes nothing; also of closed days. */
  dry_run?: boolean | undefined
  /** The idempotency key. */
  key?: string | undefined
  /** The name of an API key, or `schedule`; null without API keys. A job that is joined keeps its own. */
  createdBy: string | null
}

export interface StartedSettlement {
  job_id: string
  status: JobStatus
  /** Whether the request started the job, rather than joining an open one. */
  started: boolean
  /** Whether an earlier request had the same key. */
  replayed: boolean
}

/** The idempotency key belongs to a settlement with another body. */
export class KeyReusedError extends Error {
  override name = 'KeyReusedError'
}

/**
 * Starts a settlement of local days, both included, or joins the open job of the same days and zone; a dry run joins
 * dry runs only. The job's row,
 * its key and the queue message commit together.
 *
 * Of equal concurrent requests only one starts a job, since each waits for the one before it.
 *
 * @throws KeyReusedError; PeriodClosedError if a day is closed now; DaysArchivedError if a dry run has days of a dropped month; 22023 or 23514 from PostgreSQL for an unknown zone or range; 23505 if a concurrent request
 *   has used the key: a retry finds it
 */
export async function startSettlement(
  trx: Trx,
  boss: PgBoss,
  wanted: WantedSettlement,
): Promise<StartedSettlement> {
  const earlier = wanted.key === undefined ? undefined : await findByKey(trx, wanted.key)
  if (earlier) {
    if (!isSame(earlier, wanted)) throw new KeyReusedError()
    const { id, status, started } = earlier
    return { job_id: id, status, started, replayed: true }
  }
  await lockRange(trx, wanted)
  // Without a lock: what is closed from now on is refused when it is published.
  await (wanted.dry_run ? refuseArchivedDays : refuseClosedDays)(trx, wanted)
  const current = wanted.force ? undefined : await findOpenJob(trx, wanted)
  const { id, status } = current ?? (await insertJob(trx, wanted))
  const settlement = { job_id: id, status, started: !current, replayed: false }
  if (wanted.key !== undefined) await insertKey(trx, wanted.key, settlement, wanted)
  if (settlement.started) await sendMessage(boss, trx, planQueue, { job_id: id })
  return settlement
}

function findByKey(trx: Trx, key: string) {
  return trx
    .selectFrom('job_keys')
    .innerJoin('jobs', 'jobs.id', 'job_keys.job_id')
    .select([
      'jobs.id',
      'status',
      'from_date',
      'to_date',
      'timezone',
      'dry_run',
      'force',
      'started',
    ])
    .where('idempotency_key', '=', key)
    .executeTakeFirst()
}

type KeyedJob = NonNullable<Awaited<ReturnType<typeof findByKey>>>

function isSame(job: KeyedJob, wanted: WantedSettlement): boolean {
  const { from, to, timezone, force = false, dry_run = false } = wanted
  return (
    job.from_date === from &&
    job.to_date === to &&
    job.timezone === timezone &&
    job.force === force &&
    job.dry_run === dry_run
  )
}

async function lockRange(trx: Trx, { from, to, timezone }: WantedSettlement): Promise<void> {
  const range = `${from} ${to} ${timezone}`
  await sql`select pg_advisory_xact_lock(hashtextextended(${range}, 0))`.execute(trx)
}

function findOpenJob(trx: Trx, { from, to, timezone, dry_run = false }: WantedSettlement) {
  return trx
    .selectFrom('jobs')
    .select(['id', 'status'])
    .where(jobIsOpen)
    .where('from_date', '=', from)
    .where('to_date', '=', to)
    .where('timezone', '=', timezone)
    .where('dry_run', '=', dry_run)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** The database computes the instants of the range, by the same time zone rules as the days it sums. */
function insertJob(trx: Trx, { from, to, timezone, dry_run, createdBy }: WantedSettlement) {
  return trx
    .insertInto('jobs')
    .values({
      from_date: from,
      to_date: to,
      timezone,
      dry_run: dry_run ?? false,
      created_by: createdBy,
      range_start: sql<Date>`day_range_start(${from}::date, ${timezone})`,
      range_end: sql<Date>`day_range_end(${to}::date, ${timezone})`,
    })
    .returning(['id', 'status'])
    .executeTakeFirstOrThrow()
}

async function insertKey(
  trx: Trx,
  idempotency_key: string,
  { job_id, started }: StartedSettlement,
  { force = false }: WantedSettlement,
): Promise<void> {
  await trx.insertInto('job_keys').values({ idempotency_key, job_id, force, started }).execute()
}
