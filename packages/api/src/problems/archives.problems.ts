import Type from 'typebox'
import type { ProblemKind } from './problem-kind.ts'

const members = {
  month: { schema: Type.String({ description: 'The archived month, in UTC' }), example: '2025-01' },
  files: {
    schema: Type.Array(Type.String(), {
      description: 'The files of the month, which the operator has',
    }),
    example: ['orders-2025-01.csv.gz', 'refunds-2025-01.csv.gz', 'transactions-2025-01.csv.gz'],
  },
}

/** What was asked for is archived, and no longer in the database. */
export const archiveProblems = {
  ORDER_ARCHIVED: {
    status: 410,
    title: 'Order archived',
    meaning:
      'The id is of a month whose orders are archived and no longer in the database, so the order can neither be read nor changed',
    remedy:
      'Ask the operator for the files of the month. Book a correction as an ADJUSTMENT that relates_to its day',
    members,
  },
  DAY_ARCHIVED: {
    status: 410,
    title: 'Day archived',
    meaning:
      'A day has hours of a month whose orders and transactions are archived and no longer in the database',
    remedy:
      'Ask for days after the month, or ask the operator for its files. GET /settlements and statements still have what was settled',
    members,
  },
  PERIOD_ARCHIVED: {
    status: 409,
    title: 'Period archived',
    meaning: 'A month after the day is archived and no longer in the database, so it stays closed',
    remedy: 'Book a correction today as an ADJUSTMENT that relates_to the day',
    members,
  },
} as const satisfies Record<string, ProblemKind>
