/**
 * A 64-bit integer of the database as a JSON number.
 *
 * @throws RangeError beyond 2^53 - 1, where a number would be rounded
 */
export function safeInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is no safe integer`)
  return value
}
