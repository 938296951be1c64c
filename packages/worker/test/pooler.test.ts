import { createApiDriver, hasEnded } from '@order-settlement/testing/api-driver.ts'
import { makeTemporaryDirectory } from '@order-settlement/testing/temporary-directory.ts'
import { createTestDatabase } from '@order-settlement/testing/test-database.ts'
import { startProcess } from '@order-settlement/testing/test-process.ts'
import { startTransactionPooler } from '@order-settlement/testing/transaction-pooler.ts'
import { sql } from 'kysely'
import { expect, test, vi } from 'vitest'
import { expectExact } from './settle.ts'

vi.setConfig({ testTimeout: 60_000 })

test('through a pooler in transaction mode that swallows LISTEN, 3 settlements start within 2 s each and are exact', async () => {
  await using database = await createTestDatabase()
  await using directory = await makeTemporaryDirectory()
  await using pooler = await startTransactionPooler(database.url, 6)
  const { db } = database
  await sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at)
    select 'm' || n % 50, n, n % 9, 'PAID', timestamptz '2025-01-01Z' + n * interval '2 minutes'
    from generate_series(1, 20000) n`.execute(db)
  const env = {
    DATABASE_URL: pooler.url,
    SETTLEMENT_DIR: directory.path,
    SETTLEMENT_BATCH_SIZE: '500',
  }
  await using api = await startProcess('api', env)
  await using _worker = await startProcess('worker', env)
  const driver = createApiDriver(api.url)
  for (const to of ['2025-01-10', '2025-01-20', '2025-01-31']) {
    const range = { from: '2025-01-01', to }
    const started = performance.now()
    const id = await driver.startSettlement(range)
    await driver.waitForJob(id, ({ status }) => status !== 'QUEUED', { timeoutMs: 2_000 })
    expect(performance.now() - started).toBeLessThan(2_000)
    const job = await driver.waitForJob(id, hasEnded)
    await expectExact({ api: api.url, db, directory: directory.path }, job, range)
  }
})
