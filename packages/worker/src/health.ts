import { writeFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { queueNames } from '@order-settlement/shared/jobs/queues.ts'
import { sql } from 'kysely'
import type { Worker } from './worker.ts'

const beatMs = 2_000
/** An idle place asks its queue every 2 s. */
const staleMs = 10_000

/**
 * Rewrites `file` every 2 s as long as this worker takes part, until it is told to stop. The health check of
 * a container looks at the file's age, so a process that hangs is unhealthy as well.
 */
export async function keepHeartbeat(worker: Worker, file: string): Promise<void> {
  const { logger, stopping } = worker
  let lastFault: string | undefined
  while (!stopping.aborted) {
    const fault = (await findFault(worker)) ?? (await beat(file))
    if (fault && fault !== lastFault) logger.warn({ fault }, 'worker takes no part')
    if (!fault && lastFault) logger.info('worker takes part again')
    lastFault = fault
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

/** @returns what keeps this worker from taking part in settlements; undefined if nothing does */
export async function findFault({ db, boss }: Worker): Promise<string | undefined> {
  const now = Date.now()
  const places = boss.getWipData()
  const deaf = queueNames.find(
    (queue) =>
      !places.some(
        ({ name, count, lastFetchedOn }) =>
          name === queue && (count > 0 || now - (lastFetchedOn ?? 0) < staleMs),
      ),
  )
  if (deaf) return `no answer from queue ${deaf}`
  try {
    await sql`select 1`.execute(db)
    return (await isListening(boss)) ? undefined : 'no connection that listens'
  } catch (error) {
    return messageOf(error)
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/**
 * pg-boss keeps its listener to itself, but gives the connections of one instance a name of their own. The
 * listener runs two statements in its life: LISTEN, and its own test. The brackets keep this statement, which
 * a pooled connection ran last, from matching itself.
 */
async function isListening(boss: Worker['boss']): Promise<boolean> {
  const { rows } = await boss.getDb().executeSql(`
    select from pg_stat_activity
    where application_name = current_setting('application_name') and pid <> pg_backend_pid()
      and query ~ '^LISTEN |[p]g_listening_channels'`)
  return rows.length > 0
}
