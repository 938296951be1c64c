import type { ProblemKind } from './problem-kind.ts'

export const settlementProblems = {
  SETTLEMENT_NOT_FOUND: {
    status: 404,
    title: 'Settlement not found',
    meaning:
      'The day is not settled, or the merchant had no transactions on it, or the API key is bound to another merchant',
    remedy: 'Check merchant and date, or settle the day with POST /jobs/settlement',
  },
} as const satisfies Record<string, ProblemKind>
