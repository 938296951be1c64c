import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createLogger } from '@order-settlement/shared/process/logger.ts'
import { independentCsv, withoutRun } from '@order-settlement/testing/independent-csv.ts'
import {
  makeTemporaryDirectory,
  type TemporaryDirectory,
} from '@order-settlement/testing/temporary-directory.ts'
import { createTestDatabase, type TestDatabase } from '@order-settlement/testing/test-database.ts'
import { startProcess, type TestProcess } from '@order-settlement/testing/test-process.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { audit } from '../audit.ts'
import { createDatabase } from '../create-database.ts'
import { migrate, migrationFiles } from '../migrate.ts'
import { loadVersionBefore } from './version-before/load.ts'
import { watchLockWaits } from './version-before/lock-waits.ts'
import { placeAndRepeat } from './version-before/place-by-function.ts'
import { openShop } from './version-before/shop.ts'

const transactions = 1_000_000
const orders = 100_000
/** Jobs of the dump. */
const second = '01a21881-244c-7328-ba60-f75fa4be8f64'
const failed = '01a21881-2512-71f2-a491-488d639a2a44'
const waiting = '01a21881-266c-72dd-bd1c-3dfa52da6cb1'

const firstOfMonths = '0042-order-placing-keys'

const logger = createLogger('test', 'silent')
const none = {
  products: [],
  orders: [],
  refunds: [],
  transactions: [],
  settlements: [],
  closed_days: [],
}
// Idempotency keys are those of a caller, by the name of its API key.
const apiKeys = ['shop', 'finance'].map((name) => ({
  name,
  hash: `sha256:${createHash('sha256').update(`key-of-${name}`).digest('hex')}`,
  scopes: ['admin'],
}))

let database: TestDatabase
let directory: TemporaryDirectory
let api: TestProcess
let worker: TestProcess

beforeAll(async () => {
  database = await createTestDatabase()
  directory = await makeTemporaryDirectory()
  await loadVersionBefore(database, { transactions, orders })
}, 300_000)

afterAll(async () => {
  await Promise.all([api?.[Symbol.asyncDispose](), worker?.[Symbol.asyncDispose]()])
  await database?.drop()
  await directory?.remove()
})

interface Request {
  /** GET without a body, and POST with one, unless given. */
  method?: string
  body?: unknown
  idempotencyKey?: string
  /** `shop` unless given. */
  caller?: string
}

