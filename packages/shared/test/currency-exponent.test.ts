import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { currencyExponent } from '../src/currency-exponent.ts'

/** The list of ISO's maintenance agency, as published: an entry for each country. */
const published = readFileSync(
  fileURLToPath(import.meta.resolve('currency-codes/iso-4217-list-one.xml')),
  'utf8',
)
const iso = new Map(
  [...published.matchAll(/<Ccy>(\w+)<\/Ccy>.*?<CcyMnrUnts>([^<]+)<\/CcyMnrUnts>/gs)].map(
    ([, code = '', minorUnit = '']) => [code, minorUnit],
  ),
)

test('each of the 179 codes of ISO 4217 has the minor unit of the published list, and 0 where that has none', () => {
  expect(iso.size).toBe(179)
  for (const [code, minorUnit] of iso) {
    expect([code, currencyExponent(code)]).toEqual([
      code,
      minorUnit === 'N.A.' ? 0 : Number(minorUnit),
    ])
  }
})

test('all money of ISO 4217 has two decimals but these', () => {
  const money = [...iso].filter(([, minorUnit]) => minorUnit !== 'N.A.').map(([code]) => code)
  const having = (exponent: number) =>
    money.filter((code) => currencyExponent(code) === exponent).toSorted()
  expect(having(0).join(' ')).toBe(
    'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
  )
  expect(having(3).join(' ')).toBe('BHD IQD JOD KWD LYD OMR TND')
  expect(having(4).join(' ')).toBe('CLF UYW')
  expect(having(2)).toHaveLength(money.length - 17 - 7 - 2)
})

test('a currency that people write without decimals keeps its minor unit', () => {
  expect(['HUF', 'COP', 'IDR', 'LBP'].map(currencyExponent)).toEqual([2, 2, 2, 2])
})

test('of what merchants may be paid in the list lacks four currencies, and each has two decimals', () => {
  const lacking = Intl.supportedValuesOf('currency').filter((code) => !iso.has(code))
  expect(lacking).toEqual(['HRK', 'SLL', 'XCG', 'ZWL'])
  expect(lacking.map(currencyExponent)).toEqual([2, 2, 2, 2])
})
