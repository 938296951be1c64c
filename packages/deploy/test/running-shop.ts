import { join } from 'node:path'
import { createDatabase } from '@order-settlement/db/create-database.ts'
import type { Database } from '@order-settlement/db/tables.ts'
import { repositoryRoot } from '@order-settlement/local/places.ts'
import { createLogger } from '@order-settlement/shared/process/logger.ts'
import { type ApiDriver, createApiDriver } from '@order-settlement/testing/api-driver.ts'
import { spawnNode } from '@order-settlement/testing/spawn-node.ts'
import { startProcess } from '@order-settlement/testing/test-process.ts'
import { sql } from 'kysely'
import { expect, onTestFinished } from 'vitest'

/** Pool of a test. It ends with the test. */
export function openDatabase(url: string): Database {
  const logger = createLogger('test', 'silent')
  const db = createDatabase({ url, applicationName: 'test', connections: 3, logger })
  onTestFinished(() => db.destroy())
  return db
}

/** What npm run audit exits with, and what it prints. */
export async function runAudit(url: string): Promise<{ code: number | null; output: string }> {
  const { child, exited } = spawnNode([join(repositoryRoot, 'db/audit.main.ts')], {
    env: { DATABASE_URL: url },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  const { code } = await exited
  return { code, output }
}

/** An api and a worker, until the test ends, and a product of a million units. */
export async function openShop(url: string) {
  const env = { DATABASE_URL: url }
  const api = await startProcess('api', env)
  onTestFinished(() => api[Symbol.asyncDispose]())
  const worker = await startProcess('worker', env)
  onTestFinished(() => worker[Symbol.asyncDispose]())
  const driver = createApiDriver(api.url)
  const { data } = await driver.client.POST('/products', {
    body: { name: 'Drop', merchant_id: 'm', price_cents: 100, stock: 1_000_000 },
  })
  return { api, worker, driver, productId: data?.id ?? 0 }
}

export const settledDays = { from: '2025-01-01', to: '2025-01-03' }

/** 1,000 transactions of 7 merchants on three days, which are settled. */
export async function settleDays(db: Database, { driver }: { driver: ApiDriver }): Promise<void> {
  await sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at)
    select 'm' || n % 7, n, n % 9, 'PAID', timestamptz '2025-01-01Z' + n * interval '200 seconds'
    from generate_series(1, 1000) n`.execute(db)
  const job = await driver.settle(settledDays)
  expect(job).toMatchObject({ status: 'COMPLETED', processed: 1000 })
}
