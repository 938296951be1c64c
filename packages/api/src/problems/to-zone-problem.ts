import { errorCode } from '@order-settlement/db/database-errors.ts'
import { invalidField } from './problem-error.ts'

/**
 * The problem of a time zone that Node.js knows and PostgreSQL does not; any other error as it is.
 *
 * @param path JSON pointer of the zone in the request
 */
export function toZoneProblem(error: unknown, path: string): unknown {
  return errorCode(error) === '22023' ? invalidField(path, 'is not known to the database') : error
}
