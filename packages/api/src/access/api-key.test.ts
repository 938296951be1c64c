import { expect, test, vi } from 'vitest'
import { isExpired, makeKey, parseKeys } from './api-key.ts'

const now = Date.parse('2017-01-01T00:00:00.500Z')

test.each([
  ['2017-01-01T00:00:00.499Z', true],
  ['2017-01-01T00:00:00.501Z', false],
  // A leap second ends when the second after it begins.
  ['2016-12-31T23:59:60Z', true],
  ['2016-12-31T23:59:60.4Z', true],
  ['2016-12-31T23:59:60.6Z', false],
  ['2017-01-01T00:59:60.6+01:00', false],
  ['soon', true],
  ['', true],
  [undefined, false],
])('at 2017-01-01T00:00:00.5Z a key that expires at %s is expired: %s', (expires_at, expected) => {
  vi.useFakeTimers({ now, toFake: ['Date'] })
  try {
    expect(isExpired(expires_at === undefined ? {} : { expires_at })).toBe(expected)
  } finally {
    vi.useRealTimers()
  }
})

test('an unreadable time in a list of keys is refused by its path', () => {
  const key = { name: 'a', hash: makeKey().hash, scopes: ['admin'] }
  const list = (expires_at: string) => JSON.stringify([key, { ...key, expires_at }])
  expect(parseKeys(list('2016-12-31T23:59:60Z'))).toHaveLength(2)
  for (const text of [
    'tomorrow',
    '2017-01-01T00:00:60Z',
    '2999-02-31T00:00:00Z',
    '99999-01-01T00:00:00Z',
  ])
    expect(() => parseKeys(list(text))).toThrow('/1/expires_at')
})
