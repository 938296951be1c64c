/** An amount as the API sends it: a string of digits where a number would lose precision. */
export type Cents = number | string

/**
 * Shows an amount in the currency's own digits, exactly, also beyond 2^53.
 *
 * @param cents in the smallest unit of the currency, of which JPY has no smaller one and KWD a thousand
 * @param currency of ISO 4217
 */
export function formatMoney(cents: Cents, currency: string): string {
  return formatOf(currency).format(toDecimal(cents, digitsOf(currency)))
}

function formatOf(currency: string): Intl.NumberFormat {
  return new Intl.NumberFormat(undefined, { style: 'currency', currency, currencyDisplay: 'code' })
}

/** How many digits the currency has after the point. */
function digitsOf(currency: string): number {
  return formatOf(currency).resolvedOptions().maximumFractionDigits ?? 2
}

/** An amount in the currency itself as charts draw it, to the pixel and no more. */
export function toDrawn(cents: Cents, currency: string): number {
  return Number(cents) / 10 ** digitsOf(currency)
}

/** Shows a value at an axis, shortly. */
export function formatDrawn(value: number): string {
  return new Intl.NumberFormat(undefined, { notation: 'compact' }).format(value)
}

/** Shows a count of units or rows, exactly. */
export function formatCount(count: number | string): string {
  return new Intl.NumberFormat().format(BigInt(count))
}

/** The decimal that Intl reads exactly: a number would be rounded. */
function toDecimal(cents: Cents, digits: number): Intl.StringNumericLiteral {
  const value = BigInt(cents)
  const text = (value < 0n ? -value : value).toString().padStart(digits + 1, '0')
  const split = text.length - digits
  const decimal = digits === 0 ? text : `${text.slice(0, split)}.${text.slice(split)}`
  return `${value < 0n ? '-' : ''}${decimal}` as Intl.StringNumericLiteral
}
