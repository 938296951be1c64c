import { type Span, trace } from '@opentelemetry/api'
import { ProblemError } from '../problems/problem-error.ts'
import { traceBatch } from './trace-batch.ts'

/** A request that waits for its batch. */
interface Pending {
  reject: (error: unknown) => void
}

export interface DeskOptions {
  /** Concurrent batches. With one, requests are served in order of arrival, and batches are large. */
  concurrency?: number
  /** Requests in one batch at most. */
  batchSize?: number
  /** Requests that may wait; more are refused at once (load shedding). */
  queueLimit?: number
  /** How long a request may wait for its batch, in ms. */
  maxWaitMs?: number
  /** Called when a batch starts, with how long each of its requests has waited, in ms. */
  onBatch?: (waitsMs: number[]) => void
}

export interface Desk<Request extends Pending> {
  /**
   * Serves a request together with all that wait. A lone request is served at once. It is rejected with OVERLOADED if
   * too many wait, or if its batch did not start in time.
   *
   * @param isWanted called when the batch starts: a request that is not wanted any more is dropped
   */
  add(request: Request, isWanted?: () => boolean): void
  /** Number of requests that wait for a batch. */
  readonly waiting: number
}

interface WaitingRequest<Request> {
  request: Request
  isWanted: () => boolean
  /** On the clock of `performance.now()`, in ms. */
  deadline: number
  span: Span | undefined
}

/** How often expired requests are looked for while no batch ends, in ms. */
const expiryIntervalMs = 100

/**
 * Creates a desk, at which requests wait for the batch before theirs, and are then served together (group commit).
 *
 * @param name of the span of a batch
 * @param serve settles the promise of each request and never rejects
 */
export function createDesk<Request extends Pending>(
  name: string,
  serve: (batch: Request[]) => Promise<void>,
  options: DeskOptions = {},
): Desk<Request> {
  const { concurrency = 1, batchSize = 512, queueLimit = 10_000, maxWaitMs = 2_000 } = options
  let waiting: WaitingRequest<Request>[] = []
  let running = 0
  let scheduled = false
  let expiryScheduled = false

  return {
    add(request, isWanted = () => true) {
      if (waiting.length >= queueLimit) return request.reject(new ProblemError('OVERLOADED'))
      const deadline = performance.now() + maxWaitMs
      waiting.push({ request, isWanted, deadline, span: trace.getActiveSpan() })
      // setImmediate: requests that arrive in the same turn of the event loop share the batch.
      if (!scheduled) setImmediate(startBatches)
      scheduled = true
    },
    get waiting() {
      return waiting.length
    },
  }

  function startBatches(): void {
    scheduled = false
    while (running < concurrency && waiting.length > 0) {
      running += 1
      void runBatch(waiting.splice(0, batchSize)).finally(() => {
        running -= 1
        startBatches()
      })
    }
    // Requests must expire even if the database hangs and no batch ends.
    if (waiting.length === 0 || expiryScheduled) return
    expiryScheduled = true
    setTimeout(dropExpired, expiryIntervalMs)
  }

  function dropExpired(): void {
    expiryScheduled = false
    waiting = rejectStale(waiting)
    startBatches()
  }

  async function runBatch(requests: WaitingRequest<Request>[]): Promise<void> {
    const batch = rejectStale(requests)
    const now = performance.now()
    options.onBatch?.(batch.map(({ deadline }) => now - (deadline - maxWaitMs)))
    await traceBatch(
      name,
      batch.map(({ span }) => span),
      () => serve(batch.map(({ request }) => request)),
    )
  }
}

/** Rejects requests that are past their deadline or not wanted any more. @returns the others */
function rejectStale<Request extends Pending>(
  requests: WaitingRequest<Request>[],
): WaitingRequest<Request>[] {
  return requests.filter(({ request, deadline, isWanted }) => {
    if (deadline >= performance.now() && isWanted()) return true
    request.reject(new ProblemError('OVERLOADED'))
    return false
  })
}
