import { createTestDatabase } from '@order-settlement/testing/test-database.ts'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { analyzeTables } from '../partitions/analyze-tables.ts'

test('a partitioned table is analysed once a partition of it was, and not again until another one is', async () => {
  await using database = await createTestDatabase()
  const { db } = database
  await analyzeTables(db)
  await sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at)
    select 'm' || n % 7, 1, 0, 'PAID', '2025-01-15Z' from generate_series(1, 1000) as n`.execute(db)
  const merchants = async () => {
    const { rows } = await sql<{ n_distinct: number }>`
      select n_distinct from pg_stats where tablename = 'transactions' and attname = 'merchant_id'`.execute(
      db,
    )
    return rows[0]?.n_distinct
  }
  // As autovacuum does.
  await sql`analyze transactions_default`.execute(db)
  await sql`select pg_stat_force_next_flush()`.execute(db)
  expect(await merchants()).toBeUndefined()
  expect(await analyzeTables(db)).toEqual(['transactions'])
  expect(await merchants()).toBe(7)
  await sql`select pg_stat_force_next_flush()`.execute(db)
  expect(await analyzeTables(db)).toEqual([])
})
