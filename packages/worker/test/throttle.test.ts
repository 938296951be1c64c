import { createTestDatabase } from '@order-settlement/testing/test-database.ts'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { createThrottle } from '../src/settlements/summing/throttle.ts'

// Ahead of the clock, so that they stay recent on a slow machine.
const justNow = -5

/** How many of 8 pieces of work run at the same time after the given orders. */
async function mostAtOnce(orders: number, secondsAgo: number): Promise<number> {
  await using database = await createTestDatabase()
  const { db } = database
  await sql`insert into products (id, name, merchant_id, price_cents, stock, supplied)
    values (1, 'drop', 'm', 1, 0, ${orders})`.execute(db)
  await sql`insert into orders (product_id, quantity, buyer_id, unit_price_cents, total_cents, created_at)
    select 1, 1, 'b', 1, 1, clock_timestamp() - ${secondsAgo} * interval '1 second'
    from generate_series(1, ${orders}::int)`.execute(db)
  const throttle = createThrottle(db, new AbortController().signal)
  let running = 0
  let most = 0
  const piece = () =>
    throttle(async () => {
      running += 1
      most = Math.max(most, running)
      await sql`select pg_sleep(0.02)`.execute(db)
      running -= 1
    })
  await piece()
  await Promise.all(Array.from({ length: 8 }, piece))
  return most
}

test('8 pieces of work run concurrently with fewer than 100 orders in the last second', async () => {
  expect(await mostAtOnce(0, justNow)).toBe(8)
  expect(await mostAtOnce(99, justNow)).toBe(8)
  expect(await mostAtOnce(500, 2)).toBe(8)
})

test('work runs one piece at a time with 100 orders in the last second', async () => {
  expect(await mostAtOnce(100, justNow)).toBe(1)
})
