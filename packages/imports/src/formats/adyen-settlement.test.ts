import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { adyenSettlement } from './adyen-settlement.ts'

const fixture = readFileSync(new URL('../../test/fixtures/adyen-settlement.csv', import.meta.url))
const records = parse<Record<string, string>>(fixture, { columns: true })

const unnamed = { merchantId: undefined, timeZone: undefined }
const read = adyenSettlement.open(unnamed)
const sale = {
  'Merchant Account': 'BlueNoteECOM',
  'Psp Reference': '88ABCDEFGH000001',
  'Creation Date': '2025-01-31 12:00:00',
  TimeZone: 'CET',
  Type: 'Settled',
  'Modification Reference': '88MNOPQRST000001',
  'Gross Currency': 'EUR',
  'Gross Debit (GC)': '',
  'Gross Credit (GC)': '100.00',
  'Net Currency': 'EUR',
  'Net Debit (NC)': '',
  'Net Credit (NC)': '98.55',
  'Commission (NC)': '',
  'Markup (NC)': '0.60',
  'Scheme Fees (NC)': '0.15',
  'Interchange (NC)': '0.70',
  'Batch Number': '134',
}

test('a report with all 64 columns is read in cents, and moves of money are left out', () => {
  expect(Object.keys(records[0] ?? {})).toHaveLength(64)
  const lines = records.flatMap((record) => {
    const lines = read(record)
    return Array.isArray(lines) ? lines : []
  })
  expect(lines.map((line) => Object.values(line).join(' '))).toEqual([
    '88ABCDEFGH000001:Settled:88MNOPQRST000001 BlueNoteECOM 10000 145 SALE 2025-01-30T23:00:00.000Z EUR',
    '88ABCDEFGH000002:Settled:88MNOPQRST000002 BlueNoteECOM 4999 75 SALE 2025-01-31T11:00:00.000Z EUR',
    '88ABCDEFGH000003:Settled:88MNOPQRST000003 BlueNoteECOM 9528 119 SALE 2025-01-31T11:30:00.000Z EUR',
    '88ABCDEFGH000002:Settled:88MNOPQRST000004 BlueNoteECOM 1000 20 SALE 2025-01-31T11:40:00.000Z EUR',
    '88ABCDEFGH000001:Refunded:88MNOPQRST000005 BlueNoteECOM -2000 10 REFUND 2025-01-31T12:00:00.000Z EUR',
    '88ABCDEFGH000001:RefundedReversed:88MNOPQRST000006 BlueNoteECOM 2000 0 ADJUSTMENT 2025-01-31T13:00:00.000Z EUR',
    '88ABCDEFGH000002:Chargeback:88MNOPQRST000007 BlueNoteECOM -4999 750 ADJUSTMENT 2025-01-31T14:00:00.000Z EUR',
    '88ABCDEFGH000002:ChargebackReversed:88MNOPQRST000008 BlueNoteECOM 4999 0 ADJUSTMENT 2025-01-31T15:00:00.000Z EUR',
    '88ABCDEFGH000002:SecondChargeback:88MNOPQRST000009 BlueNoteECOM -4999 0 ADJUSTMENT 2025-01-31T16:00:00.000Z EUR',
    '88ABCDEFGH000002:PaymentCost:88MNOPQRST000010 BlueNoteECOM -125 0 ADJUSTMENT 2025-01-31T17:00:00.000Z EUR',
    'batch 134:Fee:Transaction Fees January 2025:2025-01-31T19:00:00.000Z:EUR BlueNoteECOM -120 0 ADJUSTMENT 2025-01-31T19:00:00.000Z EUR',
    'batch 134:InvoiceDeduction:Invoice 202501000123:2025-01-31T19:00:00.000Z:EUR BlueNoteECOM -3000 0 ADJUSTMENT 2025-01-31T19:00:00.000Z EUR',
    '88ABCDEFGH000011:Settled:88MNOPQRST000011 BlueNoteECOM 701 10 SALE 2025-01-31T22:59:59.000Z EUR',
    '88ABCDEFGH000012:Settled:88MNOPQRST000012 BlueNoteECOM 500 10 SALE 2025-01-31T23:00:00.000Z EUR',
  ])
})

