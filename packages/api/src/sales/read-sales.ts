import type { Database } from '@order-settlement/db/tables.ts'
import { safeInteger, toSum } from '@order-settlement/shared/json-integers.ts'
import type { Visibility } from '../access/callers.ts'
import { requireKeptDays } from '../archives/month-archived.ts'
import { invalidField } from '../problems/problem-error.ts'
import { toZoneProblem } from '../problems/to-zone-problem.ts'
import { readProduct } from '../products/read-product.ts'
import { findRangeError } from '../settlements/find-range-error.ts'
import { readTimes, type SalesRow, selectSales, sumNames } from './sales.queries.ts'
import type { Group, ProductSales, SalesQuery } from './sales.schemas.ts'

const maxDays: Record<Group, number> = { hour: 31, day: 366 }

interface Defaults {
  /** IANA zone of the days. */
  timezone: string
  /** Of merchants that nobody described. */
  currency: string
}

/**
 * What a product sold in each hour or day, by when its orders were placed.
 *
 * @param visible the product and the orders that may be read
 * @throws ProblemError PRODUCT_NOT_FOUND, or VALIDATION for an impossible or too long range or a zone that the
 *   database does not know; DAY_ARCHIVED
 */
export async function readSales(
  db: Database,
  productId: string,
  { from, to, group = 'day', timezone: asked }: SalesQuery,
  defaults: Defaults,
  { only, owner }: Visibility,
): Promise<ProductSales> {
  const wrong = findRangeError({ from, to }, maxDays[group])
  if (wrong) throw invalidField('/querystring/to', wrong)
  const { currency } = await readProduct(db, defaults.currency, productId, only)
  const timezone = asked ?? defaults.timezone
  const times = await readTimes(db, { from, to, timezone }).catch((error: unknown) => {
    throw toZoneProblem(error, '/querystring/timezone')
  })
  const rows = await selectSales(db, { productId, owner, from, to, timezone, group }, times)
  await requireKeptDays(db, { from: times.starts_at, to: times.ends_at })
  return {
    product_id: safeInteger(productId),
    currency,
    from,
    to,
    group,
    timezone,
    rows: rows.map((row) => ({ starts_at: row.starts_at.toISOString(), ...toSums(row) })),
    totals: toSums(totalOf(rows)),
  }
}

type Sums<Value> = Record<(typeof sumNames)[number], Value>

function toSums(row: Sums<string | bigint>): Sums<number | string> {
  return {
    order_count: toSum(row.order_count),
    units: toSum(row.units),
    amount_cents: toSum(row.amount_cents),
    returned_units: toSum(row.returned_units),
    refunded_cents: toSum(row.refunded_cents),
  }
}

function totalOf(rows: SalesRow[]): Sums<bigint> {
  const total = {
    order_count: 0n,
    units: 0n,
    amount_cents: 0n,
    returned_units: 0n,
    refunded_cents: 0n,
  }
  for (const row of rows) for (const name of sumNames) total[name] += BigInt(row[name])
  return total
}
