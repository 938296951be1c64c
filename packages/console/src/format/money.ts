/** An amount as the API sends it: a string of digits where a number would lose precision. */
export type Cents = number | string

/**
 * Shows an amount in the currency's own digits, exactly, also beyond 2^53.
 *
 * @param cents in the smallest unit of the currency, of which JPY has no smaller one and KWD a thousand
 * @param currency of ISO 4217
 */
export function formatMoney(cents: Cents, currency: string): string {
  const format = new Intl.NumberFormat(undefined, {
    style: 'currency',
    currency,
    currencyDisplay: 'code',
  })
  const { maximumFractionDigits: digits = 2 } = format.resolvedOptions()
  return format.format(toDecimal(cents, digits))
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
