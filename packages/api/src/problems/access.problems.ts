import type { ProblemKind } from './problem-kind.ts'

/** Callers that are not known, not allowed or too many. */
export const accessProblems = {
  UNAUTHENTICATED: {
    status: 401,
    title: 'Unauthenticated',
    meaning: 'The request has no API key, or one that is unknown or expired',
    remedy: 'Send a valid key in the header Authorization: Bearer KEY',
    detail: 'Send an API key that is known and not expired',
  },
  FORBIDDEN: {
    status: 403,
    title: 'Forbidden',
    meaning: 'The API key lacks the scope of this operation',
    remedy: 'Use a key with the scope that the header WWW-Authenticate names',
  },
  MERCHANT_KEY_REFUSED: {
    status: 403,
    title: 'Merchant key refused',
    meaning: 'The API key is bound to one merchant, and the request concerns others',
    remedy: 'Ask for your own merchant only, or use a key that is bound to none',
  },
  RATE_LIMITED: {
    status: 429,
    title: 'Rate limited',
    meaning: 'The caller has sent more requests than its limit per minute',
    remedy: 'Wait for the seconds in the header Retry-After, then send the request again',
    detail: 'Too many requests; retry after the seconds in Retry-After',
  },
} as const satisfies Record<string, ProblemKind>
