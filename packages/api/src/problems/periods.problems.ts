import Type from 'typebox'
import { Time } from '../server/route-schemas.ts'
import type { ProblemKind } from './problem-kind.ts'

export const periodProblems = {
  PERIOD_CLOSED: {
    status: 409,
    title: 'Period closed',
    meaning: 'The days are closed, so their settlements do not change',
    remedy:
      'Book a correction today as an ADJUSTMENT, or reopen the days with POST /periods/reopen',
    members: {
      through: {
        schema: Type.String({ format: 'date', description: 'The last closed day' }),
        example: '2025-01-31',
      },
      timezone: { schema: Type.String({ description: 'The zone of that day' }), example: 'UTC' },
    },
  },
  PERIOD_NOT_ENDED: {
    status: 409,
    title: 'Period not ended',
    meaning: 'The last day has not ended in its time zone, so it cannot be closed',
    remedy: 'Close it after ends_at, or an earlier day now',
    members: { ends_at: { schema: Time, example: '2026-11-27T00:00:00.000Z' } },
  },
  PERIOD_NOT_SETTLED: {
    status: 409,
    title: 'Period not settled',
    meaning:
      'Days have transactions that are not settled, or that changed since, or a settlement of them is running',
    remedy: 'Settle unsettled_days again, then close; or close them as they are with force',
    members: {
      unsettled_days: {
        schema: Type.Array(Type.String({ format: 'date' }), { description: 'The first 100' }),
        example: ['2025-01-30', '2025-01-31'],
      },
    },
  },
  PERIOD_NOT_CLOSED: {
    status: 409,
    title: 'Period not closed',
    meaning: 'The days after through are not closed, so there is nothing to reopen',
    remedy: 'Read with GET /periods what is closed',
  },
  PERIOD_BUSY: {
    status: 409,
    title: 'Period busy',
    meaning:
      'A settlement is being published, transactions are being imported, or a transaction that began before the last day ended is still running',
    remedy: 'Wait for the seconds in Retry-After, then send the request again',
    retryAfter: 1,
  },
} as const satisfies Record<string, ProblemKind>
