import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addProduct, footprint, startApp, type TestApp } from './start-app.ts'

let api: TestApp
let runningJob: string
const milliseconds: number[] = []

beforeAll(async () => {
  api = await startApp()
  await addProduct(api.db, 100)
  runningJob = (await start('{"from":"2025-01-01","to":"2025-01-31"}')).json().job_id
  // A file that the worker is still writing.
  await writeFile(join(api.directory, `${runningJob}.csv`), 'secret')
  await writeFile(join(api.directory, `${runningJob}.csv.tmp`), 'secret')
})
afterAll(() => api.stop())

const order = { product_id: 1, quantity: 1, buyer_id: 'user-123' }
const range = { from: '2025-01-01', to: '2025-01-31' }
const json = { 'content-type': 'application/json' }

function post(url: string, payload: string | Buffer, headers: Record<string, string> = json) {
  return api.app.inject({ method: 'POST', url, payload, headers })
}

function start(payload: string) {
  return post('/jobs/settlement', payload)
}

/** Sends a request that must be refused, and checks that nothing changed. */
async function refused(send: () => ReturnType<typeof post>) {
  const before = await footprint(api.db)
  const began = performance.now()
  const answer = await send()
  milliseconds.push(performance.now() - began)
  expect(await footprint(api.db)).toEqual(before)
  expect(answer.headers['content-type']).toMatch('application/problem+json')
  expect(answer.json().status).toBe(answer.statusCode)
  return answer
}

async function expectInvalid(send: () => ReturnType<typeof post>, path: string) {
  const answer = await refused(send)
  expect([answer.statusCode, answer.json().code]).toEqual([400, 'VALIDATION'])
  expect(answer.json().errors.map((error: { path: string }) => error.path)).toContain(path)
}

/** A JSON body with one field as literal text, which JSON.stringify could not always produce. */
function withField(body: object, name: string, text: string): string {
  const { [name]: _, ...rest } = { ...body } as Record<string, unknown>
  return `{${JSON.stringify(rest).slice(1, -1)},${JSON.stringify(name)}:${text}}`
}

const noInteger = {
  null: 'null',
  'a string': '"1"',
  'an empty string': '""',
  'a boolean': 'true',
  'an array': '[1]',
  'an object': '{}',
  'a fraction': '1.5',
  negative: '-1',
  zero: '0',
  'negative zero': '-0',
  '2^53': '9007199254740992',
  '2^63': '9223372036854775808',
  '1e400': '1e400',
  '-1e400': '-1e400',
}
const noText = {
  null: 'null',
  'a number': '1',
  'a boolean': 'true',
  'an array': '["u"]',
  'an object': '{}',
  'an empty string': '""',
}

describe('an invalid field of an order is named', () => {
  const cases = [
    ...Object.entries(noInteger).flatMap(([what, text]) => [
      ['product_id', what, text],
      ['quantity', what, text],
    ]),
    ['quantity', '10001', '10001'],
    ...Object.entries(noText).map(([what, text]) => ['buyer_id', what, text]),
    ['buyer_id', '129 characters', JSON.stringify('☃'.repeat(129))],
    ['buyer_id', 'a NUL', '"a\\u0000b"'],
    ['buyer_id', 'a lone high surrogate', '"a\\ud800b"'],
    ['buyer_id', 'a lone low surrogate', '"\\udc00"'],
    ['discount', 'unknown', '1'],
    ['a/b~c', 'unknown', '1'],
  ]
  test.each(cases)('%s: %s', async (name = '', _, text = '') => {
    const pointer = `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`
    await expectInvalid(() => post('/orders', withField(order, name, text)), pointer)
  })

  test.each(['product_id', 'quantity', 'buyer_id'])('%s: missing', async (name) => {
    const { [name]: _, ...rest } = order as Record<string, unknown>
    await expectInvalid(() => post('/orders', JSON.stringify(rest)), `/${name}`)
  })

  test('128 characters outside the Basic Multilingual Plane are not too long', async () => {
    const buyer_id = '𝄞'.repeat(128)
    const answer = await post('/orders', JSON.stringify({ ...order, buyer_id }))
    expect([answer.statusCode, answer.json().buyer_id]).toEqual([201, buyer_id])
  })
})

describe('an invalid field of a settlement is named', () => {
  const cases = [
    ...Object.entries(noText).flatMap(([what, text]) => [
      ['from', what, text],
      ['to', what, text],
      ['timezone', what, text],
    ]),
    ...[
      '2025-02-30',
      '2025-13-01',
      '25-1-1',
      '2025-1-1',
      '2025-00-10',
      '2023-02-29',
      '0000-01-01',
    ].flatMap((day) => [
      ['from', day, `"${day}"`],
      ['to', day, `"${day}"`],
    ]),
    ['from', 'a time', '"2025-01-01T00:00:00Z"'],
    ['from', 'a NUL', '"2025-01-0\\u0000"'],
    ['from', 'other digits', '"２０２５-０１-０１"'],
    ['to', 'before from', '"2024-12-31"'],
    ['to', '367 days', '"2026-01-02"'],
    ['to', '8000 years', '"9999-12-31"'],
    ['timezone', 'unknown', '"Mars/Olympus"'],
    ['timezone', 'an offset', '"+02:00"'],
    ['timezone', 'SQL', '"UTC\'; drop table jobs"'],
    ['timezone', 'a lone surrogate', '"\\ud800"'],
    ['preview', 'unknown', 'true'],
    ['dry_run', 'a string', '"true"'],
  ]
  test.each(cases)('%s: %s', async (name = '', _, text = '') => {
    await expectInvalid(() => start(withField(range, name, text)), `/${name}`)
  })

  test.each(['from', 'to'])('%s: missing', async (name) => {
    const { [name]: _, ...rest } = range as Record<string, unknown>
    await expectInvalid(() => start(JSON.stringify(rest)), `/${name}`)
  })
})

