import { writeFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { queueNames } from '@order-settlement/shared/jobs/queues.ts'
import { sql } from 'kysely'
import type { Worker } from './worker.ts'

const beatMs = 2_000
/** An idle slot fetches from its queue every 2 s. */
const staleMs = 10_000

/**
 * Rewrites `file` every 2 s while this worker is healthy, until it stops. The container's health check reads the
 * file's age, so a process that hangs is unhealthy as well.
 */
export async function keepHeartbeat(worker: Worker, file: string): Promise<void> {
  const { logger, stopping } = worker
  let lastProblem: string | undefined
  while (!stopping.aborted) {
    const problem = (await findProblem(worker)) ?? (await beat(file))
    if (problem && problem !== lastProblem) logger.warn({ problem }, 'worker unhealthy')
    if (!problem && lastProblem) logger.info('worker healthy again')
    lastProblem = problem
    await sleep(beatMs, undefined, { signal: stopping, ref: false }).catch(() => {})
  }
}

/** @returns why the file could not be written; undefined if it was */
async function beat(file: string): Promise<string | undefined> {
  try {
    await writeFile(file, new Date().toISOString())
    return undefined
  } catch (error) {
    return messageOf(error)
  }
}

/** @returns why this worker cannot work on settlements; undefined if it can */
export async function findProblem({ db, boss }: Worker): Promise<string | undefined> {
  const now = Date.now()
  const slots = boss.getWipData()
  const silent = queueNames.find(
    (queue) =>
      !slots.some(
        ({ name, count, lastFetchedOn }) =>
          name === queue && (count > 0 || now - (lastFetchedOn ?? 0) < staleMs),
      ),
  )
  if (silent) return `no answer from queue ${silent}`
  try {
    await sql`select 1`.execute(db)
    return (await isListening(boss)) ? undefined : 'not listening for notifications'
  } catch (error) {
    return messageOf(error)
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/**
 * pg-boss does not expose its listening connection, but names the connections of each instance. The listener
 * runs only two statements: LISTEN, and its self-test. The brackets keep this statement, the last one of its
 * own connection, from matching itself.
 */
async function isListening(boss: Worker['boss']): Promise<boolean> {
  const { rows } = await boss.getDb().executeSql(`
    select from pg_stat_activity
    where application_name = current_setting('application_name') and pid <> pg_backend_pid()
      and query ~ '^LISTEN |[p]g_listening_channels'`)
  return rows.length > 0
}
