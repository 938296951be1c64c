import type { Database } from '@order-settlement/db/tables.ts'
import { createTestDatabase, type TestDatabase } from '@order-settlement/testing/test-database.ts'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { closePeriod } from '../src/periods/close-period.ts'
import { isProblem, type ProblemError } from '../src/problems/problem-error.ts'
import { settleByHand } from './settle-by-hand.ts'
import { addProduct } from './start-app.ts'

let database: TestDatabase
beforeEach(async () => {
  database = await createTestDatabase()
})
afterEach(() => database.drop())

/** A zone whose midnight is `seconds` from now, as POSIX writes it, and the day that ends then. */
async function midnightIn(db: Database, seconds: number) {
  const { rows } = await sql<{ timezone: string; day: string }>`
    select zone as timezone, (clock_timestamp() at time zone zone)::date::text as day
    from (
      select '<x>' || case when offset_seconds < 0 then '+' else '-' end
        || to_char(abs(offset_seconds) * interval '1 second', 'HH24:MI:SS') as zone
      from (
        select case when seconds > 43200 then seconds - 86400 else seconds end as offset_seconds
        from (select (86400 - ${seconds}::integer
          - extract(epoch from clock_timestamp() at time zone 'UTC')::bigint % 86400 + 86400) % 86400 as seconds
        ) as to_midnight
      ) as offsets
    ) as zones`.execute(db)
  const [found] = rows
  if (!found) throw new Error('no zone')
  return found
}

test('a sale of the last second that commits after midnight is waited for, and then refuses the close as unsettled', async () => {
  const { db } = database
  const { timezone, day } = await midnightIn(db, 4)
  const product = await addProduct(db, 10)
  const close = (force = false): Promise<ProblemError | string> =>
    closePeriod(db, { through: day, timezone, force, createdBy: null }).then(
      ({ change }) => change.action,
      (error: ProblemError) => error,
    )
  const codeOf = async () => {
    const answer = await close()
    return typeof answer === 'string' ? answer : answer.code
  }
  const began = Promise.withResolvers<void>()
  const released = Promise.withResolvers<void>()
  const selling = db.transaction().execute(async (trx) => {
    // The sale is dated now, and nothing is locked yet.
    await sql`select now()`.execute(trx)
    began.resolve()
    await released.promise
    await sql`insert into orders (product_id, quantity, buyer_id, status, unit_price_cents, total_cents)
      values (${product}, 1, 'b', 'CONFIRMED', 9900, 9900)`.execute(trx)
  })
  await began.promise
  expect(await codeOf()).toBe('PERIOD_NOT_ENDED')
  await expect.poll(codeOf, { timeout: 15_000 }).not.toBe('PERIOD_NOT_ENDED')
  expect(await codeOf()).toBe('PERIOD_BUSY')
  expect(await db.selectFrom('period_changes').selectAll().execute()).toEqual([])
  released.resolve()
  await selling

  const refused = await close()
  expect(isProblem(refused, 'PERIOD_NOT_SETTLED') && refused.members.unsettled_days).toEqual([day])
  await settleByHand(db, { from: day, timezone })
  expect(await close()).toBe('CLOSE')
  const { rows } = await sql<{ on_day: boolean }>`
    select (paid_at at time zone ${timezone})::date = ${day} as on_day from transactions`.execute(
    db,
  )
  expect(rows).toEqual([{ on_day: true }])
})