function send(path: string, request: Request = {}): Promise<Response> {
  const { body, method, idempotencyKey, caller = 'shop' } = request
  return fetch(`${api.url}${path}`, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    headers: {
      authorization: `Bearer key-of-${caller}`,
      ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
}

async function untilCompleted(id: string): Promise<void> {
  await vi.waitFor(
    async () => {
      const job = await (await send(`/jobs/${id}`)).json()
      expect(job).toMatchObject({ status: 'COMPLETED', error: null })
    },
    { timeout: 60_000, interval: 50 },
  )
}

/** The file of a completed job, and what an independent statement makes of the transactions of its days. */
async function compareCsv(id: string, from: string, to: string, timezone = 'UTC') {
  const csv = await readFile(join(directory.path, `${id}.csv`), 'utf8')
  return [withoutRun(csv), await independentCsv(database.db, { from, to, timezone })]
}

/** Those that the version before has applied. */
async function migrationsBeforeMonths() {
  const all = Object.entries(await migrationFiles.getMigrations())
  return Object.fromEntries(all.filter(([name]) => name < firstOfMonths))
}

test('a shop with 1,000,000 transactions and 100,000 orders waits about a second at most for the migration', async ({
  annotate,
}) => {
  const { db, url } = database
  const shopDb = createDatabase({ url, applicationName: 'shop', connections: 8, logger })
  const waits = watchLockWaits(db)
  // Of the version of the dump, which places orders by a unique index that partitions do not have; then of the last one.
  const oldest = openShop(shopDb)
  await expect.poll(() => oldest.placed.length).toBeGreaterThan(100)
  const started = performance.now()
  await migrate(url, logger, { getMigrations: migrationsBeforeMonths })
  const seconds = [(performance.now() - started) / 1_000]
  await oldest.close(20)
  const before = openShop(shopDb, 'before', placeAndRepeat)
  await expect.poll(() => before.placed.length).toBeGreaterThan(100)
  const startedMonths = performance.now()

  await migrate(url, logger)

  seconds.push((performance.now() - startedMonths) / 1_000)
  await before.close(20)
  await shopDb.destroy()
  const shop = {
    placed: [...oldest.placed, ...before.placed],
    payments: oldest.payments + before.payments,
    slowestMs: Math.max(oldest.slowestMs, before.slowestMs),
  }
  const longestWaitMs = await waits.stop()
  await annotate(
    `migrated in ${seconds.map((part) => part.toFixed(1)).join(' + ')} s; the longest wait for a lock took ${Math.round(longestWaitMs)} ms, the slowest ` +
      `statement ${Math.round(shop.slowestMs)} ms; ${shop.placed.length} orders were placed meanwhile`,
  )
  // 0.7 s where nothing else runs, 1.04 s on a machine whose processors are all busy.
  expect(longestWaitMs).toBeLessThan(1_500)

  expect(await audit(db)).toEqual(none)
  const { rows } = await sql`
    select count(*)::int as n, count(*) filter (where id = any(${shop.placed}))::int as placed,
      bool_and(confirmed_at is null) filter (where id <> all(${shop.placed})) as before_without_sale
    from orders`.execute(db)
  expect(rows).toEqual([
    { n: orders + shop.placed.length, placed: shop.placed.length, before_without_sale: true },
  ])
  const units = await sql`select min(stock + sold)::int, max(stock + sold)::int from products
    where merchant_id = 'merchant_0005'`.execute(db)
  expect(units.rows).toEqual([{ min: 1_000_000, max: 1_000_000 }])
  const paid = await sql`select count(*)::int as n from transactions where source is null`.execute(
    db,
  )
  expect(paid.rows).toEqual([{ n: transactions + shop.payments }])
}, 300_000)

test('orders that an api of the version before places after the migration have their sale', async () => {
  const { rows } = await sql<{ orders: number; sales: number }>`
    select (select count(*)::int from orders where confirmed_at is not null) as orders,
      (select count(*)::int from transactions where kind = 'SALE' and source = 'order') as sales`.execute(
    database.db,
  )
  // Four connections, 20 rounds of 5 orders each, and one that each was sending.
  expect(rows[0]?.orders).toBeGreaterThanOrEqual(4 * 19 * 5)
  expect(rows[0]?.sales).toBe(rows[0]?.orders)
})

test('idempotency keys of the version before answer its orders and jobs', async () => {
  api = await startProcess('api', {
    DATABASE_URL: database.url,
    SETTLEMENT_DIR: directory.path,
    API_KEYS: JSON.stringify(apiKeys),
  })
  const replayed = await send('/orders', {
    body: { product_id: 1, quantity: 4, buyer_id: 'buyer-3' },
    idempotencyKey: 'order-3',
  })
  expect(await replayed.json()).toMatchObject({ id: '01a21881-1f4c-78a7-9424-adec3132cdeb' })
  const filled = await send('/orders', {
    body: { product_id: 6 + (77 % 50), quantity: 3, buyer_id: 'buyer-77' },
    idempotencyKey: 'filled-77',
  })
  expect(filled.headers.get('idempotent-replayed')).toBe('true')
  const job = await send('/jobs/settlement', {
    body: { from: '2025-01-23', to: '2025-01-26' },
    idempotencyKey: 'waiting',
    caller: 'finance',
  })
  expect(await job.json()).toMatchObject({ job_id: waiting })
  const reused = await send('/orders', {
    body: { product_id: 1, quantity: 5, buyer_id: 'buyer-3' },
    idempotencyKey: 'order-3',
  })
  expect(reused.status).toBe(422)
  expect(await audit(database.db)).toEqual(none)
})

test('jobs of the version before keep their proof and changes; one that waits is settled, one that failed retried', async () => {
  const changes = await (await send(`/jobs/${second}/diff`)).json()
  expect(changes).toMatchObject({ changes: { length: 4 } })
  expect(await (await send(`/jobs/${failed}`)).json()).toMatchObject({
    status: 'FAILED',
    processed: 284,
  })

  worker = await startProcess('worker', {
    DATABASE_URL: database.url,
    SETTLEMENT_DIR: directory.path,
  })
  await untilCompleted(waiting)
  const [waited, expectedWaited] = await compareCsv(waiting, '2025-01-23', '2025-01-26')
  expect(waited).toBe(expectedWaited)

  expect((await send(`/jobs/${failed}/retry`, { method: 'POST' })).status).toBe(202)
  await untilCompleted(failed)
  const [retried, expectedRetried] = await compareCsv(
    failed,
    '2025-01-11',
    '2025-01-20',
    'America/New_York',
  )
  expect(retried).toBe(expectedRetried)
}, 120_000)

test('a month of the version before is settled as an independent statement sums it', async () => {
  const range = { from: '2025-02-01', to: '2025-02-28' }
  const response = await send('/jobs/settlement', { body: range })
  const { job_id } = (await response.json()) as { job_id: string }
  await untilCompleted(job_id)
  const [csv, expected] = await compareCsv(job_id, range.from, range.to)
  expect(csv).toBe(expected)
  expect(await audit(database.db)).toEqual(none)
}, 120_000)
