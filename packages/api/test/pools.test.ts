import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { addProduct, startApp } from './start-app.ts'

test('while 40 reads of jobs wait for the database, 20 orders are placed and read, and health is ok', async () => {
  const { app, db, stop } = await startApp()
  onTestFinished(stop)
  const payload = { product_id: await addProduct(db, 20), quantity: 1, buyer_id: 'u' }
  let reads: Promise<{ statusCode: number }[]> | undefined
  await db.transaction().execute(async (trx) => {
    await sql`lock table jobs in access exclusive mode`.execute(trx)
    reads = Promise.all(Array.from({ length: 40 }, () => app.inject('/jobs')))
    // The others wait for a connection instead of the lock.
    await expect.poll(() => countWaiting(), { timeout: 3_000 }).toBeGreaterThanOrEqual(10)

    for (let number = 0; number < 20; number++) {
      const placed = await app.inject({ method: 'POST', url: '/orders', payload })
      expect(placed.statusCode).toBe(201)
      expect((await app.inject(String(placed.headers.location))).statusCode).toBe(200)
    }
    expect((await app.inject('/health')).statusCode).toBe(200)
    expect(await countWaiting()).toBeGreaterThanOrEqual(10)
  })
  expect(new Set((await reads)?.map(({ statusCode }) => statusCode))).toEqual(new Set([200]))

  async function countWaiting(): Promise<number> {
    const { rows } =
      await sql`select from pg_locks where not granted and relation = 'jobs'::regclass
      and database = (select oid from pg_database where datname = current_database())`.execute(db)
    return rows.length
  }
})
