import { insertMerchants } from '@order-settlement/db/insert-merchants.ts'
import { runTransaction } from '@order-settlement/db/run-transaction.ts'
import type { Database, Merchant as Row, Trx } from '@order-settlement/db/tables.ts'
import { ProblemError } from '../problems/problem-error.ts'
import { etagOf, matchesEtag } from '../server/etag.ts'
import {
  hasHolds,
  hasTransactions,
  lockCurrencies,
  lockMerchant,
  type Terms,
  updateMerchant,
} from './merchants.queries.ts'
import type { Merchant, MerchantTerms } from './merchants.schemas.ts'
import { toMerchant } from './to-merchant.ts'

interface Options {
  /** The header If-Match, which lets no merchant be created. */
  ifMatch: string | undefined
  /** Whether a merchant that is there is refused instead of changed. */
  mustBeNew: boolean
  /** Of merchants that nobody described, and of terms that name none. */
  defaultCurrency: string
  /** The name of the caller's API key. */
  by: string | null
}

/**
 * Creates a merchant or replaces its terms, which hold from the next order on. Terms that are there already change
 * nothing, so that a PUT may be sent again.
 *
 * @throws ProblemError CURRENCY_IN_USE if a transaction or a hold of the merchant fixes another currency, MERCHANT_CHANGED if
 *   `ifMatch` does not match, MERCHANT_EXISTS
 */
export async function putMerchant(
  db: Database,
  id: string,
  wanted: MerchantTerms,
  { ifMatch, mustBeNew, defaultCurrency, by }: Options,
): Promise<{ merchant: Merchant; created: boolean }> {
  const terms = toTerms(wanted, defaultCurrency)
  return await runTransaction(db, async (trx) => {
    const created = { id, ...terms, created_by: by, updated_by: by }
    const [inserted] = ifMatch === undefined ? await insertMerchants(trx, [created]) : []
    if (inserted) {
      // A sale in the default currency that is written is waited for, and is seen below.
      if (inserted.currency !== defaultCurrency) await lockCurrencies(trx)
      await requireCurrency(trx, inserted, defaultCurrency)
      return { merchant: toMerchant(inserted), created: true }
    }
    if (mustBeNew) throw new ProblemError('MERCHANT_EXISTS')
    const current = await lockMerchant(trx, id)
    if (!current || (ifMatch !== undefined && !matchesEtag(ifMatch, etagOf(toMerchant(current)))))
      throw new ProblemError('MERCHANT_CHANGED')
    const merchant = await replaceTerms(trx, current, terms, by)
    return { merchant: toMerchant(merchant), created: false }
  })
}

async function replaceTerms(trx: Trx, current: Row, terms: Terms, by: string | null): Promise<Row> {
  if (isSame(current, terms)) return current
  if (current.currency !== terms.currency) {
    // After the merchant's row: no writer of transactions locks that, so no cycle can form. A sale, an import or a
    // statement by hand that holds the lock is waited for, and is seen below. One that comes later finds the new
    // currency; an order that was placed in the old one begins again.
    await lockCurrencies(trx)
    await requireCurrency(trx, { id: current.id, currency: terms.currency }, current.currency)
  }
  return await updateMerchant(trx, current.id, terms, by)
}

/** @param fixed the currency that the merchant's transactions are in, if it has any */
async function requireCurrency(
  trx: Trx,
  { id, currency }: Pick<Row, 'id' | 'currency'>,
  fixed: string,
): Promise<void> {
  if (currency === fixed) return
  if (!(await hasTransactions(trx, id)) && !(await hasHolds(trx, id))) return
  throw new ProblemError(
    'CURRENCY_IN_USE',
    `The merchant has sales or holds in ${fixed}, so its currency cannot be ${currency}`,
    { currency: fixed },
  )
}

function toTerms(wanted: MerchantTerms, defaultCurrency: string): Terms {
  return {
    name: wanted.name,
    currency: wanted.currency ?? defaultCurrency,
    fee_basis_points: wanted.fee_basis_points ?? 0,
    fee_fixed_cents: String(wanted.fee_fixed_cents ?? 0),
    refunds_return_fee: wanted.refunds_return_fee ?? false,
  }
}

function isSame(row: Row, terms: Terms): boolean {
  return Object.entries(terms).every(([name, value]) => row[name as keyof Terms] === value)
}
