import { trace } from '@opentelemetry/api'
import { isTransient } from '@order-settlement/db/database-errors.ts'
import {
  cleanupQueue,
  deadQueue,
  discardQueue,
  laneQueue,
  nightlyQueue,
  planQueue,
  publishQueue,
  type SettlementPayload,
  settlementPayload,
} from '@order-settlement/shared/jobs/queues.ts'
import pRetry from 'p-retry'
import { Value } from 'typebox/value'
import { cleanUp } from './settlements/cleaning/clean-up.job.ts'
import { discardSettlement } from './settlements/cleaning/discard.job.ts'
import { failDeadSettlement, failSettlement } from './settlements/fail-settlement.ts'
import { startNightlySettlement } from './settlements/planning/nightly.job.ts'
import { planSettlement } from './settlements/planning/plan.job.ts'
import { publishSettlement } from './settlements/publishing/publish.job.ts'
import { runLane } from './settlements/summing/sum.job.ts'
import type { Worker } from './worker.ts'

interface QueueStep {
  queue: string
  step: (worker: Worker, jobId: string) => Promise<void>
  /** Whether its failure is that of the settlement. */
  failing: boolean
}

// Small settlements pass a large one in its plan or its publishing: each has two places.
const steps: (QueueStep & { places: number })[] = [
  { queue: planQueue, places: 2, step: planSettlement, failing: true },
  { queue: publishQueue, places: 2, step: publishSettlement, failing: true },
  { queue: discardQueue, places: 1, step: discardSettlement, failing: false },
  { queue: deadQueue, places: 1, step: failDeadSettlement, failing: false },
]

// What is due at a time of the day, for no settlement in particular.
const scheduled: [queue: string, run: (worker: Worker) => Promise<void>][] = [
  [nightlyQueue, startNightlySettlement],
  [cleanupQueue, cleanUp],
]

/** Subscribes this process to every queue. */
export async function startJobs(worker: Worker): Promise<void> {
  await serve(worker, laneQueue, worker.lanes, runLane)
  for (const [queue, run] of scheduled) await serve(worker, queue, 1, run)
  for (const { places, ...step } of steps) {
    for (let place = 0; place < places; place++) await openPlace(worker, step)
  }
}

async function serve(
  worker: Worker,
  queue: string,
  places: number,
  run: (worker: Worker) => Promise<void>,
): Promise<void> {
  await worker.boss.work(queue, workOptions(places), async () => {
    await untilDatabaseAnswers(worker, () => run(worker)).catch((error) => {
      worker.logger.error({ err: error, queue }, 'job failed')
      throw error
    })
  })
}

/** One place at a queue. It asks for the next job at once: by itself pg-boss waits a while after each. */
async function openPlace(worker: Worker, { queue, step, failing }: QueueStep): Promise<void> {
  let id = ''
  id = await worker.boss.work<SettlementPayload>(queue, workOptions(1), async (jobs) => {
    for (const job of jobs) {
      const { job_id } = Value.Parse(settlementPayload, job.data)
      trace.getActiveSpan()?.setAttribute('settlement.job_id', job_id)
      const about = { ...worker, logger: worker.logger.child({ job_id, queue }) }
      await untilDatabaseAnswers(about, () => step(worker, job_id)).catch((error) => {
        if (!failing || isTransient(error)) {
          about.logger.error({ err: error }, 'step failed')
          throw error
        }
        return untilDatabaseAnswers(about, () => failSettlement(worker, job_id, error))
      })
    }
    worker.boss.notifyWorker(id)
  })
}

// NOTIFY wakes a place; polling is for what is due without one, such as the retry of a dead worker's job.
function workOptions(places: number) {
  return { localConcurrency: places, pollingIntervalSeconds: 1, notifyPollingIntervalSeconds: 2 }
}

/** A lost connection or a deadlock is no failure of the job: every step may run again from its start. */
async function untilDatabaseAnswers(worker: Worker, run: () => Promise<void>): Promise<void> {
  await pRetry(run, {
    retries: Number.POSITIVE_INFINITY,
    minTimeout: 100,
    maxTimeout: 1_000,
    shouldRetry: ({ error }) => isTransient(error) && !worker.stopping.aborted,
    onFailedAttempt: ({ error }) => {
      if (isTransient(error))
        worker.logger.warn({ reason: error.message }, 'database lost, trying again')
    },
  })
}