test.each([
  ['JPY', '1200', '1157', '43', '1200', '43'],
  ['KWD', '12.345', '11.895', '0.450', '12345', '450'],
])(
  '%s %s is read in the smallest unit of the currency',
  (currency, gross, net, fee, amount, cents) => {
    const fees = {
      'Commission (NC)': fee,
      'Markup (NC)': '',
      'Scheme Fees (NC)': '',
      'Interchange (NC)': '',
    }
    const record = { ...sale, ...fees, 'Gross Credit (GC)': gross, 'Net Credit (NC)': net }
    expect(read({ ...record, 'Gross Currency': currency, 'Net Currency': currency })).toMatchObject(
      [{ amount_cents: amount, fee_cents: cents, currency }],
    )
  },
)

test('net says which way the money goes: the gross of a sale is a credit in some reports and a debit in others', () => {
  const debit = { ...sale, 'Gross Credit (GC)': '', 'Gross Debit (GC)': '100.00' }
  expect(read(sale)).toMatchObject([{ amount_cents: '10000' }])
  expect(read(debit)).toMatchObject([{ amount_cents: '10000' }])
  const refund = { ...debit, Type: 'Refunded', 'Net Credit (NC)': '', 'Net Debit (NC)': '101.45' }
  expect(read(refund)).toMatchObject([{ amount_cents: '-10000', fee_cents: '145' }])
})

test('fees of less than a cent are added up before they are cents', () => {
  const fees = {
    'Markup (NC)': '0.604',
    'Scheme Fees (NC)': '0.1461',
    'Interchange (NC)': '0.6999',
  }
  expect(read({ ...sale, ...fees })).toMatchObject([{ amount_cents: '10000', fee_cents: '145' }])
  expect(read({ ...sale, ...fees, 'Net Credit (NC)': '98.551', 'Markup (NC)': '0.603' })).toEqual({
    field: 'Commission (NC) + Markup (NC) + Scheme Fees (NC) + Interchange (NC)',
    message: 'is 1.449, but amounts in EUR have 2 decimals',
  })
})

test.each([
  [
    { 'Net Credit (NC)': '98.56' },
    'Net Credit (NC)',
    'is 98.56, and with fees 1.45 it is not gross 100',
  ],
  [{ 'Net Credit (NC)': '' }, 'Net Credit (NC)', 'is missing, as is Net Debit (NC)'],
  [{ 'Gross Credit (GC)': '1e2' }, 'Gross Credit (GC)', 'is not a decimal number'],
  [{ Type: 'EpaPaid' }, 'Type', 'is unknown: EpaPaid'],
  [{ Type: '' }, 'Type', 'is missing'],
  [{ TimeZone: 'CST' }, 'TimeZone', 'is unknown or stands for several: CST'],
  [{ 'Creation Date': '2025-02-30 00:00:00' }, 'Creation Date', 'does not exist'],
  [
    { TimeZone: 'Europe/Amsterdam', 'Creation Date': '2025-03-30 02:30:00' },
    'Creation Date',
    'does not exist in Europe/Amsterdam',
  ],
  [{ 'Merchant Account': '' }, 'Merchant Account', 'is missing'],
  [{ 'Net Currency': 'EURO' }, 'Net Currency', 'is not a currency of ISO 4217'],
  [{ 'Psp Reference': '', 'Batch Number': '' }, 'Batch Number', 'is missing'],
])('%o is a bad line', (change, field, message) => {
  expect(read({ ...sale, ...change })).toEqual({ field, message: expect.stringContaining(message) })
})

test('an abbreviation that stands for several zones is read in the zone that the import names', () => {
  const inChicago = adyenSettlement.open({ ...unnamed, timeZone: 'America/Chicago' })
  expect(inChicago({ ...sale, TimeZone: 'CST' })).toMatchObject([
    { paid_at: '2025-01-31T18:00:00.000Z' },
  ])
  expect(inChicago(sale)).toMatchObject([{ paid_at: '2025-01-31T11:00:00.000Z' }])
})

test('an import that names a merchant takes the lines of one merchant account', () => {
  const named = adyenSettlement.open({ ...unnamed, merchantId: 'blue-note' })
  expect(named(sale)).toMatchObject([{ merchant_id: 'blue-note' }])
  expect(named({ ...sale, 'Merchant Account': 'BlueNotePOS' })).toEqual({
    field: 'Merchant Account',
    message: 'is BlueNotePOS, and BlueNoteECOM before, but the import names one merchant for both',
  })
  expect(named(sale)).toMatchObject([{ merchant_id: 'blue-note' }])
})
