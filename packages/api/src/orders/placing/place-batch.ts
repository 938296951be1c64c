import { errorCode } from '@order-settlement/db/database-errors.ts'
import type { Database } from '@order-settlement/db/tables.ts'
import { placeOrders } from './place-orders.ts'
import { refuseOrders } from './refuse-orders.ts'
import { createRefusingProducts } from './refusing-products.ts'
import type { Answer, PlacedOrder, WantedOrder } from './wanted-order.ts'

/** An order and the promise of its answer. */
export interface PendingOrder {
  order: WantedOrder
  resolve: (placed: PlacedOrder) => void
  reject: (error: unknown) => void
}

/** Answers orders; those that it leaves undefined go to the next handler, or again to the last one. */
type Handler = (wanted: WantedOrder[]) => Promise<(Answer | undefined)[]>

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
  const refusing = createRefusingProducts()
  const noting =
    (handle: typeof placeOrders): Handler =>
    async (wanted) => {
      const answers = await handle(db, wanted, currency)
      refusing.note(wanted, answers)
      return answers
    }
  const [place, refuse] = [noting(placeOrders), noting(refuseOrders)]

  return async (batch) => {
    const likelyRefused = batch.filter(({ order }) => refusing.has(order.product_id))
    const others = batch.filter(({ order }) => !refusing.has(order.product_id))
    await Promise.all([answerEach(likelyRefused, [refuse, place]), answerEach(others, [place])])
  }
}

async function answerEach(batch: PendingOrder[], handlers: Handler[]): Promise<void> {
  const [handler, ...nextHandlers] = handlers
  if (!handler || batch.length === 0) return
  let answers: (Answer | undefined)[]
  try {
    answers = await handler(batch.map(({ order }) => order))
  } catch (error) {
    return await bisect(batch, handlers, error)
  }
  const unanswered = batch.filter((pending, index) => !settle(pending, answers[index]))
  const isLast = nextHandlers.length === 0
  if (isLast && unanswered.length === batch.length)
    return rejectAll(batch, new Error('a batch of orders was placed without an answer'))
  await answerEach(unanswered, isLast ? handlers : nextHandlers)
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
