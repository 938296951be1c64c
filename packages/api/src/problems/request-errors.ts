import {
  errorCode,
  isDatabaseUnavailable,
  isTransactionConflict,
} from '@order-settlement/db/database-errors.ts'
import type { FastifyError } from 'fastify'
import { fieldErrors } from '../server/validation.ts'
import { Refusal, type RefusalDetails } from './refusal.ts'

export type RequestErrorCode =
  | 'VALIDATION'
  | 'MALFORMED_REQUEST'
  | 'MALFORMED_URL'
  | 'ROUTE_NOT_FOUND'
  | 'METHOD_NOT_ALLOWED'
  | 'REQUEST_TIMEOUT'
  | 'PRECONDITION_FAILED'
  | 'BODY_TOO_LARGE'
  | 'URL_TOO_LONG'
  | 'UNSUPPORTED_MEDIA_TYPE'
  | 'RANGE_NOT_SATISFIABLE'
  | 'RATE_LIMITED'
  | 'HEADERS_TOO_LARGE'
  | 'INTERNAL'
  | 'DATABASE_UNAVAILABLE'
  | 'OVERLOADED'

const statuses = {
  VALIDATION: 400,
  MALFORMED_REQUEST: 400,
  MALFORMED_URL: 400,
  ROUTE_NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  REQUEST_TIMEOUT: 408,
  PRECONDITION_FAILED: 412,
  BODY_TOO_LARGE: 413,
  URL_TOO_LONG: 414,
  UNSUPPORTED_MEDIA_TYPE: 415,
  RANGE_NOT_SATISFIABLE: 416,
  RATE_LIMITED: 429,
  HEADERS_TOO_LARGE: 431,
  INTERNAL: 500,
  DATABASE_UNAVAILABLE: 503,
  OVERLOADED: 503,
} satisfies Record<RequestErrorCode, number>

const sentences = {
  VALIDATION: 'The request is not valid',
  MALFORMED_REQUEST: 'The request is not well-formed HTTP',
  MALFORMED_URL: 'The URL is not well-formed',
  ROUTE_NOT_FOUND: 'There is nothing at this path',
  METHOD_NOT_ALLOWED: 'This path does not know the method',
  REQUEST_TIMEOUT: 'The request did not arrive in time',
  PRECONDITION_FAILED: 'The file is not the one that the condition names',
  BODY_TOO_LARGE: 'The body is larger than 65536 bytes',
  URL_TOO_LONG: 'The URL is too long',
  UNSUPPORTED_MEDIA_TYPE: 'Send the body as application/json',
  RANGE_NOT_SATISFIABLE: 'The file does not reach to the range',
  RATE_LIMITED: 'These are too many requests; ask again after Retry-After seconds',
  HEADERS_TOO_LARGE: 'The request headers are too large',
  INTERNAL: 'Something went wrong on our side',
  DATABASE_UNAVAILABLE:
    'The database cannot be reached now; whether it was done is not known: send it again with the same Idempotency-Key',
  OVERLOADED: 'There is too much to do now; nothing was changed',
} satisfies Record<RequestErrorCode, string>

/** A request that no domain could answer: it is not understood, or the service cannot serve it. */
export class RequestError extends Refusal<RequestErrorCode> {
  constructor(code: RequestErrorCode, details: RefusalDetails = {}, options?: ErrorOptions) {
    const [first] = details.errors ?? []
    const detail = first ? `${first.path || 'The body'} ${first.message}` : sentences[code]
    super(code, detail, details, options)
  }

  get status(): number {
    return statuses[this.code]
  }
}

/** What the caller is told about `error`: its own words for a refusal, nothing of it for a surprise. */
export function refusalOf(error: FastifyError | Error): Refusal {
  if (error instanceof Refusal) return error
  if ('statusCode' in error && error.statusCode !== undefined && error.statusCode < 500) {
    return frameworkRefusal(error)
  }
  return new RequestError(surpriseCode(error), {}, { cause: error })
}

function surpriseCode(error: Error): RequestErrorCode {
  if (isDatabaseUnavailable(error)) return 'DATABASE_UNAVAILABLE'
  // A statement or a lock took longer than it may, or a transaction lost against others every time.
  const overloaded = ['57014', '55P03'].includes(errorCode(error)) || isTransactionConflict(error)
  return overloaded ? 'OVERLOADED' : 'INTERNAL'
}

function frameworkRefusal(error: FastifyError): RequestError {
  if (error.validation) {
    return new RequestError('VALIDATION', {
      errors: fieldErrors(error.validation, error.validationContext),
    })
  }
  if (error.code?.startsWith('FST_ERR_CTP_') && error.statusCode === 400) {
    return new RequestError('VALIDATION', {
      errors: [{ path: '', message: 'is not valid JSON' }],
    })
  }
  if (error.code === 'FST_ERR_BAD_URL') return new RequestError('MALFORMED_URL')
  return new RequestError(codesByStatus[error.statusCode ?? 400] ?? 'MALFORMED_REQUEST')
}

const codesByStatus: Record<number, RequestErrorCode> = {
  404: 'ROUTE_NOT_FOUND',
  405: 'METHOD_NOT_ALLOWED',
  408: 'REQUEST_TIMEOUT',
  412: 'PRECONDITION_FAILED',
  413: 'BODY_TOO_LARGE',
  414: 'URL_TOO_LONG',
  415: 'UNSUPPORTED_MEDIA_TYPE',
  416: 'RANGE_NOT_SATISFIABLE',
  431: 'HEADERS_TOO_LARGE',
}
