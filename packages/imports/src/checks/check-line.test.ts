import { expect, test } from 'vitest'
import type { Line } from '../formats/format.ts'
import { checkLine } from './check-line.ts'

const good: Line = {
  external_id: 'ch_1',
  merchant_id: 'm1',
  amount_cents: '2500',
  fee_cents: '103',
  paid_at: '2025-01-31T23:59:59Z',
}

function problems(changes: Partial<Line>): string[] {
  return (checkLine({ ...good, ...changes }) ?? []).map(
    ({ field, message }) => `${field} ${message}`,
  )
}

test.each<Partial<Line>>([
  {},
  { external_id: 'x'.repeat(255) },
  { external_id: '😀'.repeat(255) },
  { external_id: 'Überweisung Nr. 7; "quoted", \\ and more' },
  { merchant_id: 'm-Ö/1' },
  { amount_cents: '0' },
  { amount_cents: '-0' },
  { amount_cents: '1000000000000', fee_cents: '-1000000000000' },
  { amount_cents: '20', fee_cents: '30' },
  { kind: 'REFUND', amount_cents: '-1' },
  { kind: 'REFUND', amount_cents: '0' },
  { kind: 'ADJUSTMENT', amount_cents: '-1', relates_to: '2024-02-29' },
  { kind: '', status: '', order_id: '', relates_to: '' },
  { status: 'PENDING', paid_at: '' },
  { order_id: '0198C4E6-6ad1-7c1f-b1a2-8f1d2ad3f6c1' },
  { paid_at: '2025-01-31 23:59:59.123456+05:30' },
  { paid_at: '2025-01-31T23:59:59.1234560Z' },
  { paid_at: '1970-01-01T00:00:00Z' },
  { paid_at: '9999-12-31T23:59:59Z' },
])('nothing is wrong with %j', (changes) => {
  expect(problems(changes)).toEqual([])
})

const cents = 'amount_cents'
test.each([
  ['', 'is missing'],
  ['25.00', 'has decimals; write 1999 for 19.99'],
  ['25,00', 'has decimals; write 1999 for 19.99'],
  ['2,500', 'has thousands separators; write 1999 for 19.99'],
  ['1.234.567', 'has thousands separators; write 1999 for 19.99'],
  ['2 500', 'has thousands separators; write 1999 for 19.99'],
  ["2'500", 'has thousands separators; write 1999 for 19.99'],
  ['+2500', 'has a plus sign; write 1999 for 19.99'],
  ['25e2', 'has an exponent; write 1999 for 19.99'],
  ['1E3', 'has an exponent; write 1999 for 19.99'],
  ['1000000000001', 'must be between -1000000000000 and 1000000000000'],
  ['9223372036854775808', 'must be between -1000000000000 and 1000000000000'],
  ['0'.repeat(17), 'must be between -1000000000000 and 1000000000000'],
  [' 25', 'is not a whole number of cents; write 1999 for 19.99'],
  ['0x19', 'is not a whole number of cents; write 1999 for 19.99'],
  ['1_000', 'is not a whole number of cents; write 1999 for 19.99'],
  ['٢٥', 'is not a whole number of cents; write 1999 for 19.99'],
  ['--5', 'is not a whole number of cents; write 1999 for 19.99'],
  ['NaN', 'is not a whole number of cents; write 1999 for 19.99'],
  ['$25', 'is not a whole number of cents; write 1999 for 19.99'],
  ['25\0', 'has a NUL character'],
  ['25\r', 'has a carriage return; end lines with LF or CRLF'],
])('the amount %j %s', (amount, message) => {
  expect(problems({ amount_cents: amount })).toEqual([`${cents} ${message}`])
  expect(problems({ fee_cents: amount })).toEqual([`fee_cents ${message}`])
})

