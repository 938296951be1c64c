import { currencyExponent } from '@order-settlement/shared/currency-exponent.ts'
import { isCurrency } from '@order-settlement/shared/process/currency.ts'
import { formatDecimal, parseDecimal, toMinorUnits } from './decimal.ts'
import type { Line, RecordReader } from './format.ts'
import { toUtc } from './utc-time.ts'

/** A column of a report that cannot be read. The message follows the column's name, such as `is missing`. */
export class FieldError extends Error {
  override name = 'FieldError'
  readonly field: string

  constructor(field: string, message: string) {
    super(message)
    this.field = field
  }
}

/** @returns `read`, except that it returns the problem of a FieldError instead of throwing it */
export function catchFieldErrors(read: (record: Record<string, string>) => Line[]): RecordReader {
  return (record) => {
    try {
      return read(record)
    } catch (error) {
      if (error instanceof FieldError) return { field: error.field, message: error.message }
      throw error
    }
  }
}

/** @returns undefined if the column is absent or empty */
export function optional(record: Record<string, string>, field: string): string | undefined {
  return record[field]?.trim() || undefined
}

/** @throws FieldError if the column is absent or empty */
export function required(record: Record<string, string>, field: string): string {
  const text = optional(record, field)
  if (text === undefined) throw new FieldError(field, 'is missing')
  return text
}

/** @returns an ISO 4217 code in upper case */
export function readCurrency(record: Record<string, string>, field: string): string {
  const code = required(record, field).toUpperCase()
  if (!isCurrency(code)) throw new FieldError(field, 'is not a currency of ISO 4217')
  return code
}

/**
 * @returns the number in units of 10^-12, as `parseDecimal` does; 0 for an absent or empty column
 * @throws FieldError for what is no decimal number
 */
export function readDecimal(record: Record<string, string>, field: string): bigint {
  const units = parseDecimal(optional(record, field) ?? '0')
  if (units === undefined)
    throw new FieldError(
      field,
      'is not a decimal number with a point and without thousands separators, such as -1234.56',
    )
  return units
}

/**
 * @param units of 10^-12
 * @returns minor units of the currency
 * @throws FieldError for decimals that the currency does not have
 */
export function minorUnits(field: string, units: bigint, currency: string): string {
  const exponent = currencyExponent(currency)
  const minor = toMinorUnits(units, exponent)
  if (minor === undefined)
    throw new FieldError(
      field,
      `is ${formatDecimal(units)}, but amounts in ${currency} have ${exponent} decimals`,
    )
  return minor.toString()
}

/** @param zone as `findZone` returns it */
export function readTime(record: Record<string, string>, field: string, zone: string): string {
  const time = toUtc(required(record, field), zone)
  if ('problem' in time) throw new FieldError(field, time.problem)
  return time.utc
}
