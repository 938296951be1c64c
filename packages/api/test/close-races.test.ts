import { seed } from '@order-settlement/db/seed.ts'
import type { Database, Trx } from '@order-settlement/db/tables.ts'
import { lockPeriods } from '@order-settlement/shared/settlements/closed-period.ts'
import { emptyDatabase } from '@order-settlement/testing/empty-database.ts'
import { createTestDatabase } from '@order-settlement/testing/test-database.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { isCurrent, seeStretch } from '../src/periods/check-stretch.ts'
import { forgetStatistics } from './forget-statistics.ts'
import { pay, settleByHand } from './settle-by-hand.ts'
import { startApp, type TestApp } from './start-app.ts'

let api: TestApp
beforeAll(async () => {
  api = await startApp()
})
beforeEach(async () => {
  await emptyDatabase(api.db)
  for (const day of ['03', '30']) await pay(api.db, `2025-01-${day}T12:00:00Z`)
  await settleByHand(api.db, { from: '2025-01-01', to: '2025-01-31' })
})
afterAll(() => api.stop())

function close() {
  const payload = { through: '2025-01-31' }
  return api.app.inject({ method: 'POST', url: '/periods/close', payload })
}

/** Closes January while a transaction that holds the periods open does something, which commits once the close waits. */
async function closeWhile(body: (trx: Trx) => Promise<unknown>) {
  const closing = await api.db.transaction().execute(async (trx) => {
    await lockPeriods(trx, 'shared')
    await body(trx)
    const answer = close()
    await expect.poll(() => isWaiting('advisory')).toBe(true)
    return { answer }
  })
  return await closing.answer
}

async function isWaiting(type: 'advisory' | 'relation'): Promise<boolean> {
  const { rows } = await sql`select from pg_locks where not granted and locktype = ${type}
    and database = (select oid from pg_database where datname = current_database())`.execute(api.db)
  return rows.length > 0
}

test.each([
  [
    'a transaction that an import inserts',
    "insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at) values ('n', 1, 0, 'PAID', '2025-01-09T10:00Z')",
    ['2025-01-09'],
  ],
  [
    'one that it changes',
    "update transactions set fee_cents = 4 where paid_at < '2025-01-09Z'",
    ['2025-01-03'],
  ],
  [
    'one that it dates elsewhere',
    "update transactions set paid_at = '2026-01-01Z' where paid_at < '2025-01-09Z'",
    ['2025-01-03'],
  ],
  [
    'one that becomes PAID no more',
    "update transactions set status = 'FAILED' where paid_at < '2025-01-09Z'",
    ['2025-01-03'],
  ],
  ['one that is deleted', "delete from transactions where paid_at > '2025-01-09Z'", ['2025-01-30']],
])('%s while a close waits for it refuses the close', async (_, statement, days) => {
  const refused = await closeWhile((trx) => sql.raw(statement).execute(trx))
  expect([refused.statusCode, refused.json()]).toMatchObject([
    409,
    { code: 'PERIOD_NOT_SETTLED', unsettled_days: days },
  ])
})

test('days that are settled again while a close waits for that are closed as they are then', async () => {
  await pay(api.db, '2025-01-09T12:00:00Z')
  const closed = await closeWhile((trx) =>
    settleByHand(trx, { from: '2025-01-01', to: '2025-01-31' }),
  )
  expect(closed.statusCode).toBe(201)
  const days = await api.db
    .selectFrom('closed_days')
    .select(['date', 'gross_cents'])
    .orderBy('date')
    .execute()
  expect(days).toEqual([
    { date: '2025-01-03', gross_cents: '100' },
    { date: '2025-01-09', gross_cents: '100' },
    { date: '2025-01-30', gross_cents: '100' },
  ])
})

test('transactions of later days, and settlements of them, do not make it read the days again', async () => {
  const closed = await closeWhile(async (trx) => {
    await pay(trx, '2025-02-09T12:00:00Z')
    await settleByHand(trx, { from: '2025-02-09' })
    // What it would find.
    await sql`update settlements set gross_cents = 0, net_cents = -fee_cents
      where date < '2025-02-01'`.execute(trx)
  })
  expect(closed.statusCode).toBe(201)
})

test('imports and settlements that are published do not wait while a close reads the days', async () => {
  const closing = await api.db.transaction().execute(async (trx) => {
    await sql`lock table settlements in access exclusive mode`.execute(trx)
    const answer = close()
    await expect.poll(() => isWaiting('relation')).toBe(true)
    await api.db.transaction().execute(async (importing) => {
      await sql`set local lock_timeout = '1s'`.execute(importing)
      await lockPeriods(importing, 'shared')
    })
    return { answer }
  })
  expect((await closing.answer).statusCode).toBe(201)
})

test.each([
  ['with statistics', () => Promise.resolve()],
  ['without statistics', forgetStatistics],
  ['after a vacuum', (db: Database) => sql`vacuum transactions`.execute(db)],
])(
  'what is read under the lock are the transactions that were written since, and not 20,000 others, %s',
  async (_, arrange) => {
    await sql`truncate transactions`.execute(api.db)
    await using other = await createTestDatabase()
    // Its id is less than all others.
    await other.db.transaction().execute(async (long) => {
      await sql`select pg_current_xact_id()`.execute(long)
      await seed(api.db, 20_000)
      const until = new Date('2025-02-01Z')
      const stretch = { since: '-infinity' as const, until, through: '2025-01-31', timezone: 'UTC' }
      const seen = await seeStretch(api.db, async () => stretch)
      await pay(api.db, '2025-02-09T12:00:00Z')
      await arrange(api.db)
      await api.db.transaction().execute(async (trx) => {
        const before = await countRead(trx)
        expect(seen && (await isCurrent(trx, seen, stretch))).toBe(true)
        expect((await countRead(trx)) - before).toBeLessThan(5_000)
      })
    })
  },
)

test('a transaction that has begun before what is seen of a stretch, and commits after it, is seen by the next check', async () => {
  const until = new Date('2025-02-01Z')
  const stretch = { since: '-infinity' as const, until, through: '2025-01-31', timezone: 'UTC' }
  const check = () => seeStretch(api.db, async () => stretch)
  const first = await api.db.transaction().execute(async (trx) => {
    await pay(trx, '2025-01-09T12:00:00Z')
    await pay(api.db, '2025-02-09T12:00:00Z')
    return await check()
  })
  const second = await check()
  const results = await api.db
    .transaction()
    .execute(async (trx) => [
      first && (await isCurrent(trx, first, stretch)),
      second && (await isCurrent(trx, second, stretch)),
    ])
  expect(results).toEqual([false, true])
})

/** Rows of transactions that the transaction has read. */
async function countRead(trx: Trx): Promise<number> {
  const { rows } = await sql<{ count: string }>`
    select seq_tup_read + coalesce(idx_tup_fetch, 0) as count from pg_stat_xact_user_tables
    where relname = 'transactions_default'`.execute(trx)
  return Number(rows[0]?.count)
}
