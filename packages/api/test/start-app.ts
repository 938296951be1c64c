import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Database } from '@order-settlement/db/tables.ts'
import { readConfig } from '@order-settlement/shared/process/config.ts'
import { createLogger } from '@order-settlement/shared/process/logger.ts'
import { openStore } from '@order-settlement/storage/open-store.ts'
import { createTestDatabase } from '@order-settlement/testing/test-database.ts'
import { sql } from 'kysely'
import { expect } from 'vitest'
import { buildApp } from '../src/app.ts'
import { variables } from '../src/config.ts'
import { createQueueClient } from '../src/jobs/queue-client.ts'
import { openPools } from '../src/open-pools.ts'
import { checkResponses } from './check-responses.ts'

const silent = createLogger('test', 'silent')

interface AppOptions {
  /** Overrides default settings. */
  env?: Record<string, string>
  statementTimeoutMs?: number
  /** Whether it refuses requests while the event loop, which it shares with the test, is late; false unless given. */
  shedsLoad?: boolean
}

/** Starts the api in this process, on its own database. `env` overrides default settings. */
export async function startApp(
  env: Record<string, string> = {},
  options: Omit<AppOptions, 'env'> = {},
) {
  const test = await createTestDatabase()
  // In a parent directory, so that a test can put a file next to it.
  const parent = await mkdtemp(join(tmpdir(), 'api-'))
  const directory = join(parent, 'settlements')
  await mkdir(directory)
  const { app, boss, stop } = await openApp(test.url, directory, { env, ...options })
  return {
    app,
    boss,
    db: test.db,
    url: test.url,
    directory,
    async stop() {
      await stop()
      await test.drop()
      await rm(parent, { recursive: true })
    },
  }
}

/** Starts another api on a database. */
export async function openApp(
  url: string,
  directory: string,
  { env = {}, statementTimeoutMs = 5_000, shedsLoad = false }: AppOptions = {},
) {
  const config = readConfig(variables, {
    ...env,
    DATABASE_URL: url,
    SETTLEMENT_DIR: directory,
  })
  const { ordersDb, db, importPool } = openPools(config, silent, statementTimeoutMs)
  const boss = createQueueClient(db, silent)
  const store = await openStore(config)
  const clients = { ordersDb, db, importPool, boss, store }
  const shedding = shedsLoad ? {} : { maxEventLoopDelayMs: 0 }
  const app = await buildApp({ config, logger: silent, ...clients, ...shedding })
  const differences = checkResponses(app)
  const stop = async () => {
    await app.close()
    await boss.stop({ graceful: false })
    await Promise.all([ordersDb.destroy(), db.destroy(), importPool.end()])
    expect(differences, 'answers that the OpenAPI document does not describe').toEqual([])
  }
  return { app, boss, stop }
}

export type TestApp = Awaited<ReturnType<typeof startApp>>

/** Adds a product, so that no test uses another one's stock. */
export async function addProduct(db: Database, stock: number, priceCents: string | number = 9900) {
  const { id } = await db
    .insertInto('products')
    .values({ name: 'Test', merchant_id: 'merchant_0001', price_cents: priceCents, stock })
    .returning('id')
    .executeTakeFirstOrThrow()
  return Number(id)
}

export async function stockOf(db: Database, productId: number): Promise<number> {
  const { stock } = await db
    .selectFrom('products')
    .select('stock')
    .where('id', '=', String(productId))
    .executeTakeFirstOrThrow()
  return Number(stock)
}

/** Of every row that a request could change, to compare before and after. */
export async function footprint(db: Database): Promise<unknown> {
  const rowsOf = (table: string) =>
    sql`(select md5(string_agg(row::text, ',' order by row::text)) from ${sql.table(table)} as row)`
  const { rows } = await sql`select (select count(*) from pgboss.job) as messages,
    ${sql.join(changed.map((table) => sql`${rowsOf(table)} as ${sql.ref(table)}`))}`.execute(db)
  return rows[0]
}

const changed = [
  'merchants',
  'products',
  'product_keys',
  'stock_movements',
  'orders',
  'order_keys',
  'refunds',
  'transactions',
  'jobs',
]
