import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatDecimal, parseDecimal, toMinorUnits } from './decimal.ts'

/** Writes minor units as a provider does: by moving the point in the text. */
function write(minor: bigint, exponent: number): string {
  const digits = (minor < 0n ? -minor : minor).toString().padStart(exponent + 1, '0')
  const whole = digits.slice(0, digits.length - exponent)
  const fraction = digits.slice(digits.length - exponent)
  return `${minor < 0n ? '-' : ''}${whole}${fraction && `.${fraction}`}`
}

const exponents = fc.integer({ min: 0, max: 4 })
const amounts = fc.bigInt({ min: -(2n ** 63n) + 1n, max: 2n ** 63n - 1n })

test('any amount of 64 bits in a currency of 0 to 4 decimals is read exactly', () => {
  fc.assert(
    fc.property(amounts, exponents, (minor, exponent) => {
      const units = parseDecimal(write(minor, exponent))
      expect(units).toBeDefined()
      expect(toMinorUnits(units ?? 0n, exponent)).toBe(minor)
    }),
  )
})

test('the shortest text of a number is read as the same number', () => {
  fc.assert(
    fc.property(amounts, fc.integer({ min: 0, max: 12 }), (minor, decimals) => {
      const units = parseDecimal(write(minor, decimals)) ?? 0n
      expect(parseDecimal(formatDecimal(units))).toBe(units)
    }),
  )
})

test('sums of decimals are exact where floating point is not', () => {
  const sum = (parseDecimal('0.1') ?? 0n) + (parseDecimal('0.2') ?? 0n)
  expect(formatDecimal(sum)).toBe('0.3')
  expect(toMinorUnits(parseDecimal('1.005') ?? 0n, 3)).toBe(1005n)
})

test('decimals that a currency does not have are refused, and zeros in their place are not', () => {
  const read = (text: string, exponent: number) => toMinorUnits(parseDecimal(text) ?? 0n, exponent)
  expect(read('100.50', 0)).toBeUndefined()
  expect(read('100.00', 0)).toBe(100n)
  expect(read('1.2345', 3)).toBeUndefined()
  expect(read('1.234', 3)).toBe(1234n)
  expect(read('9.999', 2)).toBeUndefined()
})

test.each([
  '',
  ' 1',
  '+1',
  '1.',
  '.5',
  '1,5',
  '1,234.56',
  '1e3',
  '0x10',
  '１',
  'NaN',
  '1.0000000000001',
  '12345678901234567890',
])('"%s" is no decimal number', (text) => {
  expect(parseDecimal(text)).toBeUndefined()
})
