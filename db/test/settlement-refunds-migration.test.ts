import { createLogger } from '@order-settlement/shared/process/logger.ts'
import { createTestDatabase, type TestDatabase } from '@order-settlement/testing/test-database.ts'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { migrate, migrationFiles } from '../migrate.ts'
import type { Database } from '../tables.ts'

const logger = createLogger('test', 'silent')
const job = '00000000-0000-7000-8000-000000000001'

/** Brings a database back to the version before refunds were settled, with 100,000 settled days and their changes. */
async function restoreVersionBefore({ db, url }: TestDatabase): Promise<void> {
  await sql`drop schema public cascade`.execute(db)
  await sql`create schema public`.execute(db)
  const earlier = Object.entries(await migrationFiles.getMigrations()).filter(
    ([name]) => name < '0021',
  )
  await migrate(url, logger, { getMigrations: async () => Object.fromEntries(earlier) })
  await sql`insert into jobs (id, from_date, to_date, timezone, range_start, range_end, status, finished_at, proof)
    values (${job}, '2025-01-01', '2025-04-10', 'UTC', '2025-01-01Z', '2025-04-11Z', 'COMPLETED', now(), '{}')`.execute(
    db,
  )
  await sql`insert into settlements
    select 'm' || n % 1000, date '2025-01-01' + n / 1000, 100, 3, 97, 2, now(), ${job}
    from generate_series(0, 99999) as n`.execute(db)
  await sql`insert into settlement_changes
    select ${job}, merchant_id, date, null, 1, 0, 1, 1, 100, 3, 97, 2 from settlements`.execute(db)
}

/** The files that hold the rows of both tables: others if the rows were written again. */
async function readFiles(db: Database) {
  const { rows } = await sql`
    select pg_relation_filenode(oid) as file from pg_class
    where oid in ('settlements'::regclass,
      -- Later it is the first partition.
      coalesce(to_regclass('settlement_changes_first'), 'settlement_changes')) order by oid`.execute(
    db,
  )
  return rows
}

test('100,000 settled days are migrated without being written again: no refunds, and no currency', async () => {
  await using database = await createTestDatabase()
  const { db, url } = database
  await restoreVersionBefore(database)
  const files = await readFiles(db)

  await migrate(url, logger)

  expect(await readFiles(db)).toEqual(files)
  const settled =
    await sql`select count(*)::int, sum(refund_cents)::int as refunded, sum(refund_count)::int as refunds,
    count(currency)::int as currencies from settlements`.execute(db)
  expect(settled.rows).toEqual([{ count: 100_000, refunded: 0, refunds: 0, currencies: 0 }])
  const unvalidated = await sql`select conname from pg_constraint where not convalidated`.execute(
    db,
  )
  expect(unvalidated.rows).toEqual([])
})

test('a worker of the version before settles days and records changes in the migrated tables', async () => {
  await using database = await createTestDatabase()
  const { db } = database
  await sql`insert into jobs (id, from_date, to_date, timezone, range_start, range_end)
    values (${job}, '2025-01-01', '2025-01-01', 'UTC', '2025-01-01Z', '2025-01-02Z')`.execute(db)
  await sql`insert into settlements
      (merchant_id, date, gross_cents, fee_cents, net_cents, txn_count, generated_at, unique_run_id)
    values ('m', '2025-01-01', 100, 3, 97, 2, now(), ${job})`.execute(db)
  await sql`insert into settlement_changes
      (run_id, merchant_id, date, after_gross_cents, after_fee_cents, after_net_cents, after_txn_count)
    values (${job}, 'm', '2025-01-01', 100, 3, 97, 2)`.execute(db)
  const { rows } = await sql`select refund_cents, refund_count, currency from settlements`.execute(
    db,
  )
  expect(rows).toEqual([{ refund_cents: '0', refund_count: '0', currency: null }])
})
