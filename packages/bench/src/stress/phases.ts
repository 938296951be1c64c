import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '@order-settlement/db/tables.ts'

/** Summing starts while the plan is still being made. */
export const phases = ['plan', 'sum', 'publish'] as const
export type Phase = (typeof phases)[number] | 'queue' | 'ended'

/** The longest delay from the start of a phase to the failure, in ms: about as long as the phase. */
const maxDelayMs = { plan: 10, sum: 1_000, publish: 150 }

/**
 * Waits until a settlement is in a phase, then for a random part of its duration.
 *
 * @returns the phase that it is in by then
 */
export async function waitForPhase(
  db: Database,
  id: string,
  wanted: (typeof phases)[number],
): Promise<Phase> {
  let phase = await readPhase(db, id)
  while (phase !== wanted && phase !== 'ended') {
    await sleep(1)
    phase = await readPhase(db, id)
  }
  await sleep(Math.random() * maxDelayMs[wanted])
  return await readPhase(db, id)
}

async function readPhase(db: Database, id: string): Promise<Phase> {
  const { status, publishing, summed } = await db
    .selectFrom('jobs')
    .select(({ exists, selectFrom }) => [
      'status',
      'publishing',
      exists(
        selectFrom('settlement_batches')
          .select('batch_no')
          .whereRef('job_id', '=', 'jobs.id')
          .where('done', '=', true),
      ).as('summed'),
    ])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  if (status === 'QUEUED') return 'queue'
  if (status !== 'RUNNING') return 'ended'
  if (publishing) return 'publish'
  return summed ? 'sum' : 'plan'
}
