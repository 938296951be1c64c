import { execFile } from 'node:child_process'
import { chmod, lstat, readFile, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { entryPoints, repositoryRoot } from '@order-settlement/local/places.ts'
import {
  makeTemporaryDirectory,
  type TemporaryDirectory,
} from '@order-settlement/testing/temporary-directory.ts'
import { createTestDatabase } from '@order-settlement/testing/test-database.ts'
import { startProcess } from '@order-settlement/testing/test-process.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeKey } from '../src/access/api-key.ts'

const run = promisify(execFile)

const zeros = { name: 'a', hash: `sha256:${'0'.repeat(64)}`, scopes: ['admin'] }

let database: Awaited<ReturnType<typeof createTestDatabase>>
let directory: TemporaryDirectory
beforeAll(async () => {
  database = await createTestDatabase()
  directory = await makeTemporaryDirectory()
})
afterAll(async () => {
  await database?.drop()
  await directory?.remove()
})

/** Runs `npm run keys` without npm. */
async function createKey(file: string, ...args: string[]): Promise<string> {
  const main = join(entryPoints.api, '../access/keys.main.ts')
  const { stdout } = await run(process.execPath, [main, 'create', '--file', file, ...args], {
    cwd: repositoryRoot,
  })
  return stdout.trim()
}

async function list(url: string, key?: string): Promise<number> {
  const headers = key ? { authorization: `Bearer ${key}` } : {}
  return (await fetch(`${url}/orders`, { headers })).status
}

test('a created key is shown once, stored as a hash, and accepted without a restart', async () => {
  const file = join(directory.path, 'keys.json')
  const first = await createKey(file, '--name', 'shop', '--scopes', 'orders:read,orders:write')
  expect(first).toMatch(/^osk_[\w-]{43}$/)
  expect(await readFile(file, 'utf8')).not.toContain(first.slice(4))
  await using api = await startProcess('api', {
    DATABASE_URL: database.url,
    API_KEYS_FILE: file,
    LOG_LEVEL: 'trace',
  })
  expect([await list(api.url), await list(api.url, first)]).toEqual([401, 200])

  const second = await createKey(file, '--name', 'reports', '--scopes', 'orders:read')
  await expect.poll(() => list(api.url, second), { timeout: 10_000 }).toBe(200)
  expect(await list(api.url, first)).toBe(200)

  // An incomplete file removes no key, and is logged as an error.
  await writeFile(file, '[{"name":')
  const line = await api.waitForLog(({ level, msg }) => level === 50 && msg.startsWith('api keys'))
  expect(line.reason).toBe('the list is not JSON')
  expect(await list(api.url, second)).toBe(200)

  await writeFile(file, '[]')
  await expect.poll(() => list(api.url, first), { timeout: 10_000 }).toBe(401)
})

test('no key is in a log, an error or the database, no matter how it is sent', async () => {
  const { key, hash } = makeKey()
  const wrong = makeKey().key
  await using api = await startProcess('api', {
    DATABASE_URL: database.url,
    API_KEYS: JSON.stringify([{ name: 'shop', hash, scopes: ['admin'] }]),
    LOG_LEVEL: 'trace',
  })
  const send = (secret: string, path: string, init: RequestInit = {}) =>
    fetch(`${api.url}${path}`, {
      ...init,
      headers: { authorization: `Bearer ${secret}`, ...init.headers },
    })
  const json = { 'content-type': 'application/json' }
  const body = JSON.stringify({ product_id: 1, quantity: 1, buyer_id: 'ann' })
  const answers = await Promise.all(
    [key, wrong].flatMap((secret) => [
      send(secret, '/orders', {
        method: 'POST',
        body,
        headers: { ...json, 'idempotency-key': 'k' },
      }),
      send(secret, '/orders', { method: 'POST', body: '{', headers: json }),
      send(secret, '/jobs/settlement', { method: 'POST', body: '{"from":1}', headers: json }),
      send(secret, '/nowhere'),
      send(secret, `/orders?key=${secret}`),
      send(secret, '/orders', { method: 'DELETE' }),
    ]),
  )
  const texts = await Promise.all(answers.map((answer) => answer.text()))
  await api.waitForLog(({ msg, caller }) => msg === 'request' && caller === 'shop')
  await api.kill('SIGTERM')
  const { rows } = await sql<{ dump: string }>`
    select string_agg(row::text, '') as dump from (
      select orders::text as row from orders union all select jobs::text from jobs
      union all select job_keys::text from job_keys union all select query from pg_stat_activity
    ) as everything`.execute(database.db)
  for (const text of [api.output(), rows[0]?.dump, ...texts]) {
    expect(text).not.toContain(key.slice(4))
    expect(text).not.toContain(wrong.slice(4))
  }
})

test.each([
  ['API_KEYS', 'not json', 'the list is not JSON'],
  ['API_KEYS', '{}', 'the list must be array'],
  ['API_KEYS', '[{"name":"a","hash":"secret","scopes":["admin"]}]', '/0/hash'],
  ['API_KEYS', `[{"name":"a","hash":"sha256:${'0'.repeat(64)}","scopes":["all"]}]`, '/0/scopes/0'],
  ['API_KEYS', `[{"name":"a b","hash":"sha256:${'0'.repeat(64)}","scopes":["admin"]}]`, '/0/name'],
  ['API_KEYS', JSON.stringify([{ ...zeros, merchant: '' }]), '/0/merchant'],
  ['API_KEYS', JSON.stringify([1, 2].map((n) => ({ ...zeros, name: `a${n}` }))), 'listed twice'],
  ['API_KEYS_FILE', '/nowhere/keys.json', 'ENOENT'],
  ['API_KEYS_FILE', '/dev/null', 'not a regular file'],
])('%s=%s stops the api with one line', async (name, value, reason) => {
  const started = startProcess('api', { DATABASE_URL: database.url, [name]: value })
  const error = await started.then(
    () => '',
    (it: Error) => it.message,
  )
  const [, line = ''] = error.split('before the line:\n')
  expect(line.split('\n')).toHaveLength(1)
  expect(line).toMatch(new RegExp(`^${name}.* is not allowed: give a JSON list of keys`))
  expect(line).toContain(reason)
  expect(line).not.toContain('secret')
})

test('without keys the log warns on an address that other machines reach, and not on loopback', async () => {
  const loud = ({ level, msg }: { level: number; msg: string }) =>
    level >= 40 &&
    msg === 'API keys are off and the API is reachable from other machines; set API_KEYS_FILE.'
  await using open = await startProcess('api', { DATABASE_URL: database.url, HOST: '0.0.0.0' })
  await open.waitForLog(loud)
  await using local = await startProcess('api', { DATABASE_URL: database.url, HOST: '127.0.0.1' })
  await using keyed = await startProcess('api', {
    DATABASE_URL: database.url,
    HOST: '0.0.0.0',
    API_KEYS: '[]',
  })
  await Promise.all([local.kill('SIGTERM'), keyed.kill('SIGTERM')])
  expect([...local.logs, ...keyed.logs].filter(loud)).toEqual([])
})

test.each([
  [['--scopes', 'admin'], 'name'],
  [['--name', 'a b', '--scopes', 'admin'], 'name'],
  [['--name', 'a', '--scopes', 'orders:delete'], 'scopes'],
  [['--name', 'a', '--scopes', 'admin', '--merchant', ''], 'merchant'],
  [['--name', 'a', '--scopes', 'admin', '--merchant', 'm'.repeat(129)], 'merchant'],
  [['--name', 'a', '--scopes', 'admin', '--expires', 'tomorrow'], 'expires_at'],
  [['--name', 'a', '--scopes', 'admin', '--expires', ''], 'expires_at'],
  [['--name', 'a', '--scopes', 'admin', '--expires', '2999-02-31T00:00:00Z'], 'expires_at'],
  [['--name', 'a', '--scopes', 'admin', '--expires', '2026-01-01T00:00:00Z'], 'expires_at'],
  [['--name', 'a', '--scopes', 'admin', '--expires', '2016-12-31T23:59:60Z'], 'expires_at'],
])('%j creates no key and prints the usage', async (args, fault) => {
  const file = join(directory.path, 'none.json')
  await expect(createKey(file, ...args)).rejects.toMatchObject({
    code: 1,
    stdout: '',
    stderr: expect.stringMatching(new RegExp(`^${fault}[^]*npm run keys -- create`)),
  })
  await expect(stat(file)).rejects.toMatchObject({ code: 'ENOENT' })
})

test("adding a key keeps the file's mode, the link to it, and every earlier key", async () => {
  const file = join(directory.path, 'real.json')
  const link = join(directory.path, 'link.json')
  await createKey(file, '--name', 'a', '--scopes', 'admin')
  await chmod(file, 0o600)
  await symlink(file, link)
  await createKey(link, '--name', 'b', '--scopes', 'admin', '--merchant', 'merchant_0001')
  expect((await lstat(link)).isSymbolicLink()).toBe(true)
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  const added = JSON.parse(await readFile(file, 'utf8'))
  expect(added).toMatchObject([{ name: 'a' }, { name: 'b', merchant: 'merchant_0001' }])
  expect(added[0]).not.toHaveProperty('merchant')
})
