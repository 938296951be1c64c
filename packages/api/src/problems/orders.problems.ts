import Type from 'typebox'
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
} as const satisfies Record<string, ProblemKind>
