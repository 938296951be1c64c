import { quoteMerchants } from '@order-settlement/shared/settlements/quote-merchants.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ProofError } from './proof-error.ts'
import { nothingRead, type ReadCsv, readRecords } from './read-csv.ts'

const rest =
  '2025-01-01,100,10,90,2,2025-02-01T00:00:00.000000Z,0198c4e6-8b02-7d55-9c3e-0b8d5a4e7f10,20,1,USD\n'
const grossOf = ({ byCurrency }: ReadCsv) => byCurrency.get('USD')?.gross_cents ?? 0n

function read(...texts: string[]) {
  const seen = nothingRead()
  for (const text of texts) readRecords(Buffer.from(text), seen)
  return seen
}

test('records are counted and summed over all texts, beyond what a float holds', () => {
  const huge = rest.replace(',100,', ',9007199254740993,')
  expect(read(`a,${rest}"b\n,""c""",${rest}`, '', `-1,${huge}`)).toEqual({
    rows: 3,
    byCurrency: new Map([
      [
        'USD',
        {
          gross_cents: 9007199254741193n,
          fee_cents: 30n,
          net_cents: 270n,
          txn_count: 6n,
          refund_cents: 60n,
          refund_count: 3n,
        },
      ],
    ]),
  })
})

test('each currency has sums of its own', () => {
  const euros = rest.replace('USD', 'EUR')
  const { byCurrency, rows } = read(`a,${rest}b,${euros}`, `c,${euros}`)
  expect(rows).toBe(3)
  expect([...byCurrency].map(([currency, { refund_cents }]) => [currency, refund_cents])).toEqual([
    ['USD', 20n],
    ['EUR', 40n],
  ])
})

test('the sums of any 64-bit integers are exact', () => {
  const amount = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })
  fc.assert(
    fc.property(fc.array(fc.oneof(amount, fc.bigInt(-1000n, 1000n))), (amounts) => {
      const records = amounts.map((gross) => `a,${rest.replace(',100,', `,${gross},`)}`).join('')
      expect(grossOf(read(records))).toBe(amounts.reduce((sum, it) => sum + it, 0n))
    }),
  )
})

const merchants = ['m', 'a,b', '"q"', 'b\n=1', 'c\rd', 'ö', '\uFEFF', '#', ' ', "'", '']

test('records of any merchants are counted and summed, whether their text has quotes or not', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom(...merchants), fc.bigInt(-(2n ** 63n), 2n ** 63n))),
      (lines) => {
        const records = quoteMerchants(lines.map(([merchant]) => merchant)).map(
          (cell, index) => `${cell},${rest.replace(',100,', `,${lines[index]?.[1]},`)}`,
        )
        const seen = read(...(lines.length === 0 ? [] : [records.join('')]))
        expect(seen.rows).toBe(lines.length)
        expect(grossOf(seen)).toBe(lines.reduce((sum, [, gross]) => sum + gross, 0n))
      },
    ),
  )
})

test('text without quotes and carriage returns has the cells that csv-parse reads', () => {
  const cell = fc.string({
    unit: fc.constantFrom('a', '1', ' ', ';', '\t', '\uFEFF', '\u2028', '\0', 'ö', "'", '#'),
  })
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1 }), (cells) => {
      const text = cells
        .map(([merchant, day]) => `${merchant},${rest.replace('2025-01-01', () => day)}`)
        .join('')
      expect(read(text)).toEqual(read(text.replaceAll('\n', '\r\n')))
    }),
  )
})

test('a merchant that was written without quotes and holds a whole record counts as two', () => {
  const forged = `x,${rest.replace('100,10,90,2', '0,0,0,0')}merchant_0002`
  const seen = read(`${forged},${rest}`)
  expect([seen.rows, grossOf(seen)]).toEqual([2, 100n])
})

test.each([
  ['a merchant with a line feed and no quotes', `zz\nmerchant_0002,${rest}`],
  ['a merchant with a carriage return and no quotes', `zz\rmerchant_0002,${rest}`],
  ['a merchant with a comma and no quotes', `a,b,${rest}`],
  ['an empty line', `a,${rest}\n`],
  ['an empty line beside quotes', `"a",${rest}\n`],
  ['a record that is cut off', `a,${rest}b,2025-01-01,1`],
  ['a quote inside a cell', `a"b,${rest}`],
  ['a quote that does not end', `"a,${rest}`],
  ['records of ten cells', `${rest}${rest}`],
  ['a sum that is no integer', `a,${rest.replace(',100,', ',100.5,')}`],
  ['a sum that is missing', `a,${rest.replace(',100,', ',,')}`],
  ['refunds that are no integer', `a,${rest.replace(',20,1,', ',x,1,')}`],
  ['a count of refunds that is missing', `a,${rest.replace(',20,1,', ',20,,')}`],
  ['no currency', `a,${rest.replace('USD', '')}`],
  ['a currency that is none', `a,${rest.replace('USD', 'usd')}`],
])('ProofError for %s', (_, text) => {
  expect(() => read(text)).toThrow(ProofError)
})
