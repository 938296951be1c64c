import { type Span, trace } from '@opentelemetry/api'
import { errorCode } from '@order-settlement/db/database-errors.ts'
import type { Database } from '@order-settlement/db/tables.ts'
import { isProblem, ProblemError } from '../../problems/problem-error.ts'
import type { PlacedOrder, WantedOrder } from './allocate.ts'
import { placeOrders } from './place-orders.ts'
import { placePlainOrders } from './place-plain-orders.ts'
import { refuseSoldOut } from './refuse-sold-out.ts'
import { traceBatch } from './trace-batch.ts'

export interface OrderDeskOptions {
  db: Database
  /** Transactions at a time. With one, orders are served in order of arrival, and each batch is large. */
  concurrency?: number
  /** Orders in one transaction at most. */
  batchSize?: number
  /** Orders that may wait; more are refused at once (backpressure). */
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
   * @param isWanted called when its batch starts: an order whose client has disconnected is dropped
   * @throws ProblemError as `placeOrders` returns it
   * @throws ProblemError OVERLOADED if too many wait, or its batch did not start in time
   */
  place(order: WantedOrder, isWanted: () => boolean): Promise<PlacedOrder>
  /** Orders that wait for a transaction. */
  readonly waiting: number
}

interface WaitingOrder {
  order: WantedOrder
  isWanted: () => boolean
  /** On the clock of `performance.now()`, in ms. */
  deadline: number
  span: Span | undefined
  resolve: (placed: PlacedOrder) => void
  reject: (error: unknown) => void
}

/** Answers orders; the next verb takes those that it leaves undefined. */
type Verb = (
  db: Database,
  wanted: WantedOrder[],
) => Promise<(PlacedOrder | ProblemError | undefined)[]>

export function openOrderDesk({
  db,
  concurrency = 1,
  batchSize = 512,
  queueLimit = 10_000,
  maxWaitMs = 2_000,
  onBatch,
}: OrderDeskOptions): OrderDesk {
  let waiting: WaitingOrder[] = []
  // A hint only, the database decides: orders for these products are checked without a lock first.
  const soldOut = new Set<number>()
  let running = 0
  let scheduled = false
  let expiryScheduled = false

  return {
    place(order, isWanted) {
      if (waiting.length >= queueLimit) return Promise.reject(new ProblemError('OVERLOADED'))
      return new Promise((resolve, reject) => {
        const deadline = performance.now() + maxWaitMs
        const span = trace.getActiveSpan()
        waiting.push({ order, isWanted, deadline, span, resolve, reject })
        // Requests that arrived in the same turn of the event loop join its transaction.
        if (!scheduled) setImmediate(startBatches)
        scheduled = true
      })
    },
    get waiting() {
      return waiting.length
    },
  }

  function startBatches() {
    scheduled = false
    while (running < concurrency && waiting.length > 0) {
      running += 1
      void serve(waiting.splice(0, batchSize)).finally(() => {
        running -= 1
        startBatches()
      })
    }
    // No batch ends while the database hangs: orders must expire all the same.
    if (waiting.length === 0 || expiryScheduled) return
    expiryScheduled = true
    setTimeout(dropExpired, 100)
  }

  function dropExpired() {
    expiryScheduled = false
    waiting = waiting.filter(isDue)
    startBatches()
  }

  function isDue(entry: WaitingOrder): boolean {
    if (entry.deadline >= performance.now() && entry.isWanted()) return true
    entry.reject(new ProblemError('OVERLOADED'))
    return false
  }

  async function serve(batch: WaitingOrder[]): Promise<void> {
    const due = batch.filter(isDue)
    const now = performance.now()
    onBatch?.(due.map(({ deadline }) => now - (deadline - maxWaitMs)))
    const likelySoldOut = due.filter(({ order }) => soldOut.has(order.product_id))
    const others = due.filter(({ order }) => !soldOut.has(order.product_id))
    const spans = due.map(({ span }) => span)
    await traceBatch(spans, async () => {
      await Promise.all([
        answerEach(likelySoldOut, [refuseSoldOut, placePlainOrders, placeOrders]),
        answerEach(others, [placePlainOrders, placeOrders]),
      ])
    })
  }

  /** Answers every order of a batch: by the first verb, or by the next ones, or with their error. */
  async function answerEach(batch: WaitingOrder[], verbs: Verb[]): Promise<void> {
    const [verb, ...nextVerbs] = verbs
    if (!verb || batch.length === 0) return
    let outcomes: (PlacedOrder | ProblemError | undefined)[]
    try {
      outcomes = await verb(
        db,
        batch.map(({ order }) => order),
      )
    } catch (error) {
      return await answerFailed(batch, verbs, error)
    }
    const rest = batch.filter((entry, index) => !answer(entry, outcomes[index]))
    await answerEach(rest, nextVerbs)
  }

  /** Nothing of the batch was placed. Halving it until the order is alone whose value the database refused (class 22, 23) keeps the others. */
  async function answerFailed(batch: WaitingOrder[], verbs: Verb[], error: unknown): Promise<void> {
    const middle = batch.length >> 1
    if (middle > 0 && /^2[23]/.test(errorCode(error))) {
      await answerEach(batch.slice(0, middle), verbs)
      await answerEach(batch.slice(middle), verbs)
    } else {
      for (const entry of batch) entry.reject(error)
    }
  }

  /** @returns whether there was an answer */
  function answer(entry: WaitingOrder, outcome: PlacedOrder | ProblemError | undefined): boolean {
    const { product_id } = entry.order
    if (!outcome) {
      soldOut.delete(product_id)
    } else if (outcome instanceof ProblemError) {
      if (isSoldOut(outcome)) soldOut.add(product_id)
      entry.reject(outcome)
    } else {
      entry.resolve(outcome)
    }
    return outcome !== undefined
  }
}

function isSoldOut(problem: ProblemError): boolean {
  return isProblem(problem, 'OUT_OF_STOCK') && problem.members.available === 0
}
