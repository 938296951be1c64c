import currencyCodes from 'currency-codes'

const exponents = new Map(currencyCodes.data.map(({ code, digits }) => [code, digits]))

/** Of currencies that the list lacks, since it is older than they are, or since they were withdrawn. */
const usual = 2

/**
 * How many decimals an amount in a currency has: 2 for USD, 0 for JPY, 3 for KWD. It is the minor unit of ISO 4217, as
 * card providers use it. Intl.NumberFormat knows another one, how many decimals people write: 0 for HUF and COP. A
 * unit without a minor unit, such as XDR, has 0.
 *
 * @param code of ISO 4217
 */
export function currencyExponent(code: string): number {
  return exponents.get(code) ?? usual
}
