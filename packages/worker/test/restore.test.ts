import { rename } from 'node:fs/promises'
import { createDatabase } from '@order-settlement/db/create-database.ts'
import { migrate } from '@order-settlement/db/migrate.ts'
import { createLogger } from '@order-settlement/shared/process/logger.ts'
import { createApiDriver, hasEnded } from '@order-settlement/testing/api-driver.ts'
import { dumpAndRestore } from '@order-settlement/testing/dump-and-restore.ts'
import { startOwnPostgres } from '@order-settlement/testing/own-postgres.ts'
import { makeTemporaryDirectory } from '@order-settlement/testing/temporary-directory.ts'
import { startProcess } from '@order-settlement/testing/test-process.ts'
import { sql } from 'kysely'
import { expect, onTestFinished, test, vi } from 'vitest'
import { expectExact } from './settle.ts'

vi.setConfig({ testTimeout: 120_000 })

const silent = createLogger('test', 'silent')
const range = { from: '2025-06-01', to: '2025-06-04' }

/** A cluster of its own, migrated. */
async function startCluster() {
  const postgres = await startOwnPostgres()
  onTestFinished(() => postgres[Symbol.asyncDispose]())
  const url = postgres.url('appdb')
  await migrate(url, silent)
  const db = createDatabase({ url, applicationName: 'test', connections: 2, logger: silent })
  onTestFinished(() => db.destroy())
  return { url, db }
}

async function startFolder() {
  const folder = await makeTemporaryDirectory()
  onTestFinished(() => folder.remove())
  return folder.path
}

test('a settlement that is retried after a restore into another cluster has what was changed there', async () => {
  const [old, restored, directory] = [
    await startCluster(),
    await startCluster(),
    await startFolder(),
  ]
  await sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at)
    select 'm' || n % 10, n, n % 7, 'PAID', timestamptz '2025-06-01Z' + n * interval '100 seconds'
    from generate_series(1, 3000) n`.execute(old.db)
  // An older cluster: its transaction ids are far ahead of those of a new one.
  await sql`do $$ begin
    for n in 1..20000 loop perform pg_current_xact_id(); commit; end loop;
  end $$`.execute(old.db)
  const env = { SETTLEMENT_DIR: directory, SETTLEMENT_BATCH_SIZE: '100' }

  async function withStack(url: string, use: (api: string) => Promise<void>): Promise<void> {
    await using api = await startProcess('api', { ...env, DATABASE_URL: url })
    await using _worker = await startProcess('worker', { ...env, DATABASE_URL: url })
    await use(api.url)
  }

  let id = ''
  await withStack(old.url, async (api) => {
    await rename(directory, `${directory}-away`)
    const failed = await createApiDriver(api).settle(range)
    await rename(`${directory}-away`, directory)
    expect(failed).toMatchObject({ status: 'FAILED', processed: failed.total })
    id = failed.job_id
  })
  await dumpAndRestore(old.db, restored.db)
  await sql`update transactions set amount_cents = amount_cents + 1 where id in (5, 1500, 2900)`.execute(
    restored.db,
  )

  await withStack(restored.url, async (api) => {
    await createApiDriver(api).retryJob(id)
    const job = await createApiDriver(api).waitForJob(id, hasEnded)
    await expectExact({ api, db: restored.db, directory }, job, range)
  })
})
