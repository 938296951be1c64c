import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { MerchantPage } from '../src/merchants/merchants.schemas.ts'
import { startApp, type TestApp } from './start-app.ts'

let api: TestApp
beforeAll(async () => {
  api = await startApp()
})
afterAll(() => api.stop())

const terms = {
  name: 'Blue Note',
  currency: 'EUR',
  fee_basis_points: 290,
  fee_fixed_cents: 30,
  refunds_return_fee: true,
}

function put(id: string, payload: object, ifMatch?: string) {
  const headers = ifMatch === undefined ? {} : { 'if-match': ifMatch }
  return api.app.inject({
    method: 'PUT',
    url: `/merchants/${encodeURIComponent(id)}`,
    payload,
    headers,
  })
}

function get(id: string) {
  return api.app.inject(`/merchants/${encodeURIComponent(id)}`)
}

async function list(query: Record<string, string> = {}): Promise<MerchantPage> {
  const answer = await api.app.inject({ url: '/merchants', query })
  expect(answer.statusCode).toBe(200)
  return answer.json()
}

test('a merchant is created once, read, and replaced: 201, 200, 200, each with the ETag of its body', async () => {
  const created = await put('jazz', terms)
  expect([created.statusCode, created.headers.location]).toEqual([201, '/merchants/jazz'])
  const merchant = created.json()
  expect(merchant).toEqual({
    id: 'jazz',
    ...terms,
    created_at: expect.any(String),
    updated_at: merchant.created_at,
  })
  const read = await get('jazz')
  expect([read.statusCode, read.json()]).toEqual([200, merchant])
  expect(read.headers.etag).toBe(created.headers.etag)

  const replaced = await put('jazz', { name: 'Verve', currency: 'EUR' })
  expect([replaced.statusCode, replaced.headers.location]).toEqual([200, undefined])
  expect(replaced.json()).toMatchObject({ name: 'Verve', fee_basis_points: 0, fee_fixed_cents: 0 })
  expect(replaced.json().created_at).toBe(merchant.created_at)
  expect(replaced.headers.etag).not.toBe(created.headers.etag)
  expect((await get('jazz')).headers.etag).toBe(replaced.headers.etag)
})

test('what a PUT leaves out gets its default, the currency that of CURRENCY', async () => {
  const defaults = { fee_basis_points: 0, fee_fixed_cents: 0, refunds_return_fee: false }
  expect((await put('plain', { name: 'Plain' })).json()).toMatchObject({
    currency: 'USD',
    ...defaults,
  })
  const swiss = await startApp({ CURRENCY: 'CHF' })
  const answer = await swiss.app.inject({
    method: 'PUT',
    url: '/merchants/plain',
    payload: { name: 'Plain' },
  })
  await swiss.stop()
  expect(answer.json()).toMatchObject({ currency: 'CHF', ...defaults })
})

test('the same PUT again changes nothing, not even updated_at', async () => {
  const first = await put('again', terms)
  const second = await put('again', terms)
  expect([second.statusCode, second.json()]).toEqual([200, first.json()])
  expect(second.headers.etag).toBe(first.headers.etag)
})

test('If-Match with the current ETag or * replaces; with an older one, or without a merchant: 412, and nothing changes', async () => {
  const first = await put('match', { name: 'First' })
  const second = await put('match', { name: 'Second' }, String(first.headers.etag))
  expect(second.statusCode).toBe(200)

  const late = await put('match', { name: 'Late' }, String(first.headers.etag))
  expect([late.statusCode, late.json().code]).toEqual([412, 'MERCHANT_CHANGED'])
  expect((await get('match')).json()).toEqual(second.json())
  expect((await put('match', { name: 'Third' }, '*')).statusCode).toBe(200)

  for (const ifMatch of ['*', String(first.headers.etag)]) {
    const none = await put('nobody', { name: 'Nobody' }, ifMatch)
    expect([none.statusCode, none.json().code]).toEqual([412, 'MERCHANT_CHANGED'])
  }
  expect((await get('nobody')).statusCode).toBe(404)
})

