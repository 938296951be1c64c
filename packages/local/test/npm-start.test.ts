import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { type Local, startLocal } from '@order-settlement/testing/start-local.ts'
import {
  makeMemoryDirectory,
  type TemporaryDirectory,
} from '@order-settlement/testing/temporary-directory.ts'
import { createTestDatabase } from '@order-settlement/testing/test-database.ts'
import { sql } from 'kysely'
import pg from 'pg'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

// Of a first start and a second one on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

let directory: TemporaryDirectory
let started: Local[]

beforeEach(async () => {
  directory = await makeMemoryDirectory()
  started = []
})

afterEach(async () => {
  for (const local of started) await local.end('SIGTERM')
  await directory.remove()
})

function start(env: Record<string, string> = {}): Local {
  const local = startLocal(directory.path, env)
  started.push(local)
  return local
}

async function placeOrder(url: string): Promise<number> {
  const response = await fetch(`${url}/orders`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ product_id: 1, quantity: 1, buyer_id: 'buyer' }),
  })
  return response.status
}

async function query(text: string): Promise<unknown[]> {
  const url = await readFile(join(directory.path, 'data', 'database-url'), 'utf8')
  const client = new pg.Client({ connectionString: url.trim() })
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

test('starts, takes an order, ends within 10 s of SIGTERM with code 0 and no process; a second start finds the order', async () => {
  // A setting of containers: no load balancer waits here.
  const first = start({ DRAIN_MS: '60000' })
  const url = await first.ready()
  expect((await fetch(`${url}/health`)).status).toBe(200)
  expect(await placeOrder(url)).toBe(201)
  expect(await query('select count(*)::int as n from transactions where order_id is null')).toEqual(
    [{ n: 1000 }],
  )

  const signalledAt = performance.now()
  expect(await first.end('SIGTERM')).toEqual({ code: 0, signal: null })
  expect(performance.now() - signalledAt).toBeLessThan(10_000)
  expect(first.output()).toContain('"msg":"stopped"')
  expect(await first.leftovers()).toEqual([])

  const second = start()
  await second.ready()
  expect(await query('select stock::int from products where id = 1')).toEqual([{ stock: 99 }])
  expect(second.output()).not.toContain('seeded')
})

test('after kill -9 of the supervisor, api and worker end by themselves, and the next start takes PostgreSQL over', async () => {
  const first = start()
  const url = await first.ready()
  expect(await placeOrder(url)).toBe(201)
  await first.end('SIGKILL')
  const [postgres = 0] = first.pids('postgresql')
  await expect
    .poll(() => first.leftovers(), { timeout: 10_000 })
    .not.toSatisfy((left: number[]) =>
      [...first.pids('api'), ...first.pids('worker')].some((pid) => left.includes(pid)),
    )

  const second = start()
  await second.ready()
  expect(second.pids('postgresql')).not.toContain(postgres)
  expect(await query('select stock::int from products where id = 1')).toEqual([{ stock: 99 }])
  await second.end('SIGTERM')
  expect(await first.leftovers()).toEqual([])
})

test('api, worker and postgresql are each started again after SIGKILL', async () => {
  const local = start()
  const url = await local.ready()
  for (const name of ['api', 'worker', 'postgresql'] as const) {
    const before = local.pids(name)
    process.kill(before.at(-1) ?? 0, 'SIGKILL')
    await local.waitFor(
      new RegExp(`^${name} ended with signal SIGKILL, and starts again in 250 ms$`, 'm'),
    )
    await expect
      .poll(() => local.pids(name).length, { timeout: 10_000 })
      .toBeGreaterThan(before.length)
    const health = () =>
      fetch(`${url}/health`).then(
        ({ status }) => status,
        () => 0,
      )
    await expect.poll(health, { timeout: 20_000 }).toBe(200)
    await expect.poll(() => placeOrder(url), { timeout: 10_000 }).toBe(201)
  }
  expect(await local.end('SIGTERM')).toEqual({ code: 0, signal: null })
  expect(await local.leftovers()).toEqual([])
})

test('SIGTERM while it seeds ends it within 10 s with code 0, no process and no rows; the next start seeds', async () => {
  const first = start({ SEED_TRANSACTIONS: '20000000' })
  await first.waitFor(/^seeding 20,000,000/m)
  const signalledAt = performance.now()
  expect(await first.end('SIGTERM')).toEqual({ code: 0, signal: null })
  expect(performance.now() - signalledAt).toBeLessThan(10_000)
  expect(await first.leftovers()).toEqual([])

  const second = start()
  await second.waitFor(/^seeded 1,000 transactions/m)
})

test('SIGTERM at any moment of a first start leaves no process, and the next start works', async () => {
  for (const delayMs of [300, 600, 900, 1200, 1500]) {
    const local = start()
    // The moment itself is what is tested, so time is right here.
    await setTimeout(delayMs)
    await local.end('SIGTERM')
    expect(await local.leftovers()).toEqual([])
  }
  await start().ready()
})

test('a second start on the same data directory says so, and leaves the first alone', async () => {
  const first = start()
  const url = await first.ready()
  const second = start()
  expect(await second.exited).toEqual({ code: 1, signal: null })
  expect(second.output()).toMatch(/^DATA_DIR=.* is in use by another npm start: .*\n$/)
  expect((await fetch(`${url}/health`)).status).toBe(200)
})

test('a port in use stops it with one line', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  try {
    await new Promise((resolve) => server.once('listening', resolve))
    const address = server.address()
    const port = address && typeof address === 'object' ? address.port : 0
    const local = start({ PORT: `${port}` })
    expect(await local.exited).toEqual({ code: 1, signal: null })
    expect(local.output()).toBe(
      `PORT=${port} is in use: stop the program that listens there, or give another PORT\n`,
    )
  } finally {
    server.close()
  }
})

