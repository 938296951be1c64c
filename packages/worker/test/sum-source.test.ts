import { createDatabase } from '@order-settlement/db/create-database.ts'
import { createLogger } from '@order-settlement/shared/process/logger.ts'
import { createTestDatabase } from '@order-settlement/testing/test-database.ts'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { sumSource } from '../src/settlements/publishing/proof.queries.ts'

test('the source of a month with 50,000 transactions is summed from the covering index alone', async () => {
  await using database = await createTestDatabase()
  await sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at)
    select 'm' || n % 100, 100, 3, 'PAID', timestamptz '2025-01-01Z' + n * interval '53 seconds'
    from generate_series(1, 50000) as n`.execute(database.db)
  await sql`vacuum (analyze) transactions`.execute(database.db)
  // One connection, whose counts are then complete.
  const db = createDatabase({
    url: database.url,
    applicationName: 'test',
    connections: 1,
    logger: createLogger('test', 'silent'),
  })
  const job = {
    id: '01900000-0000-7000-8000-000000000000',
    from_date: '2025-01-01',
    to_date: '2025-01-31',
    timezone: 'UTC',
    dry_run: false,
    attempt: null,
    summing_ms: 0,
  }

  const totals = await sumSource(db, job, 'USD')

  expect(totals.get('USD')).toMatchObject({ txn_count: 50_000n, gross_cents: 5_000_000n })
  await sql`select pg_stat_force_next_flush()`.execute(db)
  const { rows } = await sql<{ name: string }>`
    select indexrelname as name from pg_stat_user_indexes
    where relname = 'transactions_default' and idx_scan > 0 order by 1`.execute(db)
  const table = await sql<{ fetched: number }>`
    select idx_tup_fetch::integer as fetched from pg_stat_user_tables where relname = 'transactions_default'`.execute(
    db,
  )
  await db.destroy()
  expect(rows).toEqual([{ name: 'transactions_default_paid' }])
  expect(table.rows[0]?.fetched).toBe(0)
})