const example = '2025-01-31T23:59:59Z or 2025-01-31T23:59:59+01:00'
test.each([
  ['', 'is missing'],
  ['2025-01-31T23:59:59', `has no offset from UTC; write ${example}`],
  ['2025-01-31', `has no time of day; write ${example}`],
  ['2025-02-30T00:00:00Z', `does not exist; write ${example}`],
  ['2025-02-29T00:00:00Z', `does not exist; write ${example}`],
  ['1900-02-29T00:00:00Z', 'must be a year from 1970 to 9999'],
  ['2025-13-01T00:00:00Z', `does not exist; write ${example}`],
  ['2025-00-10T00:00:00Z', `does not exist; write ${example}`],
  ['2025-01-31T24:00:00Z', `does not exist; write ${example}`],
  ['2025-01-31T23:59:60Z', `does not exist; write ${example}`],
  ['2025-01-31T23:59:59+99:00', `does not exist; write ${example}`],
  ['2025-01-31T23:59:59.1234567Z', 'has more than 6 decimals of a second'],
  ['10000-01-01T00:00:00Z', 'must be a year from 1970 to 9999'],
  ['0000-01-01T00:00:00Z', 'must be a year from 1970 to 9999'],
  ['0025-01-31T00:00:00Z', 'must be a year from 1970 to 9999'],
  ['infinity', `is not a time; write ${example}`],
  ['-infinity', `is not a time; write ${example}`],
  ['now', `is not a time; write ${example}`],
  ['1738367999', `is not a time; write ${example}`],
  ['01/31/2025', `is not a time; write ${example}`],
  ['2025-01-31T23:59:59Z\0', 'has a NUL character'],
])('the time %j %s', (paid_at, message) => {
  expect(problems({ paid_at })).toEqual([`paid_at ${message}`])
})

test.each<[Partial<Line>, string]>([
  [{ external_id: '' }, 'external_id is missing'],
  [{ external_id: 'x'.repeat(256) }, 'external_id is longer than 255 characters'],
  [{ external_id: '😀'.repeat(256) }, 'external_id is longer than 255 characters'],
  [{ external_id: ' x' }, 'external_id begins or ends with a space'],
  [{ external_id: 'x\u00a0' }, 'external_id begins or ends with a space'],
  [{ external_id: 'a\tb' }, 'external_id has characters that are not allowed'],
  [{ external_id: 'a\nb' }, 'external_id has characters that are not allowed'],
  [{ external_id: 'a\ud800' }, 'external_id has characters that are not allowed'],
  [{ external_id: 'a\0' }, 'external_id has a NUL character'],
  [
    { external_id: 'caf\ufffd' },
    'external_id is not UTF-8; convert Windows-1252 and other encodings to UTF-8',
  ],
  [{ merchant_id: 'a b' }, 'merchant_id has characters that are not allowed'],
  [{ merchant_id: 'x'.repeat(129) }, 'merchant_id is longer than 128 characters'],
  [{ kind: 'sale' }, 'kind is not one of SALE, REFUND, ADJUSTMENT'],
  [{ kind: 'CHARGEBACK', amount_cents: '-1' }, 'kind is not one of SALE, REFUND, ADJUSTMENT'],
  [{ amount_cents: '-1' }, 'amount_cents must not be negative for a SALE'],
  [{ kind: 'REFUND' }, 'amount_cents must not be positive for a REFUND'],
  [{ status: 'paid' }, 'status is not one of PENDING, PAID, FAILED, REFUNDED, CANCELLED'],
  [{ order_id: '7' }, 'order_id is not a UUID'],
  [{ order_id: 'urn:uuid:0198c4e6-6ad1-7c1f-b1a2-8f1d2ad3f6c1' }, 'order_id is not a UUID'],
  [{ relates_to: '2025-01-31' }, 'relates_to is for an ADJUSTMENT only'],
  [
    { kind: 'ADJUSTMENT', relates_to: '2025-02-30' },
    'relates_to must be a day of the calendar from 1970 on, YYYY-MM-DD',
  ],
])('%j: %s', (changes, problem) => {
  expect(problems(changes)).toEqual([problem])
})

test('all columns of a line are checked', () => {
  expect(problems({ external_id: '', amount_cents: 'x', paid_at: 'y' }).length).toBe(3)
})