describe.each(['/orders', '/jobs/settlement'])('an invalid body to %s is refused', (url) => {
  test.each([
    ['an array', '[]'],
    ['an array of one order', JSON.stringify([order])],
    ['a string', '"text"'],
    ['a number', '1'],
    ['null', 'null'],
    ['true', 'true'],
    ['empty', ''],
    ['broken', '{"product_id":'],
    ['two documents', '{}{}'],
    ['single quotes', "{'from':1}"],
    ['a poisoned prototype', '{"__proto__":{"a":1}}'],
    ['bytes that are not UTF-8', Buffer.from([0x22, 0xff, 0x22])],
  ])('%s', async (_, payload) => {
    await expectInvalid(() => post(url, payload), '')
  })

  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    'application/xml',
    'nonsense',
  ])('%s', async (type) => {
    const body = JSON.stringify(order)
    const answer = await refused(() => post(url, body, { 'content-type': type }))
    expect([answer.statusCode, answer.json().code]).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE'])
  })

  test('2 MB', async () => {
    const answer = await refused(() => post(url, `"${'x'.repeat(2_000_000)}"`))
    expect([answer.statusCode, answer.json().code]).toEqual([413, 'BODY_TOO_LARGE'])
  })

  test.each([
    ['empty', ''],
    ['256 characters', 'k'.repeat(256)],
    ['a space', 'a b'],
    ['two', 'a, b'],
    ['a control character', 'a\tb'],
    ['no ASCII', 'clé'],
  ])('Idempotency-Key: %s', async (_, key) => {
    const body = JSON.stringify(url === '/orders' ? order : range)
    await expectInvalid(
      () => post(url, body, { ...json, 'idempotency-key': key }),
      '/headers/idempotency-key',
    )
  })
})

describe('an id that is not a UUID is refused', () => {
  const ids = [
    'abc',
    '1',
    '%00',
    '00000000-0000-0000-0000-00000000000',
    '00000000-0000-0000-0000-00000000000g',
    'urn:uuid:00000000-0000-0000-0000-000000000000',
    'URN:UUID:00000000-0000-0000-0000-000000000000',
    '%7B00000000-0000-0000-0000-000000000000%7D',
    "'%20or%201=1",
    'x'.repeat(5000),
  ]
  test.each(ids)('%s', async (id) => {
    await expectInvalid(() => api.app.inject(`/orders/${id}`), '/params/id')
    await expectInvalid(() => api.app.inject(`/jobs/${id}`), '/params/id')
    await expectInvalid(() => post(`/jobs/${id}/cancel`, '', {}), '/params/id')
  })

  test.each([
    ['/orders/00000000-0000-0000-0000-000000000000', 'ORDER_NOT_FOUND'],
    ['/orders/FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF', 'ORDER_NOT_FOUND'],
    ['/jobs/00000000-0000-4000-8000-000000000000', 'JOB_NOT_FOUND'],
  ])('but %s is one: %s', async (url, code) => {
    const answer = await refused(() => api.app.inject(url))
    expect([answer.statusCode, answer.json().code]).toEqual([404, code])
  })
})

test.each([
  ['a field', '{"now":true}'],
  ['an array', '[]'],
  ['a string', '"now"'],
])('a cancel with %s in its body is refused', async (_, payload) => {
  const answer = await refused(() => post(`/jobs/${runningJob}/cancel`, payload))
  expect([answer.statusCode, answer.json().code]).toEqual([400, 'VALIDATION'])
})

test('a byte that is not UTF-8 is refused, not stored as a replacement character', async () => {
  const body = Buffer.from(JSON.stringify(order).replace('user-123', 'user-\u00ff'), 'latin1')
  await expectInvalid(() => post('/orders', body), '')
})

test('a body with 2,000 errors is answered with the first 20', async () => {
  const fields = Array.from({ length: 2000 }, (_, n) => [`field-${n}`, 1])
  const answer = await refused(() => post('/orders', JSON.stringify(Object.fromEntries(fields))))
  expect([answer.statusCode, answer.json().errors.length]).toEqual([400, 20])
})

describe('anything but a finished file is not found', () => {
  const names = [
    () => `${runningJob}.csv`,
    () => `${runningJob}.csv.tmp`,
    () => `${runningJob}`,
    () => `${runningJob}.CSV`,
    () => `${runningJob}.csv/`,
    () => `${runningJob}.csv%00`,
    () => `.%2f${runningJob}.csv`,
    () => '00000000-0000-0000-0000-000000000000.csv',
    () => '',
    () => '.',
    () => '..%2f..%2fetc%2fpasswd',
    () => '%252e%252e%252f%252e%252e%252fetc%252fpasswd',
    () => '..%5c..%5cetc%5cpasswd',
    () => '/etc/passwd',
    () => '%2fetc%2fpasswd',
    () => 'x'.repeat(5000),
  ]
  test.each(names)('%s', async (name) => {
    const answer = await refused(() => api.app.inject(`/downloads/${name()}`))
    expect([answer.statusCode, answer.json().code]).toEqual([404, 'DOWNLOAD_NOT_FOUND'])
  })
})

test('the median refusal takes less than 100 ms', () => {
  const sorted = milliseconds.toSorted((a, b) => a - b)
  expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThan(100)
})
