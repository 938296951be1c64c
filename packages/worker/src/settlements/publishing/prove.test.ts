import { expect, test } from 'vitest'
import { ProofError } from './proof-error.ts'
import { prove } from './prove.ts'
import type { HashedCsv } from './settlement-csv.ts'
import type { Totals } from './totals.ts'

const dollars = {
  txn_count: 2n,
  gross_cents: 100n,
  fee_cents: 10n,
  net_cents: 90n,
  refund_cents: 30n,
  refund_count: 1n,
}
const euros = { ...dollars, txn_count: 1n, gross_cents: -5n, net_cents: -15n }
const both = new Map([
  ['USD', dollars],
  ['EUR', euros],
])
const settlements = { byCurrency: both, rows: 2 }
const csv = { byCurrency: both, rows: 2, path: '', bytes: 200, sha256: 'abc' }

const sums = {
  EUR: {
    txn_count: 1,
    gross_cents: -5,
    fee_cents: 10,
    net_cents: -15,
    refund_cents: 30,
    refund_count: 1,
  },
  USD: {
    txn_count: 2,
    gross_cents: 100,
    fee_cents: 10,
    net_cents: 90,
    refund_cents: 30,
    refund_count: 1,
  },
}
const all = {
  txn_count: 3,
  gross_cents: 95,
  fee_cents: 20,
  net_cents: 75,
  refund_cents: 60,
  refund_count: 2,
  by_currency: sums,
}

test('what the reader of the file counted and summed becomes the proof, in all and by currency', () => {
  const source = new Map(both).set('USD', {
    ...dollars,
    txn_count: 3n,
    gross_cents: 9007199254740993n,
  })
  const drift = { ...sums.USD, txn_count: 1, gross_cents: 9007199254740893, fee_cents: 0 }
  const difference = { ...drift, net_cents: 0, refund_cents: 0, refund_count: 0 }
  const inDollars = { ...sums.USD, txn_count: 3, gross_cents: '9007199254740993' }
  expect(prove(source, settlements, csv)).toEqual({
    source: {
      ...all,
      txn_count: 4,
      gross_cents: 9007199254740988,
      by_currency: { EUR: sums.EUR, USD: inDollars },
    },
    settlements: all,
    csv: { ...all, rows: 2, bytes: 200, sha256: 'abc' },
    drift: { ...difference, by_currency: { USD: difference } },
  })
})

test('a merchant whose currency changed after the settlement began shows as drift of two currencies', () => {
  const source = new Map([
    ['USD', euros],
    ['EUR', dollars],
  ])
  const { drift } = prove(source, settlements, csv)
  expect(drift).toMatchObject({ txn_count: 0, gross_cents: 0, net_cents: 0 })
  expect(drift.by_currency).toMatchObject({
    EUR: { txn_count: 1, gross_cents: 105, net_cents: 105 },
    USD: { txn_count: -1, gross_cents: -105, net_cents: -105 },
  })
})

test('nothing settled sums to zero, in no currency', () => {
  const nothing = new Map()
  const proof = prove(
    nothing,
    { byCurrency: nothing, rows: 0 },
    { ...csv, byCurrency: nothing, rows: 0 },
  )
  expect(proof.source).toEqual({
    txn_count: 0,
    gross_cents: 0,
    fee_cents: 0,
    net_cents: 0,
    refund_cents: 0,
    refund_count: 0,
    by_currency: {},
  })
  expect(proof.drift).toEqual(proof.source)
})

test.each<[string, HashedCsv]>([
  ['one row more', { ...csv, rows: 3 }],
  ['one currency less', { ...csv, byCurrency: new Map([['USD', dollars]]) }],
  [
    'another currency',
    {
      ...csv,
      byCurrency: new Map([
        ['USD', dollars],
        ['GBP', euros],
      ]),
    },
  ],
  [
    'two currencies exchanged',
    {
      ...csv,
      byCurrency: new Map([
        ['USD', euros],
        ['EUR', dollars],
      ]),
    },
  ],
])('a file with %s than the table is a ProofError', (_, written) => {
  expect(() => prove(both, settlements, written)).toThrow(ProofError)
})

const names = ['gross_cents', 'fee_cents', 'net_cents', 'txn_count', 'refund_cents', 'refund_count']

test.each(names)(
  'a file with one less in %s of a currency than the table is a ProofError',
  (name) => {
    const less = { ...euros, [name]: euros[name as keyof Totals] - 1n }
    const written = { ...csv, byCurrency: new Map(both).set('EUR', less) }
    expect(() => prove(both, settlements, written)).toThrow(ProofError)
  },
)
