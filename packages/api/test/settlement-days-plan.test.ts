import { seed } from '@order-settlement/db/seed.ts'
import { createTestDatabase, type TestDatabase } from '@order-settlement/testing/test-database.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { selectDayStates } from '../src/settlements/day-states.queries.ts'
import { writtenIndexSettings } from '../src/settlements/plan-by-written-indexes.ts'
import { explainQueries } from './explain-queries.ts'
import { forgetStatistics } from './forget-statistics.ts'
import { pay, settleByHand } from './settle-by-hand.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
  const { db } = database
  await seed(db, 200_000)
  const id = await settleByHand(db, { from: '2025-01-01', to: '2025-01-31' })
  // As if no other database of the server had a transaction.
  await sql`insert into summed_parts select id, '-infinity', -9223372036854775808, 'infinity', 9223372036854775807,
    format('%1$s:%1$s:', pg_current_xact_id())::pg_snapshot, cluster_identifier() from jobs where id = ${id}`.execute(
    db,
  )
  await sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at)
    select 'm', 100, 3, 'PAID', '2025-02-01Z'::timestamptz + n * interval '1 second'
    from generate_series(1, 50000) as n`.execute(db)
  await pay(db, '2025-01-15T12:00:00Z')
  await sql`update transactions set amount_cents = amount_cents + 1 where id = 1000`.execute(db)
  await sql`vacuum (analyze) transactions`.execute(db)
})
afterAll(() => database.drop())

test.each(['with statistics', 'without statistics'])(
  'of 250,000 transactions, 2 of which have changed since their days were settled, fewer than 2 of 100 are read, %s',
  async (statistics) => {
    const { db, url } = database
    if (statistics === 'without statistics') await forgetStatistics(db)
    const month = { from: '2025-01-01', to: '2025-01-31', timezone: 'UTC', only: undefined }
    const planned = new URL(url)
    const settings = Object.entries(writtenIndexSettings).map(
      ([name, value]) => `-c ${name}=${value}`,
    )
    planned.searchParams.set('options', settings.join(' '))
    const [nodes = []] = await explainQueries({ db, url: planned.href }, (explained) =>
      selectDayStates(explained, month),
    )
    const scans = nodes.filter((node) => node['Relation Name'] === 'transactions_default')
    expect(scans.map((node) => node['Node Type'])).toEqual(['Bitmap Heap Scan'])
    expect(nodes.flatMap((node) => node['Index Name'] ?? [])).toContain(
      'transactions_default_written',
    )
    const { rows } = await sql<{ pages: number }>`
    select (pg_relation_size('transactions_default') / 8192)::int as pages`.execute(db)
    const read = scans.map((node) => node['Shared Hit Blocks'] + node['Shared Read Blocks'])
    // Two ranges of 64 pages.
    expect(read[0]).toBeLessThan(140)
    expect(rows[0]?.pages).toBeGreaterThan(2_000)
  },
)
