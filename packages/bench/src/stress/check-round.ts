import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import type { Database } from '@order-settlement/db/tables.ts'
import { noDrift } from '@order-settlement/testing/create-proof.ts'
import {
  independentCsv,
  type Range,
  settledLines,
  withoutRun,
} from '@order-settlement/testing/independent-csv.ts'
import { sql } from 'kysely'

/** A missed heartbeat takes ten seconds; what a dead worker left must be gone some time later. */
const cleanWithinMs = 40_000

export interface Round {
  db: Database
  directory: string
  id: string
  range: Range
  /** Whether no queue message may have needed a retry. */
  graceful: boolean
}

/** @returns what is wrong after a round: in the file, the table or the proof, or left over */
export async function checkRound(round: Round): Promise<string[]> {
  const wrong = await compareBooks(round)
  const deadline = performance.now() + cleanWithinMs
  let left = await findLeftovers(round)
  while (left.length > 0 && performance.now() < deadline) {
    await sleep(50)
    left = await findLeftovers(round)
  }
  return [...wrong, ...left]
}

async function compareBooks({ db, directory, id, range, graceful }: Round): Promise<string[]> {
  const job = await db
    .selectFrom('jobs')
    .select(['status', 'error', 'proof'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  if (job.status !== 'COMPLETED') return [`${job.status}: ${job.error}`]
  const wrong: string[] = []
  const truth = await independentCsv(db, range)
  const file = await readFile(join(directory, `${id}.csv`), 'utf8')
  if (withoutRun(file) !== truth) wrong.push('the file differs from the statement')
  const table = (await settledLines(db, range)).join('\n')
  if (table !== truth.split('\n').slice(1, -1).join('\n')) {
    wrong.push('the table differs from the statement')
  }
  if (!isDeepStrictEqual(job.proof?.drift, noDrift)) wrong.push('the proof has a drift')
  if (graceful) {
    const { rows } = await sql<{ name: string }>`
      select distinct name from pgboss.job where data->>'job_id' = ${id} and retry_count > 0`.execute(
      db,
    )
    wrong.push(...rows.map(({ name }) => `a message of ${name} was retried`))
  }
  return wrong
}

async function findLeftovers({ db, directory, id }: Round): Promise<string[]> {
  const { rows } = await sql<{ what: string }>`
    select 'a batch' as what from settlement_batches where job_id = ${id}
    union all
    select name || ' ' || state from pgboss.job
    where data->>'job_id' = ${id} and state in ('created', 'retry', 'active', 'failed')
    union all
    select 'a lock by ' || application_name from pg_locks join pg_stat_activity using (pid)
    where locktype = 'advisory' and application_name like 'settlement%'
    union all
    select 'a transaction of ' || application_name from pg_stat_activity
    where state like 'idle in transaction%' and application_name like 'settlement%'`.execute(db)
  const files = (await readdir(directory)).filter((name) => name.endsWith('.tmp'))
  return [...rows.map(({ what }) => what), ...files].map((what) => `${what} is left behind`)
}
