import type { Database } from '@order-settlement/db/tables.ts'
import { ProblemError } from '../problems/problem-error.ts'
import { findMerchant } from './merchants.queries.ts'
import type { Merchant } from './merchants.schemas.ts'
import { toMerchant } from './to-merchant.ts'

/**
 * Reads one merchant.
 *
 * @param only the one merchant that may be read; any if undefined
 * @throws ProblemError MERCHANT_NOT_FOUND, also for another merchant than `only`
 */
export async function readMerchant(db: Database, id: string, only?: string): Promise<Merchant> {
  const row = only === undefined || only === id ? await findMerchant(db, id) : undefined
  if (!row) throw new ProblemError('MERCHANT_NOT_FOUND', `There is no merchant ${id}`)
  return toMerchant(row)
}
