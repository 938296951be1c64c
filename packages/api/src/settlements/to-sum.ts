/**
 * A sum as JSON: a number, or its digits where readers of JSON would round it (beyond 2^53 - 1).
 *
 * @param sum an integer
 */
export function toSum(sum: string | bigint): number | string {
  return Number.isSafeInteger(Number(sum)) ? Number(sum) : String(sum)
}
