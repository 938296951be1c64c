import Type from 'typebox'
import type { ProblemKind } from './problem-kind.ts'

export const productProblems = {
  PRODUCT_NOT_FOUND: {
    status: 404,
    title: 'Product not found',
    meaning: 'There is no product with this id, or the API key is bound to another merchant',
    remedy: 'Check the id',
  },
  STOCK_BELOW_ZERO: {
    status: 409,
    title: 'Stock below zero',
    meaning: 'The product has fewer units in stock than are to be taken away',
    remedy: 'Take away at most the units in stock; units that are held or sold are not in it',
    members: { stock: { schema: Type.Integer({ description: 'Units in stock' }), example: 7 } },
  },
  PRODUCT_CHANGED: {
    status: 412,
    title: 'Product changed',
    meaning: 'The product was changed after the ETag in If-Match was read',
    remedy: 'Read the product again, decide with its current values, and send its ETag',
  },
} as const satisfies Record<string, ProblemKind>
