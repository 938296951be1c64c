import type { Database } from '@order-settlement/db/tables.ts'
import { ProblemError } from '../../problems/problem-error.ts'
import { findOrdersByKeys } from '../orders.queries.ts'
import { type Answer, replay, type WantedOrder } from './wanted-order.ts'

/**
 * Replaces the answers to orders whose idempotency key belongs to a placed order. A product of a merchant that the
 * caller does not see stays not found: its key may have placed an order of it before it was bound to one merchant.
 *
 * @param currency of merchants that nobody described
 * @param isOpen whether the key of an order with this answer is to be looked up
 * @returns the answers; an error for each order whose key could not be looked up, since the others may be committed
 */
export async function answerByKeys(
  db: Database,
  wanted: WantedOrder[],
  answers: (Answer | undefined)[],
  currency: string,
  isOpen: (answer: Answer | undefined) => boolean,
): Promise<(Answer | undefined)[]> {
  const open = wanted.filter(
    ({ key, only }, index) =>
      key !== undefined &&
      isOpen(answers[index]) &&
      !(only !== undefined && isNotFound(answers[index])),
  )
  if (open.length === 0) return answers
  const isLookedUp = new Set(open)
  const earlier = await findOrdersByKeys(db, open, currency).catch((cause: unknown) =>
    cause instanceof Error ? cause : new Error('keys were not looked up', { cause }),
  )
  return wanted.map((order, index) => {
    if (!isLookedUp.has(order)) return answers[index]
    if (earlier instanceof Error) return earlier
    const placed = earlier.get(order.key ?? '')
    return placed ? replay(placed, order) : answers[index]
  })
}

function isNotFound(answer: Answer | undefined): boolean {
  return answer instanceof ProblemError && answer.code === 'PRODUCT_NOT_FOUND'
}