test.each(['not a host', '203.0.113.7', '127.0.0.1:8080'])(
  'HOST=%s, no address of this machine, stops it with one line',
  async (HOST) => {
    const local = start({ HOST })
    expect(await local.exited).toEqual({ code: 1, signal: null })
    expect(local.output()).toMatch(/^HOST=".*" is not an address of this machine \(E\w+\): .*\n$/)
    expect(local.output()).toContain(HOST)
  },
)

test('a bad PORT stops it with one line', async () => {
  const local = start({ PORT: '80800' })
  expect(await local.exited).toEqual({ code: 1, signal: null })
  expect(local.output()).toMatch(/^PORT="80800" is not allowed: .*\n$/)
})

test('a bad WORKERS, which only the worker reads, stops everything with code 1 and no second try', async () => {
  const local = start({ WORKERS: 'many' })
  expect(await local.exited).toEqual({ code: 1, signal: null })
  expect(local.output()).toMatch(/^WORKERS="many" is not allowed: /m)
  expect(local.output()).toMatch(/^worker does not start: it ended with code 1$/m)
  expect(local.output()).not.toContain('starts again')
  expect(await local.leftovers()).toEqual([])
})

test('data of another major version is refused with one line', async () => {
  const cluster = join(directory.path, 'data', 'postgresql')
  await mkdir(cluster, { recursive: true })
  await writeFile(join(cluster, 'PG_VERSION'), '16\n')
  const local = start()
  expect(await local.exited).toEqual({ code: 1, signal: null })
  expect(local.output()).toMatch(
    /^DATA_DIR=.* holds data of PostgreSQL 16, but this is PostgreSQL 18: .*\n$/,
  )
})

test('a file as DATA_DIR is refused with one line', async () => {
  await writeFile(join(directory.path, 'data'), '')
  const local = start()
  expect(await local.exited).toEqual({ code: 1, signal: null })
  expect(local.output()).toMatch(/^DATA_DIR=.* cannot be made: .*\n$/)
})

test('with DATABASE_URL it uses that database and starts no PostgreSQL', async () => {
  await using database = await createTestDatabase()
  const local = start({ DATABASE_URL: database.url })
  const url = await local.ready()
  expect(await placeOrder(url)).toBe(201)
  expect(local.pids('postgresql')).toEqual([])
  expect(local.output()).not.toContain('password')
  const { rows } = await sql`select stock::int from products where id = 1`.execute(database.db)
  expect(rows).toEqual([{ stock: 99 }])
  await local.end('SIGTERM')
})

test('a DATABASE_URL that nothing answers is refused with one line', async () => {
  const local = start({ DATABASE_URL: 'postgres://u:secret@127.0.0.1:1/x' })
  expect(await local.exited).toEqual({ code: 1, signal: null })
  expect(local.output()).toMatch(
    /^the database cannot be used \(.*ECONNREFUSED.*\): look at DATABASE_URL\n$/,
  )
})
