import type {
  emptyPayload,
  QueueDefinition,
  settlementPayload,
} from '@order-settlement/shared/jobs/queues.ts'
import type { Static, TObject } from 'typebox'
import type { Worker } from './worker.ts'

/** What a worker does with the messages of a queue. */
export interface Job<Payload extends TObject = typeof emptyPayload> {
  queue: QueueDefinition<Payload>
  /** Messages that one process handles at the same time. */
  concurrency(worker: Worker): number
  /** When pg-boss sends a message by itself; undefined removes the schedule. */
  schedule?(worker: Worker): Schedule | undefined
  /** Retried with backoff while the database cannot be reached, so it must be idempotent. */
  handler(worker: Worker, payload: Static<Payload>): Promise<void>
  /** Takes over an error of the handler that a retry would meet again; without it the queue retries. */
  onError?(worker: Worker, payload: Static<Payload>, error: unknown): Promise<void>
}

export type SettlementJob = Job<typeof settlementPayload>

export interface Schedule {
  /** Five cron fields. */
  cron: string
  /** IANA zone of the fields; UTC if not given. */
  timezone?: string
  /** Whether times that passed while no worker ran are made up for by one message. */
  catchUp?: boolean
}
