import { createLogger } from '@order-settlement/shared/process/logger.ts'
import { createTestDatabase, type TestDatabase } from '@order-settlement/testing/test-database.ts'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { dumpSchema } from '../dump-schema.ts'
import { migrate, migrationFiles } from '../migrate.ts'

const logger = createLogger('test', 'silent')

/** Brings a database back to where it was before merchant ids were bounded, without rows. */
async function removeBounds({ db, url }: TestDatabase): Promise<void> {
  await sql`drop schema public cascade`.execute(db)
  await sql`create schema public`.execute(db)
  const earlier = Object.entries(await migrationFiles.getMigrations()).filter(
    ([name]) => name < '0006',
  )
  await migrate(url, logger, { getMigrations: async () => Object.fromEntries(earlier) })
}

test('merchants that are empty or too long stop the migration, which names them and changes nothing', async () => {
  await using database = await createTestDatabase()
  const { db, url } = database
  const bounded = await dumpSchema(db)
  await removeBounds(database)
  await sql`insert into transactions (id, merchant_id, amount_cents, fee_cents, status)
    select n, case n % 2 when 0 then '' else repeat('ä', 10000) end, 1, 0, 'FAILED'
    from generate_series(11, 15) as n`.execute(db)
  await sql`insert into settlements
    values (E'\\n' || repeat('x', 128), '2025-01-02', 1, 0, 1, 1, now(), uuidv7())`.execute(db)
  const before = await dumpSchema(db)

  await expect(migrate(url, logger)).rejects.toThrow(
    'merchant_id must have 1 to 128 characters, but has not in ' +
      'transactions: 5 rows (id 11: 10000 characters, "ääääääääääääääääääää"; ' +
      'id 12: 0 characters, ""; id 13: 10000 characters, "ääääääääääääääääääää"; …), ' +
      'settlements: 1 rows (date 2025-01-02: 129 characters, "\\nxxxxxxxxxxxxxxxxxxx"). ' +
      'Correct or delete these rows, then migrate again.',
  )
  expect(await dumpSchema(db)).toBe(before)

  await sql`update transactions set merchant_id = 'm' where merchant_id = ''`.execute(db)
  await sql`delete from transactions where char_length(merchant_id) > 128`.execute(db)
  await sql`delete from settlements`.execute(db)
  await migrate(url, logger)
  expect(await dumpSchema(db)).toBe(bounded)
})

test('constraints that are not valid yet are validated while another transaction has written', async () => {
  await using database = await createTestDatabase()
  const { db, url } = database
  await sql`alter table transactions drop constraint transactions_merchant_id_check`.execute(db)
  await sql`alter table transactions add constraint transactions_merchant_id_check
    check (merchant_id <> '') not valid`.execute(db)
  await db.transaction().execute(async (trx) => {
    await sql`insert into transactions (merchant_id, amount_cents, fee_cents, status)
      values ('m', 1, 0, 'FAILED')`.execute(trx)
    await migrate(url, logger)
  })
  const { rows } = await sql`select conname from pg_constraint where not convalidated`.execute(db)
  expect(rows).toEqual([])
})
