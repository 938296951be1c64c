import Type from 'typebox'
import { nullable, Time } from '../server/route-schemas.ts'
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
  HOLD_EXPIRED: {
    status: 409,
    title: 'Hold expired',
    meaning: 'The hold has run out, and its units or its currency are gone',
    remedy: 'Order again, and refund the buyer if a card was charged',
  },
  ORDER_CANCELLED: {
    status: 409,
    title: 'Order cancelled',
    meaning: 'The order was cancelled, so it cannot be confirmed',
    remedy: 'Order again, and refund the buyer if a card was charged',
  },
  ORDER_ALREADY_CONFIRMED: {
    status: 409,
    title: 'Order already confirmed',
    meaning: 'The order is confirmed with another payment reference, or without one',
    remedy:
      'Confirm without a reference to get the order, and refund the buyer if a card was charged twice',
    members: {
      payment_reference: {
        schema: nullable(Type.String({ description: 'The one that the order keeps' })),
        example: 'pay_1',
      },
    },
  },
  ORDER_NOT_CONFIRMED: {
    status: 409,
    title: 'Order not confirmed',
    meaning:
      'The order is not sold: it is held, has run out, or was cancelled, which refunded all that was left',
    remedy: 'Cancel a hold instead; of a cancelled order nothing is left to refund or return',
  },
  REFUND_EXCEEDS_ORDER: {
    status: 409,
    title: 'Refund exceeds order',
    meaning: 'The refund is more than what is left of the order',
    remedy: 'Refund at most refundable_cents',
    members: {
      refundable_cents: {
        schema: Type.Integer({ description: 'Cents that are not refunded yet' }),
        example: 4950,
      },
    },
  },
  RETURN_EXCEEDS_ORDER: {
    status: 409,
    title: 'Return exceeds order',
    meaning: 'More units would return than the buyer has of the order',
    remedy: 'Return at most returnable_units',
    members: {
      returnable_units: {
        schema: Type.Integer({ description: 'Units that have not returned yet' }),
        example: 1,
      },
    },
  },
} as const satisfies Record<string, ProblemKind>
