import { createLogger } from '@order-settlement/shared/process/logger.ts'
import { createTestDatabase, type TestDatabase } from '@order-settlement/testing/test-database.ts'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { createDatabase } from '../create-database.ts'
import { migrate, migrationFiles } from '../migrate.ts'
import type { Database } from '../tables.ts'
import { watchLockWaits } from './version-before/lock-waits.ts'

const logger = createLogger('test', 'silent')
/** No UUIDv7: above every bound. */
const byHand = 'f47ac10b-58cc-4372-a567-0e02b2c3d479'

/** Brings a database back to the version before changes were partitioned, with 1,000 jobs of 200 changes each. */
async function restoreVersionBefore({ db, url }: TestDatabase): Promise<void> {
  await sql`drop schema public cascade`.execute(db)
  await sql`create schema public`.execute(db)
  const earlier = Object.entries(await migrationFiles.getMigrations()).filter(
    ([name]) => name < '0039',
  )
  await migrate(url, logger, { getMigrations: async () => Object.fromEntries(earlier) })
  await sql`insert into jobs (id, from_date, to_date, timezone, range_start, range_end, status, finished_at, proof)
    select uuidv7(-n * interval '1 day'), '2025-01-01', '2025-04-10', 'UTC', '2025-01-01Z', '2025-04-11Z',
      'COMPLETED', now(), '{}'
    from generate_series(0, 999) as n`.execute(db)
  await sql`insert into settlement_changes
    select id, 'm' || n, '2025-01-02', null, 1, 0, 1, 1, 100, 3, 97, 2, 0, 0, 'USD', 0, 0, 'USD'
    from jobs, generate_series(1, 200) as n`.execute(db)
  await sql`insert into jobs (id, from_date, to_date, timezone, range_start, range_end)
    values (${byHand}, '2025-01-01', '2025-01-01', 'UTC', '2025-01-01Z', '2025-01-02Z')`.execute(db)
  await sql`insert into settlement_changes (run_id, merchant_id, date) values (${byHand}, 'm', '2025-01-01')`.execute(
    db,
  )
}

/** Publishes changes of new jobs, and reads those of old ones, on its own connections until it is stopped. */
function openPublisher(db: Database) {
  let stopped = false
  const published: string[] = []
  const repeat = async (work: () => Promise<unknown>) => {
    while (!stopped) await work()
  }
  const publish = () =>
    db.transaction().execute(async (trx) => {
      const { id } = await trx
        .insertInto('jobs')
        .values({
          from_date: '2025-01-01',
          to_date: '2025-01-01',
          timezone: 'UTC',
          range_start: '2025-01-01Z',
          range_end: '2025-01-02Z',
        })
        .returning('id')
        .executeTakeFirstOrThrow()
      await sql`insert into settlement_changes (run_id, merchant_id, date)
        select ${id}, 'm' || n, '2025-01-01' from generate_series(1, 10) as n`.execute(trx)
      published.push(id)
    })
  const read = () =>
    sql`select count(*) from settlement_changes where run_id = ${byHand}`.execute(db)
  const working = Promise.all([repeat(publish), repeat(read)])
  working.catch(() => {})
  return {
    published,
    async stop() {
      stopped = true
      await working
    },
  }
}

async function readFile(db: Database, table: string) {
  const { rows } = await sql`select pg_relation_filenode(${table}::regclass) as file`.execute(db)
  return rows
}

async function readPlaces(db: Database) {
  const { rows } = await sql<{ partition: string; changes: number }>`
    select tableoid::regclass::text as partition, count(*)::integer as changes
    from settlement_changes group by 1 order by 1`.execute(db)
  return rows
}

test('200,000 changes become the first partition unwritten, and nobody waits a second for it', async ({
  annotate,
}) => {
  await using database = await createTestDatabase()
  const { db, url } = database
  await restoreVersionBefore(database)
  const file = await readFile(db, 'settlement_changes')
  const shopDb = createDatabase({ url, applicationName: 'worker', connections: 2, logger })
  const waits = watchLockWaits(db)
  const publisher = openPublisher(shopDb)
  await expect.poll(() => publisher.published.length).toBeGreaterThan(10)

  await migrate(url, logger)

  const before = publisher.published.length
  await expect.poll(() => publisher.published.length).toBeGreaterThan(before + 10)
  await publisher.stop()
  await shopDb.destroy()
  const longestMs = await waits.stop()
  await annotate(`longest wait for a lock: ${Math.round(longestMs)} ms`)
  expect(longestMs).toBeLessThan(1_000)
  expect(await readFile(db, 'settlement_changes_first')).toEqual(file)
  expect(await readPlaces(db)).toEqual([
    { partition: 'settlement_changes_default', changes: 1 },
    { partition: 'settlement_changes_first', changes: 200_000 + publisher.published.length * 10 },
  ])
  const unvalidated = await sql`select conname from pg_constraint where not convalidated`.execute(
    db,
  )
  expect(unvalidated.rows).toEqual([])
  // Cascades into the partitions.
  await sql`delete from jobs where id = ${byHand} or id = ${publisher.published[0]}`.execute(db)
  expect(await readPlaces(db)).toEqual([
    {
      partition: 'settlement_changes_first',
      changes: 200_000 + publisher.published.length * 10 - 10,
    },
  ])
}, 120_000)
