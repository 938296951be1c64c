import Type from 'typebox'
import { Time } from '../server/route-schemas.ts'
import type { ProblemKind } from './problem-kind.ts'

export const orderProblems = {
  ORDER_NOT_FOUND: {
    status: 404,
    title: 'Order not found',
    meaning: 'There is no order with this id, or the API key may not see it',
    remedy: 'Check the id, and use the key that placed the order or one of its merchant',
  },
  OUT_OF_STOCK: {
    status: 409,
    title: 'Out of stock',
    meaning: 'The product has fewer units left than the order asks for',
    remedy: 'Order at most the available units, or wait for new stock',
    members: {
      requested: { schema: Type.Integer({ description: 'Units asked for' }), example: 2 },
      available: { schema: Type.Integer({ description: 'Units left' }), example: 1 },
    },
  },
  LIMIT_EXCEEDED: {
    status: 409,
    title: 'Limit exceeded',
    meaning: 'The buyer would have more units of the product than one buyer may',
    remedy: 'Order at most the remaining units',
    members: {
      limit: { schema: Type.Integer({ description: 'Units that a buyer may have' }), example: 2 },
      remaining: {
        schema: Type.Integer({ description: 'Units that this buyer may still order' }),
        example: 1,
      },
    },
  },
  SALE_NOT_STARTED: {
    status: 409,
    title: 'Sale not started',
    meaning: 'The sale of the product has not started',
    remedy: 'Order after starts_at: wait for the seconds in Retry-After',
    retryAfter: 1,
    members: { starts_at: { schema: Time, example: '2026-11-27T12:00:00.000Z' } },
  },
  SALE_ENDED: {
    status: 409,
    title: 'Sale ended',
    meaning: 'The sale of the product has ended',
    remedy: 'Choose another product',
    members: { ended_at: { schema: Time, example: '2026-11-27T12:00:00.000Z' } },
  },
  PRODUCT_ARCHIVED: {
    status: 409,
    title: 'Product archived',
    meaning: 'The product is not sold any more',
    remedy: 'Choose another product',
  },
} as const satisfies Record<string, ProblemKind>
