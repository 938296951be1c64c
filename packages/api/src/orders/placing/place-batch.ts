import { errorCode } from '@order-settlement/db/database-errors.ts'
import type { Database } from '@order-settlement/db/tables.ts'
import { isProblem, ProblemError } from '../../problems/problem-error.ts'
import type { PlacedOrder, WantedOrder } from './allocate.ts'
import { placeOrders } from './place-orders.ts'
import { placePlainOrders } from './place-plain-orders.ts'
import { refuseSoldOut } from './refuse-sold-out.ts'

/** An order and the promise of its answer. */
export interface PendingOrder {
  order: WantedOrder
  resolve: (placed: PlacedOrder) => void
  reject: (error: unknown) => void
}

type Answer = PlacedOrder | ProblemError

/** Answers orders; the next handler gets those that it leaves undefined. */
type Handler = (db: Database, wanted: WantedOrder[]) => Promise<(Answer | undefined)[]>

/**
 * Creates the function that answers a batch of orders: it settles the promise of each and never rejects. It
 * remembers which products were sold out, and checks orders for those without a lock first.
 */
export function createBatchPlacer(db: Database): (batch: PendingOrder[]) => Promise<void> {
  // Only a hint: the database decides.
  const soldOut = new Set<number>()

  return async (batch) => {
    const likelySoldOut = batch.filter(({ order }) => soldOut.has(order.product_id))
    const others = batch.filter(({ order }) => !soldOut.has(order.product_id))
    await Promise.all([
      answerEach(likelySoldOut, [refuseSoldOut, placePlainOrders, placeOrders]),
      answerEach(others, [placePlainOrders, placeOrders]),
    ])
  }

  async function answerEach(batch: PendingOrder[], handlers: Handler[]): Promise<void> {
    const [handler, ...nextHandlers] = handlers
    if (!handler || batch.length === 0) return
    let answers: (Answer | undefined)[]
    try {
      answers = await handler(
        db,
        batch.map(({ order }) => order),
      )
    } catch (error) {
      return await bisect(batch, handlers, error)
    }
    const unanswered = batch.filter((pending, index) => !settle(pending, answers[index], soldOut))
    await answerEach(unanswered, nextHandlers)
  }

  /**
   * Called when a handler failed and placed none of the batch. If the database refused a value (class 22 or 23), it
   * retries each half, until only the order with that value fails.
   */
  async function bisect(batch: PendingOrder[], handlers: Handler[], error: unknown): Promise<void> {
    const middle = batch.length >> 1
    if (middle > 0 && /^2[23]/.test(errorCode(error))) {
      await answerEach(batch.slice(0, middle), handlers)
      await answerEach(batch.slice(middle), handlers)
    } else {
      for (const pending of batch) pending.reject(error)
    }
  }
}

/** Settles an order's promise, and keeps `soldOut` current. @returns whether there was an answer */
function settle(
  { order, resolve, reject }: PendingOrder,
  answer: Answer | undefined,
  soldOut: Set<number>,
): boolean {
  if (!answer) {
    soldOut.delete(order.product_id)
  } else if (answer instanceof ProblemError) {
    if (isSoldOut(answer)) soldOut.add(order.product_id)
    reject(answer)
  } else {
    resolve(answer)
  }
  return answer !== undefined
}

function isSoldOut(problem: ProblemError): boolean {
  return isProblem(problem, 'OUT_OF_STOCK') && problem.members.available === 0
}
