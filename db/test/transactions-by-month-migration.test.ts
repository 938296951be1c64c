import { createLogger } from '@order-settlement/shared/process/logger.ts'
import { createTestDatabase, type TestDatabase } from '@order-settlement/testing/test-database.ts'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { migrate, migrationFiles } from '../migrate.ts'
import type { Database } from '../tables.ts'

const logger = createLogger('test', 'silent')

/** Brings a database back to the version before transactions were partitioned. */
async function restoreVersionBefore({ db, url }: TestDatabase): Promise<void> {
  await sql`drop schema public cascade`.execute(db)
  await sql`create schema public`.execute(db)
  const earlier = Object.entries(await migrationFiles.getMigrations()).filter(
    ([name]) => name < '0044',
  )
  await migrate(url, logger, { getMigrations: async () => Object.fromEntries(earlier) })
}

function pay(db: Database, id: string, externalId: string | null, paidAt: string | null) {
  return sql`insert into transactions (id, merchant_id, external_id, amount_cents, fee_cents, status, paid_at)
    values (${sql.raw(id)}, 'm', ${externalId}, 100, 3, ${paidAt === null ? 'PENDING' : 'PAID'}, ${paidAt})`.execute(
    db,
  )
}

async function readFiles(db: Database, table: string): Promise<unknown[]> {
  const { rows } = await sql`
    select pg_relation_filenode(oid) as file from (
      select ${table}::regclass as oid union all select indexrelid from pg_index where indrelid = ${table}::regclass
    ) as relations order by 1`.execute(db)
  return rows
}

test('the table and its indexes become the default partition as they are, and ids continue above all others', async () => {
  await using database = await createTestDatabase()
  const { db, url } = database
  await restoreVersionBefore(database)
  await pay(db, 'default', 'a', '2025-01-15Z')
  await pay(db, '5000', null, null)
  // As a database that comes from long before.
  await sql`alter table transactions drop constraint transactions_source_check,
    add constraint transactions_source_check check (char_length(source) between 1 and 64) not valid`.execute(
    db,
  )
  await sql`grant select on transactions to public`.execute(db)
  const before = await readFiles(db, 'transactions')

  await migrate(url, logger)

  expect(await readFiles(db, 'transactions_default')).toEqual(expect.arrayContaining(before))
  const granted = await sql`
    select grantee::integer, privilege_type, is_grantable from pg_class, aclexplode(relacl)
    where oid = 'transactions'::regclass and grantee <> relowner`.execute(db)
  expect(granted.rows).toEqual([{ grantee: 0, privilege_type: 'SELECT', is_grantable: false }])
  await pay(db, 'default', 'b', '2025-01-15Z')
  const { rows } = await sql`
    select id::integer, external_id, tableoid::regclass::text as partition from transactions order by id`.execute(
    db,
  )
  expect(rows).toEqual([
    { id: 1, external_id: 'a', partition: 'transactions_default' },
    { id: 5000, external_id: null, partition: 'transactions_default' },
    { id: 5001, external_id: 'b', partition: 'transactions_default' },
  ])
  const nextMonth = sql`date_add(date_trunc('month', now(), 'UTC'), '1 month', 'UTC')`
  await expect(
    sql`insert into transactions (merchant_id, external_id, amount_cents, fee_cents, status, paid_at)
      values ('m', 'a', 1, 0, 'PAID', ${nextMonth})`.execute(db),
  ).rejects.toMatchObject({ code: '23505', constraint: 'transaction_keys_pkey' })
})

test('an empty table continues with the id that its sequence has come to', async () => {
  await using database = await createTestDatabase()
  const { db, url } = database
  await restoreVersionBefore(database)
  await pay(db, 'default', null, null)
  await sql`delete from transactions`.execute(db)
  await migrate(url, logger)
  await pay(db, 'default', null, null)
  expect(await db.selectFrom('transactions').select('id').execute()).toEqual([{ id: '2' }])
})
