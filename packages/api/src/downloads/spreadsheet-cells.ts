/**
 * An amount as a decimal number, exact.
 *
 * @param cents in units of the currency's exponent, such as `-5`
 * @param exponent decimals of the currency
 * @param sign decimal sign
 * @returns such as `-0.05`
 * @throws RangeError if `cents` is not an integer
 */
export function toDecimal(cents: string, exponent: number, sign: '.' | ','): string {
  if (!/^-?\d+$/.test(cents)) throw new RangeError(`an amount is not an integer: ${cents}`)
  if (exponent === 0) return cents
  const minus = cents.startsWith('-') ? '-' : ''
  const digits = cents.slice(minus.length).padStart(exponent + 1, '0')
  return `${minus}${digits.slice(0, -exponent)}${sign}${digits.slice(-exponent)}`
}

// With a digit it may be a number, a date or a time; of letters only a truth value in some language; # begins errors.
// Nothing of that has an underscore. Excel allows 255 characters in the text of a formula.
const maybeConverted = /^(?!')(?:[^_\r\n]*\p{N}[^_\r\n]*|\p{L}+|#.*)$/u
const maxFormulaText = 255

/**
 * A text as a cell that Excel shows as it is. Excel drops leading zeros, rounds after 15 digits, and makes dates of
 * `1-2` and `sept1`, also within quotes. Only the formula `="007"` keeps such a text. It has no operators, since quotes
 * in the text are doubled.
 *
 * @param text that is no formula itself
 */
export function toTextCell(text: string): string {
  if (text.length > maxFormulaText || !maybeConverted.test(text)) return text
  return `="${text.replaceAll('"', '""')}"`
}
