/** Decimals of the numbers that `parseDecimal` reads: more than any currency has, so that sums of fees stay exact. */
const scale = 12
const pattern = new RegExp(`^(-?)(\\d{1,19})(?:\\.(\\d{1,${scale}}))?$`)

/**
 * Reads a decimal number as providers write it: `-12.5`, with a point and without separators of thousands.
 *
 * @returns the number in units of 10^-12, exactly; undefined for text that is no such number
 */
export function parseDecimal(text: string): bigint | undefined {
  const [, sign, whole, fraction = ''] = pattern.exec(text) ?? []
  if (whole === undefined) return undefined
  const units = BigInt(whole + fraction.padEnd(scale, '0'))
  return sign ? -units : units
}

/** @param units of 10^-12, as `parseDecimal` returns them */
export function formatDecimal(units: bigint): string {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0')
  const fraction = digits.slice(-scale).replace(/0+$/, '')
  return `${units < 0n ? '-' : ''}${digits.slice(0, -scale)}${fraction && '.'}${fraction}`
}

/**
 * Converts an amount to the minor units of a currency: cents, yen, fils.
 *
 * @param units of 10^-12, as `parseDecimal` returns them
 * @param exponent decimals of the currency, 0 to 12
 * @returns undefined if the amount is no whole number of minor units
 */
export function toMinorUnits(units: bigint, exponent: number): bigint | undefined {
  const unit = 10n ** BigInt(scale - exponent)
  return units % unit === 0n ? units / unit : undefined
}
