import { createTestDatabase, type TestDatabase } from '@order-settlement/testing/test-database.ts'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'

let database: TestDatabase
let listener: pg.Client
let received: (string | undefined)[]
let id: string

beforeAll(async () => {
  database = await createTestDatabase()
  listener = new pg.Client({ connectionString: database.url })
  listener.on('notification', ({ payload }) => received.push(payload))
  await listener.connect()
  await listener.query('listen job_changed')
})
afterAll(async () => {
  await listener?.end()
  await database?.drop()
})

beforeEach(async () => {
  const { rows } = await sql<{ id: string }>`
    insert into jobs (from_date, to_date, timezone, range_start, range_end)
    values ('2025-01-01', '2025-01-01', 'UTC', '2025-01-01Z', '2025-01-02Z') returning id`.execute(
    database.db,
  )
  id = rows[0]?.id ?? ''
  await sql`insert into settlement_batches
    select ${id}::uuid, n, now(), 1, now(), 2, 100 from generate_series(0, 8) as n`.execute(
    database.db,
  )
  received = []
})

/** Counts the notifications of a statement. The server sends them before its next answer. */
async function notifications(statement: string): Promise<number> {
  await sql.raw(statement.replace('$id', `'${id}'`)).execute(database.db)
  await listener.query('select')
  expect(new Set(received)).toEqual(new Set(received.length > 0 ? [id] : []))
  return received.length
}

const batches = 'update settlement_batches set done = true, open = false where job_id = $id'

test.each([
  ['a new status', 1, `update jobs set status = 'RUNNING' where id = $id`],
  ['the end of planning', 1, `update jobs set planned = true where id = $id`],
  ['publishing', 1, `update jobs set publishing = true where id = $id`],
  ['its end', 1, `update jobs set status = 'FAILED', finished_at = now() where id = $id`],
  ['nothing new', 0, `update jobs set status = status, planned = planned where id = $id`],
  ['the first batch', 1, `${batches} and batch_no = 0`],
  ['every fourth batch after it', 1, `${batches} and batch_no in (4)`],
  ['another batch', 0, `${batches} and batch_no in (1, 2, 3, 5, 6, 7)`],
  ['all batches at once', 1, batches],
  ['batches that are reopened', 0, 'update settlement_batches set open = true'],
  ['batches that are deleted', 0, 'delete from settlement_batches where job_id = $id'],
])('%s: %s notifications', async (_, times, statement) => {
  expect(await notifications(statement)).toBe(times)
})

/** A job of `batches` batches of 100 rows, with that estimate; how many notifications its batches send one by one. */
async function countNotifications(batches: number): Promise<number> {
  await sql`delete from settlement_batches`.execute(database.db)
  await sql`update jobs set estimated_rows = ${batches * 100} where id = ${id}`.execute(database.db)
  await sql`insert into settlement_batches
    select ${id}::uuid, n, now(), 1, now(), 2, 100 from generate_series(1, ${batches}) as n`.execute(
    database.db,
  )
  for (let n = 1; n <= batches; n++) {
    await sql`update settlement_batches set done = true, open = false
      where job_id = ${id} and batch_no = ${n}`.execute(database.db)
  }
  await listener.query('select')
  return received.length
}

test.each([
  [7, 7],
  [40, 20],
  [400, 20],
])('%s batches of a job with an estimate: %s notifications', async (batches, times) => {
  expect(await countNotifications(batches)).toBe(times)
})
