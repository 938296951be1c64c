import type { Database } from '@order-settlement/shared/database.ts'
import { sqlState } from '@order-settlement/shared/database-errors.ts'
import { RequestError } from '../http/request-errors.ts'
import type { PlacedOrder, WantedOrder } from './allocate.ts'
import { OrderError } from './orders.errors.ts'
import { placeOrders } from './place-orders.ts'
import { refuseSoldOut } from './refuse-sold-out.ts'

export interface OrderDeskOptions {
  db: Database
  /** Transactions at a time: while one commits another collects; more would wait for the same rows. */
  lanes: number
  /** Orders in one transaction at most. */
  batchSize: number
  /** Orders that may wait; past it they are refused at once. */
  queueLimit: number
  /** How long an order may wait for its turn, in ms. */
  maxWaitMs: number
}

export interface OrderDesk {
  /**
   * Places an order together with all that wait: they share one transaction and one commit (group commit),
   * so the row lock of a hot product is taken once for hundreds of orders. A lone order starts at once.
   *
   * @param isWanted asked when its turn comes: the order of a client that has left is dropped
   * @throws OrderError as `placeOrders` returns it
   * @throws RequestError OVERLOADED if too many wait, or its turn did not come in time
   */
  place(order: WantedOrder, isWanted: () => boolean): Promise<PlacedOrder>
}

interface WaitingOrder {
  order: WantedOrder
  isWanted: () => boolean
  /** On the clock of `performance.now()`, in ms. */
  deadline: number
  resolve: (placed: PlacedOrder) => void
  reject: (error: unknown) => void
}

export function openOrderDesk(options: OrderDeskOptions): OrderDesk {
  const { db, lanes, batchSize, queueLimit, maxWaitMs } = options
  const waiting: WaitingOrder[] = []
  // A hint only, the database decides: what it names is asked without a lock first.
  const soldOut = new Set<number>()
  let busyLanes = 0
  let opening = false

  return {
    place(order, isWanted) {
      if (waiting.length >= queueLimit) return Promise.reject(new RequestError('OVERLOADED'))
      return new Promise((resolve, reject) => {
        waiting.push({ order, isWanted, deadline: performance.now() + maxWaitMs, resolve, reject })
        // After the requests that have arrived with this one, which join its transaction.
        if (!opening) setImmediate(openLanes)
        opening = true
      })
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
  }

  async function serve(batch: WaitingOrder[]): Promise<void> {
    const now = performance.now()
    const due = batch.filter((entry) => {
      if (entry.deadline >= now && entry.isWanted()) return true
      entry.reject(new RequestError('OVERLOADED'))
      return false
    })
    const suspects = due.filter(({ order }) => soldOut.has(order.product_id))
    const others = suspects.length > 0 ? due.filter((entry) => !suspects.includes(entry)) : due
    await answerEach(suspects, refuseSoldOut)
    await answerEach(others, placeOrders)
  }

  /** Answers every order of a batch, whatever happens. */
  async function answerEach(
    batch: WaitingOrder[],
    verb: typeof refuseSoldOut | typeof placeOrders,
  ): Promise<void> {
    if (batch.length === 0) return
    const orders = batch.map(({ order }) => order)
    try {
      const outcomes = await verb(db, orders)
      if (!outcomes) {
        for (const { product_id } of orders) soldOut.delete(product_id)
        return await answerEach(batch, placeOrders)
      }
      for (const [index, entry] of batch.entries()) answer(entry, outcomes[index])
    } catch (error) {
      // A value that the database refused: its neighbours go on without it.
      if (batch.length > 1 && /^2[23]/.test(sqlState(error))) {
        const middle = batch.length >> 1
        await answerEach(batch.slice(0, middle), placeOrders)
        await answerEach(batch.slice(middle), placeOrders)
      } else {
        for (const entry of batch) entry.reject(error)
      }
    }
  }

  function answer(entry: WaitingOrder, outcome: PlacedOrder | OrderError | undefined): void {
    if (outcome && !(outcome instanceof OrderError)) {
      entry.resolve(outcome)
    } else {
      if (outcome?.details.available === 0) soldOut.add(entry.order.product_id)
      entry.reject(outcome ?? new Error('an order was not answered'))
    }
  }
}
