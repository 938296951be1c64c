import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeKey } from '../src/access/api-key.ts'
import type { Scope } from '../src/access/scopes.ts'
import { codeOf } from './shop.ts'
import { startApp, type TestApp } from './start-app.ts'

const keys: Record<string, string> = {}

function entry(name: string, scopes: Scope[], merchant?: string) {
  const { key, hash } = makeKey()
  keys[name] = key
  return { name, hash, scopes, ...(merchant === undefined ? {} : { merchant }) }
}

const all: Scope[] = ['orders:write', 'orders:read', 'orders:refund']

let api: TestApp
let product: number
beforeAll(async () => {
  api = await startApp({
    API_KEYS: JSON.stringify([
      entry('shop', all),
      entry('other', all),
      entry('till', ['orders:write', 'orders:read']),
      entry('anna', all, 'anna'),
      entry('bert', all, 'bert'),
      entry('owner', ['admin']),
    ]),
  })
  const described = { name: 'Shirt', merchant_id: 'anna', price_cents: 100, stock: 100 }
  product = (await send('owner', 'POST', '/products', described)).json().id
})
afterAll(() => api.stop())

function send(key: string, method: 'GET' | 'POST', url: string, payload?: object) {
  const headers = { authorization: `Bearer ${keys[key]}` }
  return api.app.inject({ method, url, headers, ...(payload ? { payload } : {}) })
}

async function place(key: string, more: object = {}): Promise<string> {
  const order = { product_id: product, quantity: 1, buyer_id: 'ann', ...more }
  return (await send(key, 'POST', '/orders', order)).json().id
}

const actions: [path: string, body: object, status: number][] = [
  ['confirm', {}, 200],
  ['refunds', { amount_cents: 1 }, 201],
  ['cancel', {}, 200],
]

test.each(['other', 'bert'])(
  'the key %s finds no order of another key or merchant',
  async (key) => {
    const id = await place('shop', { hold_seconds: 60 })
    for (const [path, body] of actions)
      expect(codeOf(await send(key, 'POST', `/orders/${id}/${path}`, body))).toBe('ORDER_NOT_FOUND')
    expect(codeOf(await send(key, 'GET', `/orders/${id}/refunds`))).toBe('ORDER_NOT_FOUND')
    expect((await send('shop', 'GET', `/orders/${id}`)).json().status).toBe('HELD')
  },
)

test.each(['shop', 'anna', 'owner'])('the key %s changes the order', async (key) => {
  const id = await place('shop', { hold_seconds: 60 })
  for (const [path, body, status] of actions) {
    const answer = await send(key, 'POST', `/orders/${id}/${path}`, body)
    expect([path, answer.statusCode]).toEqual([path, status])
  }
  const { refunds } = (await send(key, 'GET', `/orders/${id}/refunds`)).json()
  expect(refunds).toHaveLength(2)
})

test('without orders:refund a key cancels holds only', async () => {
  const held = await place('till', { hold_seconds: 60 })
  expect(codeOf(await send('till', 'POST', `/orders/${held}/cancel`, {}))).toBe(200)
  const sold = await place('till')
  const refused = await send('till', 'POST', `/orders/${sold}/cancel`, {})
  expect([refused.statusCode, codeOf(refused)]).toEqual([403, 'FORBIDDEN'])
  expect(refused.headers['www-authenticate']).toContain('scope="orders:refund"')
  expect((await send('till', 'GET', `/orders/${sold}`)).json().status).toBe('CONFIRMED')
})

test('without orders:refund a key cancels an order that is refunded in full, whose units return', async () => {
  const id = await place('till')
  // The key of the merchant refunds what another key placed.
  await send('anna', 'POST', `/orders/${id}/refunds`, { amount_cents: 99 })
  expect(codeOf(await send('till', 'POST', `/orders/${id}/cancel`, {}))).toBe('FORBIDDEN')
  await send('anna', 'POST', `/orders/${id}/refunds`, { amount_cents: 1 })
  const cancelled = await send('till', 'POST', `/orders/${id}/cancel`, {})
  expect(cancelled.json()).toMatchObject({
    status: 'CANCELLED',
    refunded_cents: 100,
    returned_units: 1,
  })
})

test('two keys use the same idempotency key for different orders', async () => {
  for (const key of ['shop', 'other']) {
    const id = await place(key)
    const headers = { authorization: `Bearer ${keys[key]}`, 'idempotency-key': 'one' }
    const payload = { amount_cents: 1 }
    const answer = await api.app.inject({
      method: 'POST',
      url: `/orders/${id}/refunds`,
      headers,
      payload,
    })
    expect(answer.json().order_id).toBe(id)
  }
})
