import type { ProblemKind } from './problem-kind.ts'

/** Faults of the service. */
export const serverProblems = {
  INTERNAL: {
    status: 500,
    title: 'Internal',
    meaning: 'Something went wrong on our side',
    remedy: 'Report the request id in instance; retry a POST only with its Idempotency-Key',
  },
  DATABASE_UNAVAILABLE: {
    status: 503,
    title: 'Database unavailable',
    meaning: 'The database is unreachable, so the outcome of the request is unknown',
    remedy: 'Send the request again with the same Idempotency-Key after the seconds in Retry-After',
    detail:
      'The database is unreachable and the outcome is unknown; retry with the same Idempotency-Key',
    retryAfter: 1,
  },
  OVERLOADED: {
    status: 503,
    title: 'Overloaded',
    meaning: 'The service is overloaded, and the request changed nothing',
    remedy: 'Retry after the seconds in Retry-After, with exponential backoff',
    detail: 'The service is overloaded and changed nothing; retry after 1 s',
    retryAfter: 1,
  },
  QUEUE_UNAVAILABLE: {
    status: 503,
    title: 'Queue unavailable',
    meaning: 'The job queue is not installed in the database, so no job can be accepted',
    remedy: 'Retry later; the operator must run the migrations if it lasts',
    detail: 'Jobs cannot be accepted now',
    retryAfter: 1,
  },
} as const satisfies Record<string, ProblemKind>
