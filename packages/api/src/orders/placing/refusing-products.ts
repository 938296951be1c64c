import { ProblemError } from '../../problems/problem-error.ts'
import type { ProblemCode } from '../../problems/problems.ts'
import type { Answer, WantedOrder } from './wanted-order.ts'

/** Refusals after which others of the product are likely. An unknown product is none: there is no end of their ids. */
const lastingRefusals = new Set<ProblemCode>([
  'OUT_OF_STOCK',
  'LIMIT_EXCEEDED',
  'SALE_NOT_STARTED',
  'SALE_ENDED',
  'PRODUCT_ARCHIVED',
])

export interface RefusingProducts {
  has(productId: number): boolean
  /** Notes what became of orders, so that a product that placed one, or may place one, is not in it. */
  note(wanted: WantedOrder[], answers: (Answer | undefined)[]): void
}

/** Remembers products that refused all orders of their last batch. Only a hint: the database decides. */
export function createRefusingProducts(): RefusingProducts {
  const ids = new Set<number>()
  return {
    has: (productId) => ids.has(productId),
    note(wanted, answers) {
      for (const [index, { product_id }] of wanted.entries()) {
        const answer = answers[index]
        if (answer instanceof ProblemError && lastingRefusals.has(answer.code)) ids.add(product_id)
      }
      for (const [index, { product_id }] of wanted.entries()) {
        const answer = answers[index]
        if (!answer || ('order' in answer && !answer.replayed)) ids.delete(product_id)
      }
    },
  }
}
