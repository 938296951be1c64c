import { type Span, trace } from '@opentelemetry/api'
import { errorCode } from '@order-settlement/db/database-errors.ts'
import type { Database } from '@order-settlement/db/tables.ts'
import { RequestError } from '../../problems/request-errors.ts'
import { OrderError } from '../orders.errors.ts'
import type { PlacedOrder, WantedOrder } from './allocate.ts'
import { placeOrders } from './place-orders.ts'
import { placePlainOrders } from './place-plain-orders.ts'
import { refuseSoldOut } from './refuse-sold-out.ts'
import { traceBatch } from './trace-batch.ts'

export interface OrderDeskOptions {
  db: Database
  /** Transactions at a time. With one, orders are served in the order they came, and each batch is large. */
  lanes: number
  /** Orders in one transaction at most. */
  batchSize: number
  /** Orders that may wait; past it they are refused at once. */
  queueLimit: number
  /** How long an order may wait for its turn, in ms. */
  maxWaitMs: number
  /** Hears of each batch whose turn has come: how long each of its orders has waited, in ms. */
  onBatch?: (waitsMs: number[]) => void
}

export interface OrderDesk {
  /**
   * Places an order together with all that wait: they share one transaction and one commit (group commit),
   * so the row lock of a hot product is taken once for hundreds of orders. A lone order starts at once.
   *
   * First come is first served within a batch; between two that are under way the database decides.
   *
   * @param isWanted asked when its turn comes: the order of a client that has left is dropped
   * @throws OrderError as `placeOrders` returns it
   * @throws RequestError OVERLOADED if too many wait, or its turn did not come in time
   */
  place(order: WantedOrder, isWanted: () => boolean): Promise<PlacedOrder>
  /** Orders that wait for their turn. */
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

/** Answers orders; those that it leaves undefined are for the next verb. */
type Verb = (
  db: Database,
  wanted: WantedOrder[],
) => Promise<(PlacedOrder | OrderError | undefined)[]>

export function openOrderDesk(options: OrderDeskOptions): OrderDesk {
  const { db, lanes, batchSize, queueLimit, maxWaitMs, onBatch } = options
  let waiting: WaitingOrder[] = []
  // A hint only, the database decides: what it names is asked without a lock first.
  const soldOut = new Set<number>()
  let busyLanes = 0
  let opening = false
  let _watch: NodeJS.Timeout | undefined

  return {
    place(order, isWanted) {
      if (waiting.length >= queueLimit) return Promise.reject(new RequestError('OVERLOADED'))
      return new Promise((resolve, reject) => {
        const deadline = performance.now() + maxWaitMs
        const span = trace.getActiveSpan()
        waiting.push({ order, isWanted, deadline, span, resolve, reject })
        // After the requests that have arrived with this one, which join its transaction.
        if (!opening) setImmediate(openLanes)
        opening = true
      })
    },
    get waiting() {
      return waiting.length
    },
  }

  function openLanes() {
    opening = false
    while (busyLanes < lanes && waiting.length > 0) {
      busyLanes += 1
      void serve(waiting.splice(0, batchSize)).finally(() => {
        busyLanes -= 1
        openLanes()
      })
    }
    // While the database hangs no lane comes free, and those who wait must hear of it all the same.
    if (waiting.length > 0) _watch ??= setTimeout(dropExpired, 100)
  }

  function dropExpired() {
    _watch = undefined
    waiting = waiting.filter(isDue)
    openLanes()
  }

  function isDue(entry: WaitingOrder): boolean {
    if (entry.deadline >= performance.now() && entry.isWanted()) return true
    entry.reject(new RequestError('OVERLOADED'))
    return false
  }

  async function serve(batch: WaitingOrder[]): Promise<void> {
    const due = batch.filter(isDue)
    const now = performance.now()
    onBatch?.(due.map(({ deadline }) => now - (deadline - maxWaitMs)))
    const suspects = due.filter(({ order }) => soldOut.has(order.product_id))
    const others = due.filter(({ order }) => !soldOut.has(order.product_id))
    const spans = due.map(({ span }) => span)
    await traceBatch(spans, async () => {
      await Promise.all([
        answerEach(suspects, [refuseSoldOut, placePlainOrders, placeOrders]),
        answerEach(others, [placePlainOrders, placeOrders]),
      ])
    })
  }

  /** Answers every order of a batch, whatever happens: by the first verb, or else by the next. */
  async function answerEach(batch: WaitingOrder[], verbs: Verb[]): Promise<void> {
    const [verb, ...nextVerbs] = verbs
    if (!verb || batch.length === 0) return
    let outcomes: (PlacedOrder | OrderError | undefined)[]
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

  /** A value that the database refuses fails its own order alone; nothing of the batch was placed. */
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
  function answer(entry: WaitingOrder, outcome: PlacedOrder | OrderError | undefined): boolean {
    const { product_id } = entry.order
    if (!outcome) {
      soldOut.delete(product_id)
    } else if (outcome instanceof OrderError) {
      if (outcome.details.available === 0) soldOut.add(product_id)
      entry.reject(outcome)
    } else {
      entry.resolve(outcome)
    }
    return outcome !== undefined
  }
}
