import { createHash } from 'node:crypto'
import type { Database } from '@order-settlement/db/tables.ts'
import { type ApiDriver, createApiDriver, type Job } from '@order-settlement/testing/api-driver.ts'
import {
  independentCsv,
  type Range,
  withoutRun,
} from '@order-settlement/testing/independent-csv.ts'
import { type ObjectStorage, startObjectStorage } from '@order-settlement/testing/object-storage.ts'
import { createTestDatabase } from '@order-settlement/testing/test-database.ts'
import { startProcess, type TestProcess } from '@order-settlement/testing/test-process.ts'
import { sql } from 'kysely'
import { expect, onTestFinished } from 'vitest'
import { proofOf } from './settle.ts'

export const range: Range = { from: '2025-01-01', to: '2025-01-31' }

export interface BucketStack {
  db: Database
  url: string
  storage: ObjectStorage
  api: TestProcess
  driver: ApiDriver
  /** Of a worker. */
  env: Record<string, string>
}

/**
 * An api and an object storage, and no worker yet. They end with the test.
 *
 * @param lines of the CSV, each of its own merchant and of about 215 bytes
 */
export async function startBucketStack(
  lines: number,
  env: Record<string, string> = {},
): Promise<BucketStack> {
  const database = await createTestDatabase()
  const storage = await startObjectStorage()
  onTestFinished(async () => {
    await storage[Symbol.asyncDispose]()
    await database.drop()
  })
  await sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at)
    select 'merchant_' || lpad(n::text, 110, '0'), n, n % 9, 'PAID', timestamptz '2025-01-01Z' + n % 31 * interval '1 day'
    from generate_series(1, ${lines}::integer) n`.execute(database.db)
  const all = { DATABASE_URL: database.url, ...storage.env, ...env }
  const api = await startProcess('api', all)
  onTestFinished(() => api[Symbol.asyncDispose]())
  const driver = createApiDriver(api.url)
  return { db: database.db, url: database.url, storage, api, driver, env: all }
}

/** Starts a worker of the stack, which ends with the test. */
export async function startWorker({ env }: BucketStack): Promise<TestProcess> {
  const worker = await startProcess('worker', env)
  onTestFinished(() => worker[Symbol.asyncDispose]())
  return worker
}

/**
 * The object is what an independent statement makes and what the proof says, a download gets it, and no other file of
 * the job is left.
 *
 * @returns its name
 */
export async function expectStored(stack: BucketStack, job: Job): Promise<string> {
  const { storage, db, api } = stack
  expect(job).toMatchObject({ status: 'COMPLETED', error: null })
  const names = (await storage.names()).filter((name) => name.startsWith(job.job_id))
  expect(names).toHaveLength(1)
  const [name = ''] = names
  const csv = await storage.read(name)
  expect(withoutRun(csv.toString())).toBe(await independentCsv(db, range))
  const { bytes, sha256 } = proofOf(job).csv
  expect({ bytes, sha256 }).toEqual({
    bytes: csv.length,
    sha256: createHash('sha256').update(csv).digest('hex'),
  })
  const download = await fetch(`${api.url}${job.download_url}`)
  expect(Buffer.from(await download.arrayBuffer()).equals(csv)).toBe(true)
  return name
}
