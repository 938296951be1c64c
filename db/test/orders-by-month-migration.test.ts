import { createLogger } from '@order-settlement/shared/process/logger.ts'
import { createTestDatabase, type TestDatabase } from '@order-settlement/testing/test-database.ts'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { audit } from '../audit.ts'
import { migrate, migrationFiles } from '../migrate.ts'
import { listPartitions } from '../partitions/list-partitions.ts'
import { partitionedTables } from '../partitions/partitioned-tables.ts'
import type { Database } from '../tables.ts'
import { auditAfter, noAlarm, refund } from './order-history.ts'

const logger = createLogger('test', 'silent')

let database: TestDatabase
let db: Database
beforeEach(async () => {
  database = await createTestDatabase()
  db = database.db
})
afterEach(() => database.drop())

/** Brings the database back to the version before orders had partitions, with a few orders and a refund. */
async function restoreVersionBefore(): Promise<void> {
  await sql`drop schema public cascade`.execute(db)
  await sql`create schema public`.execute(db)
  const earlier = Object.entries(await migrationFiles.getMigrations()).filter(
    ([name]) => name < '0042',
  )
  await migrate(database.url, logger, { getMigrations: async () => Object.fromEntries(earlier) })
  await sql`grant select, update on orders to public`.execute(db)
  await auditAfter(db, [refund(100, 1, -13)])
}

/** What a table is made of, as a list of texts without the names of indexes and partitions. */
async function describeTable(table: string) {
  const texts = async (query: ReturnType<typeof sql<{ text: string }>>) =>
    (await query.execute(db)).rows.map(({ text }) => text.replaceAll(table, 'orders'))
  return {
    columns: await texts(sql`
      select format('%s %s %s %s %s', attname, format_type(atttypid, atttypmod), attnotnull, attstorage,
        pg_get_expr(adbin, adrelid)) as text
      from pg_attribute left join pg_attrdef on adrelid = attrelid and adnum = attnum
      where attrelid = ${table}::regclass and attnum > 0 and not attisdropped order by attnum`),
    constraints: await texts(sql`
      select format('%s %s %s', pg_get_constraintdef(oid), convalidated, condeferrable) as text from pg_constraint
      where conrelid = ${table}::regclass and contype <> 'n' order by 1`),
    indexes: await texts(sql`
      select regexp_replace(pg_get_indexdef(indexrelid), 'INDEX \\w+ ON (ONLY )?', 'INDEX ON ') || indisvalid as text
      from pg_index where indrelid = ${table}::regclass order by 1`),
    rowTriggers: await texts(sql`
      select pg_get_triggerdef(oid) as text from pg_trigger
      where tgrelid = ${table}::regclass and not tgisinternal and tgtype & 1 = 1 order by 1`),
    statementTriggers: await texts(sql`
      select pg_get_triggerdef(oid) as text from pg_trigger
      where tgrelid = ${table}::regclass and not tgisinternal and tgtype & 1 = 0 order by 1`),
    privileges: await texts(sql`
      select format('%s %s', grantee, privilege_type) as text from pg_class, aclexplode(relacl)
      where oid = ${table}::regclass order by 1`),
  }
}

async function readFile(table: string) {
  const { rows } = await sql`select pg_relation_filenode(${table}::regclass) as file`.execute(db)
  return rows
}

test('orders and their partitions have the columns, rules, indexes, triggers and privileges of before', async () => {
  await restoreVersionBefore()
  const before = await describeTable('orders')
  const file = await readFile('orders')

  await migrate(database.url, logger)

  const after = await describeTable('orders')
  const ofKeys = (text: string) => text.includes('idempotency_key)')
  expect({
    ...after,
    statementTriggers: after.statementTriggers.filter(
      (text) => !/_placing_keys|mark_changed_archives/.test(text),
    ),
  }).toEqual({ ...before, indexes: before.indexes.filter((text) => !ofKeys(text)) })
  const partitions = await listPartitions(db, partitionedTables.orders)
  expect(partitions.length).toBeGreaterThanOrEqual(3)
  for (const { name } of partitions) {
    const { columns, constraints, indexes, rowTriggers } = after
    expect(await describeTable(name)).toMatchObject({ columns, constraints, indexes, rowTriggers })
  }
  expect(await describeTable('orders_default')).toMatchObject({
    indexes: before.indexes,
    statementTriggers: [],
  })
  expect(await readFile('orders_default')).toEqual(file)
})

test('refunds and keys of actions refer to the new table, by valid keys, and the books are right', async () => {
  await restoreVersionBefore()
  await migrate(database.url, logger)
  const { rows } = await sql`
    select conname, convalidated from pg_constraint
    where confrelid = 'orders'::regclass and contype = 'f' and conparentid = 0 order by 1`.execute(
    db,
  )
  expect(rows).toEqual([
    { conname: 'order_keys_order_id_fkey', convalidated: true },
    { conname: 'refunds_order_id_fkey', convalidated: true },
  ])
  const invalid = await sql`select conname from pg_constraint where not convalidated`.execute(db)
  expect(invalid.rows).toEqual([])
  await expect(sql`delete from orders where buyer_id = 'u'`.execute(db)).rejects.toMatchObject({
    code: '23503',
  })
  await expect(
    sql`insert into refunds (order_id, amount_cents, fee_cents, return_units, transaction_id)
      values (uuidv7(), 1, 0, 0, 99)`.execute(db),
  ).rejects.toMatchObject({ code: '23503' })
  expect(await audit(db)).toEqual(noAlarm)
})

test('one statement over four months writes each sale once, by inserts and by updates', async () => {
  await auditAfter(db, [])
  const counted = () =>
    sql`select count(*)::int as sales, count(distinct order_id)::int as orders from transactions
      where kind = 'SALE' and order_id in (select id from orders where buyer_id = 'months')`.execute(
      db,
    )
  await sql`insert into orders (id, product_id, quantity, buyer_id, unit_price_cents, total_cents, status, expires_at,
      confirmed_at)
    select uuidv7(make_interval(months => n / 2)), 1, 1, 'months', 100, 100,
      case n % 2 when 0 then 'HELD' else 'CONFIRMED' end, case n % 2 when 0 then now() + interval '1 day' end, null
    from generate_series(0, 9) as n`.execute(db)
  const places = await sql`select distinct tableoid from orders where buyer_id = 'months'`.execute(
    db,
  )
  expect(places.rows).toHaveLength(5)
  expect((await counted()).rows).toEqual([{ sales: 5, orders: 5 }])
  await sql`update orders set status = 'CONFIRMED' where buyer_id = 'months'`.execute(db)
  expect((await counted()).rows).toEqual([{ sales: 10, orders: 10 }])
  const terms =
    await sql`select distinct fee_cents::int, confirmed_at is null as without from orders
    where buyer_id = 'months'`.execute(db)
  expect(terms.rows).toEqual([{ fee_cents: 33, without: false }])
})
