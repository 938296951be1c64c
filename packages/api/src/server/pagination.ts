import Type, { type Static, type TSchema } from 'typebox'
import { Value } from 'typebox/value'
import { invalidField } from '../problems/problem-error.ts'

/** The query parameters of every list (keyset pagination). */
export const PageQuery = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, description: 'Default 50' })),
  cursor: Type.Optional(
    Type.String({ maxLength: 8192, description: 'next_cursor of the previous page' }),
  ),
}

/** What every list returns besides its items. */
export const NextCursor = Type.Union([Type.String(), Type.Null()], {
  description: 'null on the last page',
})

export const defaultLimit = 50

/** The key of lists that are ordered by a number; of at most 18 digits, so that the database can compare it. */
export const IdKey = Type.Tuple([Type.String({ pattern: '^[1-9][0-9]{0,17}$' })])

/**
 * Cuts a page from rows that were queried with a limit of one more.
 *
 * @param keyOf the key that the rows are ordered by, as text
 */
export function toPage<Row>(
  rows: Row[],
  limit: number,
  keyOf: (row: Row) => string[],
): { page: Row[]; next_cursor: string | null } {
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return { page, next_cursor: rows.length > limit && last ? toCursor(keyOf(last)) : null }
}

/** The key of the last row of a page, opaque to callers. */
function toCursor(key: string[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url')
}

/**
 * The key within a cursor.
 *
 * @param schema of the key, an array of strings
 * @throws ProblemError VALIDATION for a cursor that is not the `next_cursor` of a page
 */
export function readCursor<Key extends TSchema>(
  cursor: string | undefined,
  schema: Key,
): Static<Key> | undefined {
  if (cursor === undefined) return undefined
  const key = parse(Buffer.from(cursor, 'base64url').toString())
  if (Value.Check(schema, key) && toCursor(key as string[]) === cursor) return key
  throw invalidField('/querystring/cursor', 'is not the next_cursor of a page')
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
