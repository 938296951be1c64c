import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toDecimal, toTextCell } from './spreadsheet-cells.ts'

test('an amount keeps each of its digits, also beyond 2^53, with any number of decimals', () => {
  const amount = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })
  fc.assert(
    fc.property(amount, fc.nat(4), fc.constantFrom(',', '.'), (cents, exponent, sign) => {
      const [units = '', decimals = ''] = toDecimal(String(cents), exponent, sign).split(sign)
      expect(decimals).toHaveLength(exponent)
      expect(units).toMatch(/^-?(0|[1-9]\d*)$/)
      expect(BigInt(units + decimals)).toBe(cents)
      expect(units.startsWith('-')).toBe(cents < 0n)
    }),
  )
})

test.each([
  ['758217', 2, '.', '7582.17'],
  ['-5', 2, ',', '-0,05'],
  ['0', 3, '.', '0.000'],
  ['9007199254740993', 3, '.', '9007199254740.993'],
  ['1500', 0, '.', '1500'],
] as const)('%s with %i decimals and %s is %s', (cents, exponent, sign, expected) => {
  expect(toDecimal(cents, exponent, sign)).toBe(expected)
})

test.each(['', '1.5', '=1', '1e3', ' 1'])('%j is no amount', (cents) => {
  expect(() => toDecimal(cents, 2, '.')).toThrow(RangeError)
})

test.each([
  '007',
  '123456789012345678',
  '1-2',
  '3/4',
  'sept1',
  'MARCH 5',
  '1E5',
  '12:30',
  '50%',
  '½',
  '٣',
  '令和7年1月',
  'TRUE',
  'Wahr',
  '#N/A',
])('%s, which Excel may read as something else, becomes the text of a formula', (id) => {
  expect(toTextCell(id)).toBe(`="${id}"`)
})

test.each([
  'merchant_0001',
  'blue-note',
  'Blue Note',
  "'=1+1",
  "'-5",
  'two\nlines 2',
  '1'.repeat(256),
])('%s stays as it is', (id) => {
  expect(toTextCell(id)).toBe(id)
})

test('no text leaves the quotes of its formula', () => {
  const text = fc.string({ unit: fc.constantFrom('"', '1', '=', '&', 'A', ',') })
  fc.assert(
    fc.property(text, (id) => {
      const cell = toTextCell(id)
      if (cell !== id) expect(cell).toMatch(/^="([^"]|"")*"$/)
    }),
  )
})
