import { expect, test } from 'vitest'
import { etagOf, matchesEtag } from './etag.ts'

const etag = etagOf({ id: 1 })

test('a document has one ETag, and another document has another', () => {
  expect(etag).toMatch(/^"[\w-]{22}"$/)
  expect(etagOf({ id: 1 })).toBe(etag)
  expect(etagOf({ id: 2 })).not.toBe(etag)
})

test.each([
  [etag, true],
  ['*', true],
  [`"other", ${etag}`, true],
  [`"other",${etag} `, true],
  ['"other"', false],
  // A weak ETag does not say that the bytes are the same.
  [`W/${etag}`, false],
  [etag.slice(1, -1), false],
  ['', false],
])('If-Match: %s matches: %s', (header, expected) => {
  expect(matchesEtag(header, etag)).toBe(expected)
})
