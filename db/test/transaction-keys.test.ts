import { createLogger } from '@order-settlement/shared/process/logger.ts'
import { createTestDatabase, type TestDatabase } from '@order-settlement/testing/test-database.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createDatabase } from '../create-database.ts'
import { makePartition } from '../partitions/make-partitions.ts'
import { partitionedTables } from '../partitions/partitioned-tables.ts'
import type { Database } from '../tables.ts'

const january = '2025-01-15T12:00:00Z'
const february = '2025-02-15T12:00:00Z'
const taken = { code: '23505', constraint: 'transaction_keys_pkey' }

let database: TestDatabase
/** With eight connections. */
let writers: Database
beforeAll(async () => {
  database = await createTestDatabase()
  for (const month of ['2025-01', '2025-02'])
    await makePartition(database.db, partitionedTables.transactions, month)
  writers = createDatabase({
    url: database.url,
    applicationName: 'test',
    connections: 8,
    logger: createLogger('test', 'silent'),
  })
})
afterAll(async () => {
  await writers?.destroy()
  await database?.drop()
})
beforeEach(() => sql`truncate transactions`.execute(database.db))

function pay(externalId: string, paidAt: string | null, db: Database = database.db) {
  return sql`insert into transactions (merchant_id, external_id, amount_cents, fee_cents, status, paid_at)
    values ('m', ${externalId}, 100, 3, ${paidAt === null ? 'PENDING' : 'PAID'}, ${paidAt})`.execute(
    db,
  )
}

/** Inserts it as it was before there were keys, into the default partition. */
async function payBefore(externalId: string, paidAt: string | null = null): Promise<void> {
  await database.db.transaction().execute(async (trx) => {
    await sql`set local session_replication_role = replica`.execute(trx)
    await sql`insert into transactions_default (merchant_id, external_id, amount_cents, fee_cents, status, paid_at, id)
      values ('m', ${externalId}, 100, 3, ${paidAt === null ? 'PENDING' : 'PAID'}, ${paidAt},
        nextval(pg_get_serial_sequence('transactions', 'id')))`.execute(trx)
  })
}

async function countOf(externalId: string): Promise<number> {
  const rows = await database.db
    .selectFrom('transactions')
    .select('id')
    .where('external_id', '=', externalId)
    .execute()
  return rows.length
}

test('an external id is refused in every other month, and without a time', async () => {
  await pay('a', january)
  for (const time of [january, february, '2024-06-01Z', null])
    await expect(pay('a', time)).rejects.toMatchObject({ code: '23505' })
  await pay('b', null)
  for (const time of [february, null])
    await expect(pay('b', time)).rejects.toMatchObject({ code: '23505' })
})

test('16 writers race for each of 10 external ids, in two months and none: one has it', async () => {
  const times = [january, february, '2024-06-01Z', null]
  for (let n = 0; n < 10; n++) {
    const id = `race-${n}`
    const results = await Promise.allSettled(
      Array.from({ length: 16 }, (_, i) => pay(id, times[i % 4] ?? null, writers)),
    )
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await countOf(id)).toBe(1)
  }
})

test('an external id from before there were keys is refused in a month', async () => {
  await payBefore('old')
  await expect(pay('old', january)).rejects.toMatchObject(taken)
  expect(await countOf('old')).toBe(1)
})

test('one from before that moves to a month has a key from then on', async () => {
  await payBefore('moves')
  await sql`update transactions set status = 'PAID', paid_at = ${january} where external_id = 'moves'`.execute(
    database.db,
  )
  await expect(pay('moves', february)).rejects.toMatchObject(taken)
  await expect(pay('moves', null)).rejects.toMatchObject(taken)
})

test('one from before that moves to a month while another month gets it is there once, 20 times', async () => {
  for (let n = 0; n < 20; n++) {
    const id = `before-${n}`
    await payBefore(id)
    const [inserted] = await Promise.allSettled([
      pay(id, february, writers),
      sql`update transactions set status = 'PAID', paid_at = ${january} where external_id = ${id}`.execute(
        writers,
      ),
    ])
    expect(inserted.status).toBe('rejected')
    expect(await countOf(id)).toBe(1)
  }
})

test('a deletion frees an external id, and so does a change to another, which is taken', async () => {
  await pay('first', january)
  await sql`delete from transactions where external_id = 'first'`.execute(database.db)
  await pay('first', february)
  await sql`update transactions set external_id = 'second' where external_id = 'first'`.execute(
    database.db,
  )
  await pay('first', january)
  await expect(pay('second', january)).rejects.toMatchObject(taken)
  await expect(
    sql`update transactions set external_id = 'second' where external_id = 'first'`.execute(
      database.db,
    ),
  ).rejects.toMatchObject(taken)
})

test('a month that is dropped, and rows that leave the default partition by its name, keep their external ids taken', async () => {
  await makePartition(database.db, partitionedTables.transactions, '2025-03')
  await pay('dropped', '2025-03-15Z')
  await payBefore('archived', '2024-06-01Z')
  await sql`drop table transactions_2025_03`.execute(database.db)
  await sql`delete from transactions_default where external_id = 'archived'`.execute(database.db)
  for (const id of ['dropped', 'archived']) {
    expect(await countOf(id)).toBe(0)
    await expect(pay(id, january)).rejects.toMatchObject(taken)
  }
})

test('a transaction that a trigger inserts has a key too', async () => {
  await sql`create table inbox (external_id text)`.execute(database.db)
  await sql`create function pay_inbox() returns trigger language plpgsql as $$ begin
    insert into transactions (merchant_id, external_id, amount_cents, fee_cents, status, paid_at)
      values ('m', new.external_id, 1, 0, 'PAID', '2025-01-15Z');
    return null; end $$`.execute(database.db)
  await sql`create trigger paid after insert on inbox for each row execute function pay_inbox()`.execute(
    database.db,
  )
  await sql`insert into inbox values ('nested')`.execute(database.db)
  await expect(pay('nested', february)).rejects.toMatchObject(taken)
})

test('a key has the time of its transaction, also after a change', async () => {
  await pay('timed', january)
  await sql`update transactions set paid_at = ${february} where external_id = 'timed'`.execute(
    database.db,
  )
  const keys = await database.db.selectFrom('transaction_keys').selectAll().execute()
  const [row] = await database.db.selectFrom('transactions').selectAll().execute()
  expect(keys).toEqual([
    {
      merchant_id: 'm',
      external_id: 'timed',
      transaction_id: row?.id,
      paid_at: new Date(february),
    },
  ])
})
