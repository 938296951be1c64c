import { invalidField } from '../problems/problem-error.ts'

/**
 * Reads a time as the database can store and the API can return it, in the years 1 to 9999 of UTC.
 *
 * @param path JSON pointer of the field
 * @throws ProblemError VALIDATION
 */
export function readTime(path: string, text: string): Date {
  // Date knows no leap seconds, which RFC 3339 allows; nothing here is decided by one.
  const time = new Date(text.replace(/:60(?=[.Zz+-])/, ':59'))
  if (/^(?!0000)\d{4}-/.test(Number.isNaN(time.getTime()) ? '' : time.toISOString())) return time
  throw invalidField(path, 'must be a time in the years 0001 to 9999 of UTC')
}
