import { expect, test } from 'vitest'
import { findZone, toUtc } from './utc-time.ts'

const at = (text: string, zone: string) => toUtc(text, findZone(zone) ?? '')

test.each([
  ['2025-01-31 23:59:59', 'UTC', '2025-01-31T23:59:59.000Z'],
  ['2025-01-31T23:59:59', 'UTC', '2025-01-31T23:59:59.000Z'],
  ['2025-01-31 23:59', 'UTC', '2025-01-31T23:59:00.000Z'],
  ['2025-01-31 23:59:59.25', 'UTC', '2025-01-31T23:59:59.250Z'],
  ['2024-02-29 00:00:00', 'Europe/Amsterdam', '2024-02-28T23:00:00.000Z'],
  ['2025-07-01 00:30:00', 'Europe/Amsterdam', '2025-06-30T22:30:00.000Z'],
  ['2025-01-31 23:59:59', 'CET', '2025-01-31T22:59:59.000Z'],
  ['2025-07-31 23:59:59', 'CEST', '2025-07-31T21:59:59.000Z'],
  ['2025-01-31 16:00:00', 'PST', '2025-02-01T00:00:00.000Z'],
  ['2025-08-31 17:00:00', 'PDT', '2025-09-01T00:00:00.000Z'],
  ['2025-01-31 23:59:59', 'Asia/Kathmandu', '2025-01-31T18:14:59.000Z'],
])('%s in %s is %s', (text, zone, utc) => {
  expect(at(text, zone)).toEqual({ utc })
})

test('an abbreviation names an offset, in summer as in winter', () => {
  expect(at('2025-06-03 11:26:49', 'CET')).toEqual({ utc: '2025-06-03T10:26:49.000Z' })
  expect(at('2025-06-03 11:26:49', 'Europe/Berlin')).toEqual({ utc: '2025-06-03T09:26:49.000Z' })
})

test('of an hour that clocks show twice the earlier one counts, and an abbreviation says which', () => {
  expect(at('2025-10-26 02:30:00', 'Europe/Amsterdam')).toEqual({ utc: '2025-10-26T00:30:00.000Z' })
  expect(at('2025-10-26 02:30:00', 'CEST')).toEqual({ utc: '2025-10-26T00:30:00.000Z' })
  expect(at('2025-10-26 02:30:00', 'CET')).toEqual({ utc: '2025-10-26T01:30:00.000Z' })
})

test('an hour that clocks skip is refused, and the minutes beside it are not', () => {
  expect(at('2025-03-30 02:30:00', 'Europe/Amsterdam')).toEqual({
    problem: 'does not exist in Europe/Amsterdam: clocks skip it',
  })
  expect(at('2025-03-30 01:59:59', 'Europe/Amsterdam')).toEqual({ utc: '2025-03-30T00:59:59.000Z' })
  expect(at('2025-03-30 03:00:00', 'Europe/Amsterdam')).toEqual({ utc: '2025-03-30T01:00:00.000Z' })
})

test.each([
  '2025-02-30 00:00:00',
  '2025-13-01 00:00:00',
  '2025-01-01 24:00:00',
  '2025-01-01 00:60:00',
])('%s does not exist', (text) => {
  expect(at(text, 'UTC')).toEqual({ problem: 'does not exist' })
})

test.each([
  '',
  '2025-01-31',
  '31.01.2025 23:59',
  '10000-01-01 00:00:00',
  '2025-01-31 23:59:60',
  '2025-01-31 23:59:59Z',
  'infinity',
])('"%s" is refused', (text) => {
  expect(at(text, 'UTC')).toEqual({ problem: 'is not a time such as 2025-01-31 23:59:59' })
})

test.each(['CST', 'IST', 'AST', 'XYZ', '+02:00', 'cet', '', 'constructor', 'Mars/Olympus'])(
  'the zone "%s" is unknown or stands for several offsets',
  (name) => {
    expect(findZone(name)).toBeUndefined()
  },
)
