import type { ProblemKind } from './problem-kind.ts'

export const productProblems = {
  PRODUCT_NOT_FOUND: {
    status: 404,
    title: 'Product not found',
    meaning: 'There is no product with this id',
    remedy: 'Check product_id',
  },
} as const satisfies Record<string, ProblemKind>
