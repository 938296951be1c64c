import { readdir } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { createApiDriver, hasEnded } from '@order-settlement/testing/api-driver.ts'
import { makeTemporaryDirectory } from '@order-settlement/testing/temporary-directory.ts'
import { createTestDatabase } from '@order-settlement/testing/test-database.ts'
import { startProcess } from '@order-settlement/testing/test-process.ts'
import { sql } from 'kysely'
import { expect, test, vi } from 'vitest'
import { expectExact, expectNothingLeft, proofOf } from './settle.ts'

vi.setConfig({ testTimeout: 120_000 })

const races = 200
const racers = 4

test('200 cancels race with publishing: each job ends cancelled without rows, or completed with all of them', async () => {
  await using database = await createTestDatabase()
  await using directory = await makeTemporaryDirectory()
  const { db } = database
  await sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at)
    select 'm' || n % 50, n, n % 7, 'PAID', timestamptz '2025-01-01Z' + n * interval '1 hour'
    from generate_series(0, ${races * 24 - 1}::int) n`.execute(db)
  const env = { DATABASE_URL: database.url, SETTLEMENT_DIR: directory.path }
  await using api = await startProcess('api', env)
  const driver = createApiDriver(api.url)
  await using worker = await startProcess('worker', env)
  const outcomes = { COMPLETED: 0, CANCELLED: 0 }

  /** Settles one day of its own and cancels it about when it is published. */
  const race = async (number: number) => {
    const day = new Date(Date.UTC(2025, 0, 1 + number)).toISOString().slice(0, 10)
    const range = { from: day, to: day }
    const id = await driver.startSettlement(range)
    await vi.waitUntil(
      async () => {
        const { rows } = await sql`select from jobs where id = ${id}
          and (publishing or status = 'COMPLETED')`.execute(db)
        return rows.length > 0
      },
      { timeout: 20_000, interval: 1 },
    )
    await sleep(Math.random() * 15)
    const cancelled = await driver.cancelJob(id)
    const job = await driver.waitForJob(id, hasEnded)
    if (!cancelled) {
      outcomes.COMPLETED += 1
      await expectExact({ api: api.url, db, directory: directory.path }, job, range)
      const { rows } = await sql`select from settlements where unique_run_id = ${id}`.execute(db)
      expect(rows).toHaveLength(proofOf(job).csv.rows)
    } else {
      outcomes.CANCELLED += 1
      expect(job.status).toBe('CANCELLED')
      await expectNothingLeft(db, directory.path, id)
      expect(await readdir(directory.path)).not.toContain(`${id}.csv`)
      const { rows } = await sql`select from settlements where date = ${day}`.execute(db)
      expect(rows).toEqual([])
    }
  }
  let next = 0
  await Promise.all(
    Array.from({ length: racers }, async () => {
      while (next < races) await race(next++)
    }),
  )

  expect(outcomes.COMPLETED + outcomes.CANCELLED).toBe(races)
  expect(Math.min(outcomes.COMPLETED, outcomes.CANCELLED)).toBeGreaterThan(0)
  expect(worker.logs.filter(({ level }) => level >= 50)).toEqual([])
})
