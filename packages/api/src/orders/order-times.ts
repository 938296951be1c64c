import type { KeptStretch } from '@order-settlement/db/dropped-months.ts'
import { invalidField } from '../problems/problem-error.ts'
import { readTime } from '../server/read-time.ts'

/** When orders were placed. */
export interface OrderTimes {
  /** Included. */
  from?: Date | undefined
  /** Excluded. */
  to?: Date | undefined
}

/** @throws ProblemError VALIDATION for a time that cannot be stored, and for an end that is not after the start */
export function readOrderTimes({
  created_from,
  created_to,
}: {
  created_from: string | undefined
  created_to: string | undefined
}): OrderTimes {
  const from = created_from && readTime('/querystring/created_from', created_from)
  const to = created_to && readTime('/querystring/created_to', created_to)
  if (from && to && to <= from)
    throw invalidField('/querystring/created_to', 'must be after created_from')
  return { from: from || undefined, to: to || undefined }
}

/**
 * An order gets its id in the transaction that starts at its `created_at`, and transactions that place orders end long
 * before this, by the timeout of their statements.
 */
const maxTransactionMs = 60_000

/**
 * The ids that orders of these times can have: UUIDv7, which begin with their time in ms. So the indexes that end with
 * the id find a time, and none of `created_at` has to be kept while orders are placed.
 *
 * @param before id of the last order of the previous page
 * @param kept where the orders are; anywhere if undefined
 */
export function idsPlaced(
  { from, to }: OrderTimes,
  before: string | undefined,
  kept?: Pick<KeptStretch, 'first_id' | 'end_id'>,
): { least: string; below: string | undefined } {
  const ends = [
    before?.toLowerCase(),
    to && idAt(to.getTime() + maxTransactionMs),
    kept?.end_id ?? undefined,
  ]
  const [below] = ends.filter((id) => id !== undefined).toSorted()
  const starts = [from ? idAt(from.getTime()) : firstId, kept?.first_id ?? firstId]
  const [, least = firstId] = starts.toSorted()
  return { least, below }
}

/** No id is less. */
export const firstId = idAt(0)

/** @returns the least id of a time, in ms since 1970 */
function idAt(ms: number): string {
  const hex = Math.max(0, ms).toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`
}
