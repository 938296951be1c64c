import { createDatabase } from '@order-settlement/db/create-database.ts'
import { migrate } from '@order-settlement/db/migrate.ts'
import type { Database } from '@order-settlement/db/tables.ts'
import { createLogger } from '@order-settlement/shared/process/logger.ts'
import {
  type PostgresOnDisk,
  startPostgresOnDisk,
} from '@order-settlement/testing/postgres-on-disk.ts'
import { startProcess, type TestProcess } from '@order-settlement/testing/test-process.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addProduct } from './start-app.ts'

const silent = createLogger('test', 'silent')

let postgres: PostgresOnDisk
let db: Database
let api: TestProcess
beforeAll(async () => {
  postgres = await startPostgresOnDisk(32)
  const { url } = postgres
  await migrate(url, silent)
  db = createDatabase({ url, applicationName: 'test', connections: 2, logger: silent })
  await sql`create tablespace small location ${sql.lit(postgres.tablespace)}`.execute(db)
  api = await startProcess('api', { DATABASE_URL: url })
})
afterAll(async () => {
  await api?.[Symbol.asyncDispose]()
  await db?.destroy()
  await postgres?.[Symbol.asyncDispose]()
})

/** @param key a refused file leaves it free */
async function send(file: string, key = 'january'): Promise<{ status: number; body: string }> {
  const headers = { 'content-type': 'text/csv', 'idempotency-key': key }
  const answer = await fetch(`${api.url}/transactions/import`, {
    method: 'POST',
    headers,
    body: file,
  })
  return { status: answer.status, body: await answer.text() }
}

/** A file whose transactions take 150 bytes each in the database, and about as much while they are staged. */
function file(name: string, count: number): string {
  const lines = Array.from(
    { length: count },
    (_, n) => `${name}-${n}-${'x'.repeat(20)},m,1,0,2025-01-31T23:59:59Z\n`,
  )
  return `external_id,merchant_id,amount_cents,fee_cents,paid_at\n${lines.join('')}`
}

async function kept(): Promise<unknown> {
  const { rows } = await sql`select (select count(*) from transactions) as transactions,
    (select count(*) from imports) as imports, (select count(*) from import_keys) as keys`.execute(
    db,
  )
  return rows[0]
}

/** PostgreSQL has no code of its own for a limit on the size of files. */
function expectFull({ status, body }: { status: number; body: string }): void {
  const problem = JSON.parse(body)
  expect([status, problem.code]).toEqual(
    postgres.isMounted ? [503, 'DATABASE_UNAVAILABLE'] : [500, 'INTERNAL'],
  )
  if (postgres.isMounted)
    expect(problem.detail).toMatch(/^The database cannot write .* has changed nothing/)
  expect(body).not.toMatch(/extend|space left|too large|pg_tblspc|base\/|\.ts/i)
}

async function expectServing(): Promise<void> {
  expect((await fetch(`${api.url}/health`)).status).toBe(200)
  const product_id = await addProduct(db, 1)
  const order = await fetch(`${api.url}/orders`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ product_id, quantity: 1, buyer_id: 'u' }),
  })
  expect(order.status).toBe(201)
}

test('a disk that is full while the file comes: a clear 5xx, nothing is kept, and the api serves on', async () => {
  await sql`alter database appdb set temp_tablespaces = small`.execute(db)
  const before = await kept()
  expectFull(await send(file('a', 400_000)))
  expect(await kept()).toEqual(before)
  await expectServing()
  expect((await send(file('b', 3_000))).status).toBe(201)
  await sql`alter database appdb reset temp_tablespaces`.execute(db)
})

test('a disk that is full while transactions are kept: a clear 5xx, and none of them is', async () => {
  await sql`alter table transactions_default set tablespace small`.execute(db)
  expect((await send(file('c', 120_000), 'first')).status).toBe(201)
  // Or there were no space for its maps either.
  await sql`vacuum transactions`.execute(db)
  const before = await kept()
  expectFull(await send(file('d', 150_000), 'second'))
  expect(await kept()).toEqual(before)
  // As autovacuum does: it frees the space that the import took.
  await sql`vacuum transactions`.execute(db)
  await expectServing()
  const again = await send(file('d', 3_000), 'second')
  expect([again.status, JSON.parse(again.body)]).toMatchObject([201, { inserted: 3_000 }])
})