test('If-None-Match: * creates a merchant and never changes one, 20 times 3 at once', async () => {
  for (let round = 0; round < 20; round++) {
    const url = `/merchants/only-${round}`
    const headers = { 'if-none-match': '*' }
    const answers = await Promise.all(
      [1, 2, 3].map((n) =>
        api.app.inject({ method: 'PUT', url, headers, payload: { name: `Name ${n}` } }),
      ),
    )
    const codes = answers.map(({ statusCode }) => statusCode)
    expect(codes.toSorted()).toEqual([201, 412, 412])
    const created = answers.find(({ statusCode }) => statusCode === 201)
    expect((await get(`only-${round}`)).json()).toEqual(created?.json())
    const refused = answers.find(({ statusCode }) => statusCode === 412)
    expect(refused?.json().code).toBe('MERCHANT_EXISTS')
  }
})

test('100 times 2 PUTs with one ETag at once: one replaces, the other gets 412', async () => {
  let etag = String((await put('race', { name: 'Start' })).headers.etag)
  for (let round = 0; round < 100; round += 1) {
    const answers = await Promise.all([
      put('race', { name: `A${round}` }, etag),
      put('race', { name: `B${round}` }, etag),
    ])
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 412])
    const winner = answers.find(({ statusCode }) => statusCode === 200)
    etag = String(winner?.headers.etag)
    expect((await get('race')).json()).toEqual(winner?.json())
  }
})

test('50 times 4 PUTs create a merchant at once: one 201 and three 200, and the last one stays', async () => {
  for (let round = 0; round < 50; round += 1) {
    const id = `new-${round}`
    const answers = await Promise.all([1, 2, 3, 4].map((n) => put(id, { name: `Name ${n}` })))
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 200, 200, 201])
    const bodies = answers.map((answer) => answer.body)
    expect(bodies).toContain((await get(id)).body)
  }
})

test('pages go by id, in order of bytes; merchants that are created in between neither repeat nor displace one', async () => {
  const ids = ['A', 'a', 'b', 'Ö', 'ö', '日本', '𝄞'].map((letter) => `page-${letter}`)
  for (const id of ids.toReversed()) expect((await put(id, { name: 'Page' })).statusCode).toBe(201)
  const seen: string[] = []
  let cursor: string | null | undefined
  do {
    const page = await list({ q: 'page-', limit: '2', ...(cursor ? { cursor } : {}) })
    seen.push(...page.merchants.map(({ id }) => id))
    cursor = page.next_cursor
    await Promise.all(['page-!', `page-${seen.length}`].map((id) => put(id, { name: 'Page' })))
  } while (cursor)
  expect(seen).toEqual(ids)
})

test.each([
  ['find-me', 1],
  ['FIND-', 2],
  ['ind', 2],
  ['kåge', 1],
  ['KÅGE', 1],
  // Neither is a wildcard.
  ['find_me', 0],
  ['%', 1],
])('q=%s finds %d merchants by a part of id or name', async (q, count) => {
  await put('find-me', { name: 'Sound & Vision' })
  await put('find-100%', { name: 'Kåge' })
  const { merchants } = await list({ q })
  expect(merchants.filter(({ id }) => id.startsWith('find-'))).toHaveLength(count)
})

test('an unknown merchant: 404', async () => {
  const answer = await get('unknown')
  expect([answer.statusCode, answer.json().code]).toEqual([404, 'MERCHANT_NOT_FOUND'])
})

test('an id of 128 characters of any script is kept as it is, and its Location leads to it', async () => {
  for (const id of ['𝄞'.repeat(128), "a/b?c#d%25'ö", 'é́', '~!@$&*()']) {
    const created = await put(id, { name: 'Odd' })
    expect([created.statusCode, created.json().id], id).toEqual([201, id])
    const read = await api.app.inject(String(created.headers.location))
    expect([read.statusCode, read.json().id], id).toEqual([200, id])
  }
})

test('who created a merchant and who changed it last is kept, without keys null', async () => {
  await put('kept', { name: 'Kept' })
  const { rows } =
    await sql`select created_by, updated_by from merchants where id = 'kept'`.execute(api.db)
  expect(rows).toEqual([{ created_by: null, updated_by: null }])
})
