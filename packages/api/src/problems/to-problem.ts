import {
  errorCode,
  isDatabaseUnavailable,
  isTransactionConflict,
} from '@order-settlement/db/database-errors.ts'
import type { FastifyError } from 'fastify'
import { fieldErrors } from '../server/validation.ts'
import { invalidField, invalidFields, ProblemError } from './problem-error.ts'
import type { ProblemCode } from './problems.ts'

/** The problem that answers `error`: itself if it is one; nothing of an unexpected error is shown. */
export function toProblem(error: FastifyError | Error): ProblemError {
  if (error instanceof ProblemError) return error
  if ('statusCode' in error && error.statusCode !== undefined && error.statusCode < 500) {
    return fromFramework(error)
  }
  const detail = cannotWriteCodes.includes(errorCode(error)) ? cannotWrite : undefined
  return new ProblemError(unexpectedCode(error), detail, undefined, { cause: error })
}

const cannotWrite =
  'The database cannot write at the moment, so the request has changed nothing; retry it later'

/**
 * The database responds but cannot write, and has rolled back. `isDatabaseUnavailable` has only the first of them: a
 * worker would retry the others for ever.
 */
const cannotWriteCodes = [
  '25006', // read-only: a standby, or a primary that was demoted
  '53100', // disk full
  '53200', // out of memory
  '58030', // input or output failed
]

function unexpectedCode(error: Error): ProblemCode {
  if (isDatabaseUnavailable(error) || cannotWriteCodes.includes(errorCode(error)))
    return 'DATABASE_UNAVAILABLE'
  // A statement timeout, a lock timeout, or a transaction that lost every retry.
  const overloaded = ['57014', '55P03'].includes(errorCode(error)) || isTransactionConflict(error)
  return overloaded ? 'OVERLOADED' : 'INTERNAL'
}

function fromFramework(error: FastifyError): ProblemError {
  if (error.validation) return invalidFields(fieldErrors(error.validation, error.validationContext))
  if (error.code?.startsWith('FST_ERR_CTP_') && error.statusCode === 400) {
    return invalidField('', 'is not valid JSON')
  }
  if (error.code === 'FST_ERR_BAD_URL') return new ProblemError('MALFORMED_URL')
  return new ProblemError(frameworkCodes[error.statusCode ?? 400] ?? 'MALFORMED_REQUEST')
}

/** What Fastify and its plugins refuse, by their status. */
const frameworkCodes: Record<number, ProblemCode> = {
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
