import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { stripeBalance } from './stripe-balance.ts'

const fixture = readFileSync(new URL('../../test/fixtures/stripe-balance.csv', import.meta.url))
const records = parse<Record<string, string>>(fixture, { columns: true })

const read = stripeBalance.open({ merchantId: 'blue-note', timeZone: undefined })
const sale = {
  balance_transaction_id: 'txn_1',
  created_utc: '2025-01-31 09:15:00',
  currency: 'usd',
  gross: '100.00',
  fee: '3.20',
  net: '96.80',
  reporting_category: 'charge',
}

test('a report with all 67 published columns is read in cents, and moves of money are left out', () => {
  expect(Object.keys(records[0] ?? {})).toHaveLength(67)
  const lines = records.flatMap((record) => {
    const lines = read(record)
    return Array.isArray(lines) ? lines : []
  })
  expect(lines.map((line) => Object.values(line).join(' '))).toEqual([
    'txn_01 blue-note 10000 320 SALE 2025-01-31T00:00:00.000Z USD',
    'txn_02 blue-note 4999 175 SALE 2025-01-31T09:15:00.000Z USD',
    'txn_03 blue-note 8000 262 SALE 2025-01-31T10:00:00.000Z USD',
    'txn_04 blue-note -3000 -87 ADJUSTMENT 2025-01-31T10:05:00.000Z USD',
    'txn_05 blue-note -2000 0 REFUND 2025-01-31T11:00:00.000Z USD',
    'txn_06 blue-note 2000 0 ADJUSTMENT 2025-01-31T12:00:00.000Z USD',
    'txn_07 blue-note -4999 1500 ADJUSTMENT 2025-01-31T13:00:00.000Z USD',
    'txn_08 blue-note 4999 -1500 ADJUSTMENT 2025-01-31T14:00:00.000Z USD',
    'txn_09 blue-note -250 0 ADJUSTMENT 2025-01-31T15:00:00.000Z USD',
    'txn_10 blue-note 1200 65 SALE 2025-01-31T16:00:00.000Z USD',
    'txn_11 blue-note -1200 -65 ADJUSTMENT 2025-01-31T17:00:00.000Z USD',
    'txn_14 blue-note 701 50 SALE 2025-01-31T23:59:59.000Z USD',
    'txn_15 blue-note 500 45 SALE 2025-02-01T00:00:00.000Z USD',
  ])
})

test.each([
  ['jpy', '1200', '43', '1157', '1200', '43'],
  ['jpy', '1200.00', '43.00', '1157.00', '1200', '43'],
  ['kwd', '12.345', '0.45', '11.895', '12345', '450'],
  ['huf', '1200.50', '43.25', '1157.25', '120050', '4325'],
])(
  '%s %s is read in the smallest unit of the currency',
  (currency, gross, fee, net, amount, cents) => {
    expect(read({ ...sale, currency, gross, fee, net })).toMatchObject([
      { amount_cents: amount, fee_cents: cents, currency: currency.toUpperCase() },
    ])
  },
)

test.each([
  [{ net: '96.81' }, 'net', 'is 96.81, not gross 100 less fee 3.2'],
  [
    { currency: 'jpy', gross: '1.5', fee: '0', net: '1.5' },
    'gross',
    'is 1.5, but amounts in JPY have 0 decimals',
  ],
  [
    { currency: 'kwd', gross: '1', fee: '0.0001', net: '0.9999' },
    'fee',
    'is 0.0001, but amounts in KWD have 3 decimals',
  ],
  [{ gross: '1,234.56' }, 'gross', 'is not a decimal number'],
  [{ gross: '100,00' }, 'gross', 'is not a decimal number'],
  [{ gross: '' }, 'gross', 'is missing'],
  [{ currency: 'usdc' }, 'currency', 'is not a currency of ISO 4217'],
  [{ reporting_category: 'bonus' }, 'reporting_category', 'is unknown: bonus'],
  [{ balance_transaction_id: ' ' }, 'balance_transaction_id', 'is missing'],
  [{ created_utc: '2025-02-30 00:00:00' }, 'created_utc', 'does not exist'],
  [{ created_utc: '' }, 'created_utc', 'is missing'],
])('%o is a bad line', (change, field, message) => {
  expect(read({ ...sale, ...change })).toEqual({ field, message: expect.stringContaining(message) })
})

test('without created_utc, created is read in the zone that the import names, and refused without one', () => {
  const { created_utc: _, ...rest } = sale
  const record = { ...rest, created: '2025-01-31 19:30:00' }
  const inNewYork = stripeBalance.open({ merchantId: 'm', timeZone: 'America/New_York' })
  expect(inNewYork(record)).toMatchObject([{ paid_at: '2025-02-01T00:30:00.000Z' }])
  expect(inNewYork({ ...record, created_utc: '2025-01-31 09:15:00' })).toMatchObject([
    { paid_at: '2025-01-31T09:15:00.000Z' },
  ])
  expect(read(record)).toMatchObject({ field: 'created' })
})

test('the merchant is that of the import, else of the metadata, else the connected account', () => {
  const unnamed = stripeBalance.open({ merchantId: undefined, timeZone: undefined })
  const columns = { 'payment_metadata[merchant_id]': 'shop-7', connected_account_id: 'acct_9' }
  expect(read({ ...sale, ...columns })).toMatchObject([{ merchant_id: 'blue-note' }])
  expect(unnamed({ ...sale, ...columns })).toMatchObject([{ merchant_id: 'shop-7' }])
  expect(unnamed({ ...sale, connected_account_id: 'acct_9' })).toMatchObject([
    { merchant_id: 'acct_9' },
  ])
  expect(unnamed(sale)).toMatchObject({ field: 'merchant_id' })
})
