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

/** @returns why this worker cannot work on settlements; undefined if it can, be it without notifications, by polling */
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
    return undefined
  } catch (error) {
    return messageOf(error)
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
