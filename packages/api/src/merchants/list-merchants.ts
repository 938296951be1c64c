import type { Database } from '@order-settlement/db/tables.ts'
import Type from 'typebox'
import { defaultLimit, readCursor, toPage } from '../server/pagination.ts'
import { storableText } from '../server/route-schemas.ts'
import { selectMerchants } from './merchants.queries.ts'
import type { MerchantPage, MerchantQuery } from './merchants.schemas.ts'
import { toMerchant } from './to-merchant.ts'

const Key = Type.Tuple([Type.String({ minLength: 1, pattern: storableText })])

/**
 * A page of merchants by id (keyset pagination): new merchants neither repeat nor displace one on the pages that
 * follow.
 *
 * @param only the one merchant that may be listed; all if undefined
 * @throws ProblemError VALIDATION for an invalid cursor
 */
export async function listMerchants(
  db: Database,
  { limit = defaultLimit, cursor, q }: MerchantQuery,
  only?: string,
): Promise<MerchantPage> {
  const [after] = readCursor(cursor, Key) ?? []
  const rows = await selectMerchants(db, { q, only }, after, limit + 1)
  const { page, next_cursor } = toPage(rows, limit, ({ id }) => [id])
  return { merchants: page.map(toMerchant), next_cursor }
}
