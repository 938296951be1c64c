import fc from 'fast-check'

/** A value of a field: JSON, or almost. */
export const fuzzJson = fc.oneof(
  fc.json(),
  fc.constantFrom(
    ...words(String.raw`null -0 1.0 1e0 1e400 -1e400 1e-400 9007199254740993 NaN 'a' [,] {"__proto__":1}
      {"constructor":{"prototype":1}} "\u0000" "a\ud800b" "\udc00" "\ufeff" "2025-02-30" "0000-01-01" "24:00"
      "Etc/GMT+12" "posixrules" "Asia/"`),
    '',
    '1 2',
    '\ufeff1',
    '1'.repeat(400),
    `"${'x'.repeat(9_000)}"`,
    `${'['.repeat(500)}${']'.repeat(500)}`,
  ),
)

/** Any characters, including lone surrogates. */
export const fuzzText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    ...words(`null undefined [] -1 1e400 +1 0x1 1_0 ٣ 2025-02-30 2025-1-1 10000-01-01 0000-01-01
      2025-01-01T00:00:00Z __proto__ urn:uuid:01980000-0000-7000-8000-000000000001
      {01980000-0000-7000-8000-000000000001} ../../etc/passwd WyIiXQ WyJhIiwiMDAwMC0wMS0wMSJd W10`),
    '',
    ' ',
    '\0',
    'a\0b',
    '\ud800',
    "' or 1=1 --",
    'x'.repeat(9_000),
  ),
)

/** A part of a URL, sent without encoding. */
export const fuzzUrlText = fc.constantFrom(
  ...words(`% %zz %00 %ff %C0%AF %ED%A0%80 %F4%90%80%80 %u0041 %25%30%30 + . .. %2e%2e%2f %2F [] a[b] a=b=c
    && ; %0d%0a __proto__ \xff`),
  '',
  'x'.repeat(15_500),
)

export const fuzzContentTypes = [
  'text/plain',
  'application/json; charset=utf-16',
  'application/json;',
  'APPLICATION/JSON',
  'application/jsonx',
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  'nonsense',
  ';',
  '',
]

export const fuzzBody = fc.oneof(
  fc.constantFrom('', ' ', 'null', '[]', '{}', '{}{}', '{"a":', '\ufeff{}').map(Buffer.from),
  fc
    .constantFrom('\xff', '\xed\xa0\x80', '\xc0\xaf')
    .map((bytes) => `{"product_id":1,"quantity":1,"buyer_id":"${bytes}"}`)
    .map((text) => Buffer.from(text, 'latin1')),
  fc.uint8Array({ maxLength: 200 }).map(Buffer.from),
  // The limit is 65,536.
  fc.constantFrom(65_535, 65_536, 65_537, 300_000).map((size) => Buffer.alloc(size, ' ')),
  fc.json().map((json) => Buffer.from(json)),
)

function words(text: string): string[] {
  return text.split(/\s+/)
}
