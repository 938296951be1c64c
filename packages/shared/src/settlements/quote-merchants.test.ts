import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { quoteMerchants } from './quote-merchants.ts'

test.each([
  ['merchant_0001', 'merchant_0001'],
  ['', ''],
  ['a,"b"', '"a,""b"""'],
  ['a\nb', '"a\nb"'],
  ['a\rb', '"a\rb"'],
  ['a\r\nb', '"a\r\nb"'],
  ['a\n', '"a\n"'],
  ['\t=1', '"\'\t=1"'],
  ["x;=cmd|'/c calc'!A1;", '"x;=cmd|\'/c calc\'!A1;"'],
  ['x\t=1', '"x\t=1"'],
  ['\r=1', '"\'\r\'=1"'],
  ['-2', "'-2"],
  ['＝2', "'＝2"],
  ['＋2', "'＋2"],
  ['－2', "'－2"],
  ['＠2', "'＠2"],
  ['b\n=1+cmd', '"b\n\'=1+cmd"'],
  ['b\r@sum', '"b\r\'@sum"'],
  ['b\r\n+1', '"b\r\n\'+1"'],
  ['b\n\r\n-1', '"b\n\'\r\n\'-1"'],
  ['b\n\t=1', '"b\n\'\t=1"'],
  ['\n＝1', '"\n\'＝1"'],
  ['a=1', 'a=1'],
  ["'=1", "''=1"],
  ["''=1", "'''=1"],
  ["'a", "'a"],
  ["b\n'=1", '"b\n\'\'=1"'],
])('%j is the cell %j, and a reader finds one cell', (merchant, cell) => {
  expect(quoteMerchants([merchant])).toEqual([cell])
  const record_delimiter = ['\r\n', '\n', '\r']
  expect(parse(`${cell},1\n`, { record_delimiter })).toEqual([[expect.any(String), '1']])
})

test('a reader that ends cells at commas, semicolons and tabs finds one cell, which begins no formula', () => {
  const unit = fc.constantFrom(';', '\t', ',', '"', '=', '+', "'", 'x', '\n')
  fc.assert(
    fc.property(fc.string({ unit, minLength: 1 }), (merchant) => {
      const [cell] = quoteMerchants([merchant])
      const delimiter = [',', ';', '\t']
      const [record] = parse(`${cell},1\n`, { delimiter, record_delimiter: '\n' })
      expect(record).toEqual([expect.not.stringMatching(/^[=+\t]/m), '1'])
    }),
  )
})

test('no two merchants have the same cell', () => {
  const starts = ['', "'", "''", "'''"].flatMap((quotes) =>
    ['=1', 'a', '\t'].map((text) => quotes + text),
  )
  const merchants = starts.flatMap((start) => [start, `b\n${start}`])
  expect(new Set(quoteMerchants(merchants)).size).toBe(merchants.length)
})

test('cells are in the order of their merchants', () => {
  expect(quoteMerchants(['a\nb', '', 'c', 'c'])).toEqual(['"a\nb"', '', 'c', 'c'])
})
