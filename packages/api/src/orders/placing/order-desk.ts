import { type Span, trace } from '@opentelemetry/api'
import type { Database } from '@order-settlement/db/tables.ts'
import { ProblemError } from '../../problems/problem-error.ts'
import { createBatchPlacer, type PendingOrder } from './place-batch.ts'
import { traceBatch } from './trace-batch.ts'
import type { PlacedOrder, WantedOrder } from './wanted-order.ts'

export interface OrderDeskOptions {
  db: Database
  /** Of merchants that nobody described. */
  currency: string
  /** Concurrent transactions. With one, orders are served in order of arrival, and batches are large. */
  concurrency?: number
  /** Orders in one transaction at most. */
  batchSize?: number
  /** Orders that may wait; more are refused at once (load shedding). */
  queueLimit?: number
  /** How long an order may wait for its transaction, in ms. */
  maxWaitMs?: number
  /** Called when a batch starts, with how long each of its orders has waited, in ms. */
  onBatch?: (waitsMs: number[]) => void
}

export interface OrderDesk {
  /**
   * Places an order together with all that wait: they share one transaction and one commit (group commit),
   * so the row lock of a hot product is taken once for hundreds of orders. A lone order starts at once.
   *
   * Within a batch, first come is first served; between concurrent batches the database decides.
   *
   * @param isConnected called when the batch starts: the order of a disconnected client is dropped
   * @throws ProblemError PRODUCT_NOT_FOUND, PRODUCT_ARCHIVED, SALE_ENDED, SALE_NOT_STARTED, LIMIT_EXCEEDED, OUT_OF_STOCK,
   *   IDEMPOTENCY_KEY_REUSED, or VALIDATION for a total beyond `maxAmountCents`
   * @throws ProblemError OVERLOADED if too many wait, or the batch did not start in time
   */
  place(order: WantedOrder, isConnected: () => boolean): Promise<PlacedOrder>
  /** Number of orders that wait for a transaction. */
  readonly waiting: number
}

interface WaitingOrder extends PendingOrder {
  isConnected: () => boolean
  /** On the clock of `performance.now()`, in ms. */
  deadline: number
  span: Span | undefined
}

/** How often expired orders are looked for while no batch ends, in ms. */
const expiryIntervalMs = 100

export function createOrderDesk({
  db,
  currency,
  concurrency = 1,
  batchSize = 512,
  queueLimit = 10_000,
  maxWaitMs = 2_000,
  onBatch,
}: OrderDeskOptions): OrderDesk {
  const placeBatch = createBatchPlacer(db, currency)
  let waiting: WaitingOrder[] = []
  let running = 0
  let scheduled = false
  let expiryScheduled = false

  return {
    place(order, isConnected) {
      if (waiting.length >= queueLimit) return Promise.reject(new ProblemError('OVERLOADED'))
      return new Promise((resolve, reject) => {
        const deadline = performance.now() + maxWaitMs
        const span = trace.getActiveSpan()
        waiting.push({ order, isConnected, deadline, span, resolve, reject })
        // setImmediate: requests that arrive in the same turn of the event loop share the transaction.
        if (!scheduled) setImmediate(startBatches)
        scheduled = true
      })
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
    // Orders must expire even if the database hangs and no batch ends.
    if (waiting.length === 0 || expiryScheduled) return
    expiryScheduled = true
    setTimeout(dropExpired, expiryIntervalMs)
  }

  function dropExpired(): void {
    expiryScheduled = false
    waiting = rejectStale(waiting)
    startBatches()
  }

  async function runBatch(orders: WaitingOrder[]): Promise<void> {
    const batch = rejectStale(orders)
    const now = performance.now()
    onBatch?.(batch.map(({ deadline }) => now - (deadline - maxWaitMs)))
    const spans = batch.map(({ span }) => span)
    await traceBatch(spans, () => placeBatch(batch))
  }
}

/** Rejects orders that are past their deadline or whose client has disconnected. @returns the others */
function rejectStale(orders: WaitingOrder[]): WaitingOrder[] {
  return orders.filter(({ deadline, isConnected, reject }) => {
    if (deadline >= performance.now() && isConnected()) return true
    reject(new ProblemError('OVERLOADED'))
    return false
  })
}
