import type { Database, Trx } from '@order-settlement/db/tables.ts'
import { findMerchant } from '../merchants/merchants.queries.ts'
import { invalidField, ProblemError } from '../problems/problem-error.ts'
import { findRangeError } from '../settlements/find-range-error.ts'
import { toSums } from '../settlements/to-sums.ts'
import {
  findCurrencies,
  findPrevious,
  hasSettlements,
  type Period,
  type StatementRow,
  type Subject,
  selectRows,
  selectTotals,
  type Totals,
} from './statements.queries.ts'
import type { Statement, StatementQuery } from './statements.schemas.ts'

interface StatementOptions {
  /** Of merchants that nobody described, and of days settled before currencies were kept. */
  currency: string
  /** The one merchant whose statement may be read; any if undefined. */
  only: string | undefined
}

/**
 * What was settled for a merchant in a range of days, by day, ISO week or calendar month, and how it differs from the period
 * before. It is read from the settlements alone, in one snapshot, so that its rows sum up to its totals while jobs are
 * published.
 *
 * @throws ProblemError VALIDATION for an impossible range; MERCHANT_NOT_FOUND for a merchant that is neither described nor
 *   settled, and for another one than `only`; CURRENCY_AMBIGUOUS if days of both periods have several currencies and
 *   none is named
 */
export async function readStatement(
  db: Database,
  merchantId: string,
  { from, to, group = 'day', currency: asked }: StatementQuery,
  { currency: defaultCurrency, only }: StatementOptions,
): Promise<Statement> {
  const period = { from, to }
  const wrong = findRangeError(period)
  if (wrong) throw invalidField('/querystring/to', wrong)
  if (only !== undefined && only !== merchantId) throw merchantNotFound(merchantId)
  const snapshot = db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only')
  return await snapshot.execute(async (trx) => {
    const previous = await requirePrevious(trx, period)
    const both = { from: previous.from, to }
    const usual = await findUsualCurrency(trx, merchantId, defaultCurrency)
    const found = await findCurrencies(trx, merchantId, both, defaultCurrency)
    const currency = asked ?? chooseCurrency(found, usual)
    const subject = { merchantId, period, previous, group, currency, defaultCurrency }
    return toStatement(subject, await selectRows(trx, subject), await selectTotals(trx, subject))
  })
}

function toStatement(subject: Subject, rows: StatementRow[], total: Totals): Statement {
  return {
    merchant_id: subject.merchantId,
    currency: subject.currency,
    ...subject.period,
    group: subject.group,
    timezones: total.timezones,
    unsettled_dates: total.unsettled_dates,
    rows: rows.map((row) => ({ ...row, ...toSums(row) })),
    totals: toSums(total.totals),
    previous: {
      ...subject.previous,
      totals: toSums(total.previous),
      timezones: total.previous_timezones,
      unsettled_date_count: total.previous_unsettled_dates.length,
    },
    difference: { absolute: toSums(total.absolute), percent: total.percent },
  }
}

async function requirePrevious(trx: Trx, period: Period): Promise<Period> {
  const previous = await findPrevious(trx, period)
  if (previous) return previous
  throw invalidField('/querystring/from', 'is too early: the period before begins before year 1')
}

/** The currency of a merchant without settled days. */
async function findUsualCurrency(trx: Trx, merchantId: string, usual: string): Promise<string> {
  const merchant = await findMerchant(trx, merchantId)
  if (merchant) return merchant.currency
  if (!(await hasSettlements(trx, merchantId))) throw merchantNotFound(merchantId)
  return usual
}

function chooseCurrency(found: string[], usual: string): string {
  if (found.length > 1) {
    throw new ProblemError(
      'CURRENCY_AMBIGUOUS',
      `The days are settled in ${found.join(' and ')}: name one of them in currency`,
      { currencies: found },
    )
  }
  return found[0] ?? usual
}

function merchantNotFound(id: string): ProblemError {
  return new ProblemError('MERCHANT_NOT_FOUND', `There is no merchant ${id}`)
}
