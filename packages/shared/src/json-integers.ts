/**
 * A 64-bit integer of the database as a JSON number.
 *
 * @throws RangeError beyond 2^53 - 1, where a number would be rounded
 */
export function safeInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is not a safe integer`)
  return value
}

/**
 * A sum as JSON: a number, or a string of its digits beyond 2^53 - 1, where a number would be rounded.
 *
 * @param sum an integer
 */
export function toSum(sum: string | bigint): number | string {
  return Number.isSafeInteger(Number(sum)) ? Number(sum) : String(sum)
}
