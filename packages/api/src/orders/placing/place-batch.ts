import { errorCode } from '@order-settlement/db/database-errors.ts'
import type { Database } from '@order-settlement/db/tables.ts'
import { ProblemError } from '../../problems/problem-error.ts'
import type { ProblemCode } from '../../problems/problems.ts'
import { placeOrders } from './place-orders.ts'
import { refuseOrders } from './refuse-orders.ts'
import type { Answer, PlacedOrder, WantedOrder } from './wanted-order.ts'

/** An order and the promise of its answer. */
export interface PendingOrder {
  order: WantedOrder
  resolve: (placed: PlacedOrder) => void
  reject: (error: unknown) => void
}

/** Answers orders; those that it leaves undefined go to the next handler, or again to the last one. */
type Handler = (db: Database, wanted: WantedOrder[]) => Promise<(Answer | undefined)[]>

/** Refusals after which others of the product are likely. An unknown product is none: there is no end of their ids. */
const lastingRefusals = new Set<ProblemCode>([
  'OUT_OF_STOCK',
  'LIMIT_EXCEEDED',
  'SALE_NOT_STARTED',
  'SALE_ENDED',
  'PRODUCT_ARCHIVED',
])

/**
 * Creates the function that answers a batch of orders: it settles the promise of each and never rejects. It remembers
 * which products refused all orders of their last batch, and checks orders for those without a lock first.
 *
 * @param currency of merchants that nobody described
 */
export function createBatchPlacer(
  db: Database,
  currency: string,
): (batch: PendingOrder[]) => Promise<void> {
  const place: Handler = (of, wanted) => placeOrders(of, wanted, currency)
  const refuse: Handler = (of, wanted) => refuseOrders(of, wanted, currency)
  // Only a hint: the database decides.
  const refusing = new Set<number>()

  return async (batch) => {
    const likelyRefused = batch.filter(({ order }) => refusing.has(order.product_id))
    const others = batch.filter(({ order }) => !refusing.has(order.product_id))
    await Promise.all([answerEach(likelyRefused, [refuse, place]), answerEach(others, [place])])
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
    noteRefusing(batch, answers)
    const unanswered = batch.filter((pending, index) => !settle(pending, answers[index]))
    const isLast = nextHandlers.length === 0
    if (isLast && unanswered.length === batch.length)
      return rejectAll(batch, new Error('a batch of orders was placed without an answer'))
    await answerEach(unanswered, isLast ? handlers : nextHandlers)
  }

  /** Keeps `refusing` current: a product that placed an order, or may place one, is not in it. */
  function noteRefusing(batch: PendingOrder[], answers: (Answer | undefined)[]): void {
    for (const [index, { order }] of batch.entries()) {
      const answer = answers[index]
      if (answer instanceof ProblemError && lastingRefusals.has(answer.code))
        refusing.add(order.product_id)
    }
    for (const [index, { order }] of batch.entries()) {
      const answer = answers[index]
      if (!answer || ('order' in answer && !answer.replayed)) refusing.delete(order.product_id)
    }
  }

  /**
   * Called when a handler failed and placed none of the batch. If the database refused a value (class 22 or 23), it
   * retries each half, until only the order with that value fails.
   */
  async function bisect(batch: PendingOrder[], handlers: Handler[], error: unknown): Promise<void> {
    const middle = batch.length >> 1
    if (middle === 0 || !/^2[23]/.test(errorCode(error))) return rejectAll(batch, error)
    await answerEach(batch.slice(0, middle), handlers)
    await answerEach(batch.slice(middle), handlers)
  }
}

function rejectAll(batch: PendingOrder[], error: unknown): void {
  for (const { reject } of batch) reject(error)
}

/** Settles an order's promise. @returns whether there was an answer */
function settle({ resolve, reject }: PendingOrder, answer: Answer | undefined): boolean {
  if (!answer) return false
  if (answer instanceof Error) reject(answer)
  else resolve(answer)
  return true
}
