import { expect, test } from 'vitest'
import { ProofError } from './proof-error.ts'
import { prove } from './prove.ts'

const totals = { txn_count: 2n, gross_cents: 100n, fee_cents: 10n, net_cents: 90n }
const settlements = { ...totals, rows: 2 }
const csv = { totals, rows: 2, path: '', bytes: 200, sha256: 'abc' }

test('what the reader of the file counted and summed becomes the proof', () => {
  const source = { ...totals, txn_count: 3n, gross_cents: 9007199254740993n }
  expect(prove(source, settlements, csv)).toEqual({
    source: { txn_count: 3, gross_cents: '9007199254740993', fee_cents: 10, net_cents: 90 },
    settlements: { txn_count: 2, gross_cents: 100, fee_cents: 10, net_cents: 90 },
    csv: {
      txn_count: 2,
      gross_cents: 100,
      fee_cents: 10,
      net_cents: 90,
      rows: 2,
      bytes: 200,
      sha256: 'abc',
    },
    drift: { txn_count: 1, gross_cents: 9007199254740893, fee_cents: 0, net_cents: 0 },
  })
})

test.each([
  ['one row more', { ...csv, rows: 3 }],
  ['one cent of gross less', { ...csv, totals: { ...totals, gross_cents: 99n } }],
  ['one cent of fee more', { ...csv, totals: { ...totals, fee_cents: 11n } }],
  ['one transaction less', { ...csv, totals: { ...totals, txn_count: 1n } }],
])('a file with %s than the table is a ProofError', (_, written) => {
  expect(() => prove(totals, settlements, written)).toThrow(ProofError)
})
