import { planQueue } from '@order-settlement/shared/jobs/queues.ts'
import { createApiDriver, hasEnded } from '@order-settlement/testing/api-driver.ts'
import { holdAt } from '@order-settlement/testing/hold-at.ts'
import { makeTemporaryDirectory } from '@order-settlement/testing/temporary-directory.ts'
import { createTestDatabase } from '@order-settlement/testing/test-database.ts'
import { startProcess } from '@order-settlement/testing/test-process.ts'
import { sql } from 'kysely'
import { PgBoss } from 'pg-boss'
import { expect, test } from 'vitest'
import { expectExact, expectNothingLeft } from './settle.ts'

const range = { from: '2025-01-01', to: '2025-01-31' }

test('a settlement whose message fails after its last retry ends FAILED with an error, and can be retried', async () => {
  await using database = await createTestDatabase()
  await using directory = await makeTemporaryDirectory()
  const { db, url } = database
  await sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at)
    select 'm' || n % 10, n, n % 7, 'PAID', timestamptz '2025-01-01Z' + n * interval '10 minutes'
    from generate_series(1, 1000) n`.execute(db)
  const env = { DATABASE_URL: url, SETTLEMENT_DIR: directory.path }
  await using api = await startProcess('api', env)
  const driver = createApiDriver(api.url)
  await using worker = await startProcess('worker', env)
  const hold = await holdAt(db, 'insert', 'settlement_batches')
  const id = await driver.startSettlement(range)
  await hold.reached()

  // What pg-boss does when the last worker misses its heartbeat.
  await failForGood(url, id)

  const job = await driver.waitForJob(id, hasEnded)
  expect(job).toMatchObject({ status: 'FAILED', proof: null, download_url: null })
  expect(job.error).toContain('Every worker that took this settlement stopped')
  await worker.waitForLog(({ msg, job_id }) => msg === 'settlement failed' && job_id === id)
  await hold.release()
  await expectNothingLeft(db, directory.path, id)
  await driver.retryJob(id)
  const retried = await driver.waitForJob(id, hasEnded)
  await expectExact({ api: api.url, db, directory: directory.path }, retried, range)
})

async function failForGood(databaseUrl: string, jobId: string): Promise<void> {
  const boss = new PgBoss({ connectionString: databaseUrl, migrate: false, supervise: false })
  await boss.start()
  try {
    const [message] = await boss.findJobs(planQueue.name, { data: { job_id: jobId } })
    if (!message) throw new Error('no plan message')
    await boss
      .getDb()
      .executeSql(`update pgboss.job set retry_limit = 0 where id = $1`, [message.id])
    await boss.fail(planQueue.name, message.id)
  } finally {
    await boss.stop({ graceful: false })
  }
}
