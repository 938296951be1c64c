import { trace } from '@opentelemetry/api'
import { isTransient } from '@order-settlement/db/database-errors.ts'
import { settlementPayload } from '@order-settlement/shared/jobs/queues.ts'
import { StoreError } from '@order-settlement/storage/settlement-store.ts'
import pRetry from 'p-retry'
import type { JobWithMetadata } from 'pg-boss'
import type { TObject } from 'typebox'
import { Value } from 'typebox/value'
import type { Job } from './job.ts'
import { jobs } from './jobs.ts'
import type { Worker } from './worker.ts'

/** Sets or removes the schedule of every job that can have one. All workers set the same. */
export async function scheduleJobs(worker: Worker): Promise<void> {
  for (const { queue, schedule } of jobs) {
    if (!schedule) continue
    const found = schedule(worker)
    if (!found) {
      await worker.boss.unschedule(queue.name)
      continue
    }
    const { cron, timezone, catchUp } = found
    await worker.boss.schedule(queue.name, cron, null, {
      ...(timezone ? { tz: timezone } : {}),
      ...(catchUp ? { missed: 'once' } : {}),
    })
  }
}

/** Starts handling the messages of every queue. */
export async function registerJobs(worker: Worker): Promise<void> {
  for (const job of jobs) {
    const slots = job.concurrency(worker)
    for (let slot = 0; slot < slots; slot++) await registerQueue(worker, job)
  }
}

async function registerQueue(worker: Worker, job: Job<TObject>): Promise<void> {
  // NOTIFY wakes a worker. Polling finds within 2 s what becomes due without one, such as retries, and everything if
  // notifications stay away.
  const options = {
    pollingIntervalSeconds: 1,
    notifyPollingIntervalSeconds: 1.5,
    includeMetadata: true,
  } as const
  let id = ''
  id = await worker.boss.work(job.queue.name, options, async (messages) => {
    for (const message of messages) await handleMessage(worker, job, message)
    // Fetch the next message at once; pg-boss would wait for the polling interval.
    worker.boss.notifyWorker(id)
  })
}

async function handleMessage(
  worker: Worker,
  job: Job<TObject>,
  message: JobWithMetadata<unknown>,
): Promise<void> {
  const payload = Value.Parse(job.queue.payload, message.data ?? {})
  if (Value.Check(settlementPayload, payload)) {
    trace.getActiveSpan()?.setAttribute('settlement.job_id', payload.job_id)
  }
  const logger = worker.logger.child({ queue: job.queue.name, ...payload })
  try {
    await retryTransient({ ...worker, logger }, () => job.handler(worker, payload))
  } catch (error) {
    const { onError } = job
    if (!onError || isTransient(error) || canStoreRecover(error, message)) {
      logger.error({ err: error }, 'message failed')
      throw error
    }
    await retryTransient({ ...worker, logger }, () => onError(worker, payload, error))
  }
}

/** Whether an object storage that did not answer has until the next attempt to recover. */
function canStoreRecover(
  error: unknown,
  { retryCount, retryLimit }: JobWithMetadata<unknown>,
): boolean {
  return error instanceof StoreError && retryCount < retryLimit
}

/** Retries after a lost connection, a deadlock or a serialization failure until the worker stops. */
async function retryTransient(
  { logger, stopping }: Pick<Worker, 'logger' | 'stopping'>,
  work: () => Promise<void>,
): Promise<void> {
  await pRetry(work, {
    retries: Number.POSITIVE_INFINITY,
    minTimeout: 100,
    maxTimeout: 1_000,
    shouldRetry: ({ error }) => isTransient(error) && !stopping.aborted,
    onFailedAttempt: ({ error }) => {
      if (isTransient(error)) logger.warn({ reason: error.message }, 'database error, retrying')
    },
  })
}
