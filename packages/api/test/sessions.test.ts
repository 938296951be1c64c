import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  makeTemporaryDirectory,
  type TemporaryDirectory,
} from '@order-settlement/testing/temporary-directory.ts'
import { createTestDatabase, type TestDatabase } from '@order-settlement/testing/test-database.ts'
import { startProcess, type TestProcess } from '@order-settlement/testing/test-process.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeKey } from '../src/access/api-key.ts'
import { startApp } from './start-app.ts'

const { key, hash } = makeKey()
const finance = { name: 'finance', hash, scopes: ['orders:read'], merchant: 'm1' }

let database: TestDatabase
let directory: TemporaryDirectory
let file: string
let api: TestProcess
beforeAll(async () => {
  database = await createTestDatabase()
  directory = await makeTemporaryDirectory()
  file = join(directory.path, 'keys.json')
  await writeFile(file, JSON.stringify([finance]))
  api = await start()
})
afterAll(async () => {
  await api?.[Symbol.asyncDispose]()
  await database?.drop()
  await directory?.remove()
})

function start(): Promise<TestProcess> {
  return startProcess('api', { DATABASE_URL: database.url, API_KEYS_FILE: file })
}

async function signIn(given: string): Promise<{ status: number; cookie: string; access: object }> {
  const response = await fetch(`${api.url}/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ key: given }),
  })
  const cookie = response.headers.get('set-cookie') ?? ''
  return { status: response.status, cookie, access: (await response.json()) as object }
}

async function listOrders(headers: Record<string, string>, url = api.url): Promise<number> {
  return (await fetch(`${url}/orders`, { headers })).status
}

test('a key is exchanged for a cookie of an hour that scripts cannot read and other sites cannot send', async () => {
  const { status, cookie, access } = await signIn(key)
  expect(status).toBe(200)
  expect(access).toEqual({
    keys_required: true,
    name: 'finance',
    scopes: ['orders:read'],
    merchant: 'm1',
    expires_at: expect.stringMatching(/^\d{4}-/),
  })
  expect(cookie).toMatch(/^session=[^;]+; Max-Age=3600; Path=\/; HttpOnly; SameSite=Strict$/)
  expect(cookie).not.toContain(key)
  expect([await listOrders({}), await listOrders({ cookie })]).toEqual([401, 200])
})

test('an unknown key is refused without a cookie', async () => {
  const { status, cookie, access } = await signIn('osk_unknown')
  expect([status, cookie, access]).toEqual([
    401,
    '',
    expect.objectContaining({ code: 'UNAUTHENTICATED' }),
  ])
})

test('a session ends with its signature, its time, or its key, and survives a restart', async () => {
  const { cookie } = await signIn(key)
  const [, value = ''] = /^session=([^;]+)/.exec(cookie) ?? []
  const [stored, expires, signature] = decodeURIComponent(value).split('.')
  const later = `session=${stored}.${Number(expires) + 1}.${signature}`
  expect(await listOrders({ cookie: later })).toBe(401)
  expect(await listOrders({ cookie: 'session=a.b' })).toBe(401)

  await using other = await start()
  expect(await listOrders({ cookie }, other.url)).toBe(200)

  await writeFile(file, '[]')
  await expect.poll(() => listOrders({ cookie })).toBe(401)
  await writeFile(file, JSON.stringify([finance]))
  await expect.poll(() => listOrders({ cookie })).toBe(200)
})

test.each([
  ['a page of another port', { 'sec-fetch-site': 'same-site' }, 401],
  ['a page of another site', { 'sec-fetch-site': 'cross-site' }, 401],
  ['another origin in an old browser', { origin: 'http://127.0.0.1:1' }, 401],
  ['its own page', { 'sec-fetch-site': 'same-origin' }, 200],
  ['the address bar', { 'sec-fetch-site': 'none' }, 200],
])('a session in a request from %s', async (_, headers, status) => {
  const { cookie } = await signIn(key)
  expect(await listOrders({ cookie, ...headers })).toBe(status)
})

test('a key in the header wins over the session, also one that is not valid', async () => {
  const { cookie } = await signIn(key)
  expect(await listOrders({ cookie, authorization: 'Bearer osk_unknown' })).toBe(401)
})

test('signing out removes the cookie', async () => {
  const response = await fetch(`${api.url}/session`, { method: 'DELETE' })
  expect(response.status).toBe(204)
  expect(response.headers.get('set-cookie')).toMatch(/^session=; Max-Age=0; Path=\/;/)
})

test('over HTTPS the cookie is not sent over plain HTTP', async () => {
  const app = await startApp({ API_KEYS: JSON.stringify([finance]), TRUSTED_PROXIES: '127.0.0.1' })
  const { headers } = await app.app.inject({
    method: 'POST',
    url: '/session',
    headers: { 'x-forwarded-proto': 'https' },
    payload: { key },
  })
  expect(headers['set-cookie']).toMatch(/; Secure;/)
  await app.stop()
})

test('without API keys everybody may do everything, and nobody has to sign in', async () => {
  const app = await startApp()
  const everything = {
    keys_required: false,
    name: null,
    scopes: ['admin'],
    merchant: null,
    expires_at: null,
  }
  expect((await app.app.inject({ url: '/session' })).json()).toEqual(everything)
  const signedIn = await app.app.inject({ method: 'POST', url: '/session', payload: { key: 'x' } })
  expect(signedIn.json()).toEqual(everything)
  expect(signedIn.headers['set-cookie']).toBeUndefined()
  await app.stop()
})
