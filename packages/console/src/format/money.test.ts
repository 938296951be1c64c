import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatMoney } from './money.ts'

/** Without the spaces that the language puts between. */
function shown(cents: number | string, currency: string): string {
  return formatMoney(cents, currency).replaceAll(/\s/g, ' ')
}

test.each([
  [123450, 'USD', 'USD 1,234.50'],
  [-5, 'EUR', '-EUR 0.05'],
  [0, 'USD', 'USD 0.00'],
  [1234, 'JPY', 'JPY 1,234'],
  [1234, 'KWD', 'KWD 1.234'],
  ['9223372036854775807', 'USD', 'USD 92,233,720,368,547,758.07'],
])('%s of the smallest unit of %s is %s', (cents, currency, text) => {
  expect(shown(cents, currency)).toBe(text)
})

test('no digit of a 64-bit amount is lost', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
      fc.constantFrom('USD', 'JPY', 'KWD'),
      (cents, currency) => {
        const digits = shown(String(cents), currency).replaceAll(/[^\d-]/g, '')
        expect(BigInt(digits)).toBe(cents)
      },
    ),
  )
})
