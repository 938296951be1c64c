import { once } from 'node:events'
import { type ClientRequest, request as startRequest } from 'node:http'
import { text } from 'node:stream/consumers'
import { createTestDatabase, type TestDatabase } from '@order-settlement/testing/test-database.ts'
import { startProcess, type TestProcess } from '@order-settlement/testing/test-process.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'

let database: TestDatabase
let api: TestProcess
beforeAll(async () => {
  database = await createTestDatabase()
  api = await startProcess('api', env())
})
afterAll(async () => {
  await api?.[Symbol.asyncDispose]()
  await database?.drop()
})
beforeEach(async () => {
  expect(await kept()).toEqual(nothing)
})

const nothing = { transactions: '0', imports: '0', keys: '0' }
const header = 'external_id,merchant_id,amount_cents,fee_cents,paid_at\n'
const lines = Array.from({ length: 30_000 }, (_, n) => `x-${n},m1,1,0,2025-01-31T23:59:59Z\n`).join(
  '',
)

function env(): Record<string, string> {
  return { DATABASE_URL: database.url, REQUEST_TIMEOUT_MS: '1000' }
}

async function kept(): Promise<unknown> {
  const { rows } = await sql`select (select count(*) from transactions) as transactions,
    (select count(*) from imports) as imports, (select count(*) from import_keys) as keys`.execute(
    database.db,
  )
  return rows[0]
}

/** Begins a file, without its end. */
function begin({ url }: TestProcess): ClientRequest {
  const headers = { 'content-type': 'text/csv', 'idempotency-key': 'broken' }
  const request = startRequest(`${url}/transactions/import`, { method: 'POST', headers })
  request.on('error', () => {})
  request.write(header + lines)
  return request
}

/** Sessions that import, by the statement that each executes or has executed last. */
async function importSessions(statement: string): Promise<number> {
  const { rows } = await sql`select from pg_stat_activity
    where datname = current_database() and query like ${`%${statement}%`} and pid <> pg_backend_pid()`.execute(
    database.db,
  )
  return rows.length
}

/** Lets imports wait before they keep anything. */
async function holdImports(): Promise<() => Promise<void>> {
  const { promise: released, resolve: release } = Promise.withResolvers<void>()
  const { promise: held, resolve } = Promise.withResolvers<void>()
  const holding = database.db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtext('imports'))`.execute(trx)
    resolve()
    await released
  })
  await held
  return async () => {
    release()
    await holding
  }
}

const waiting = `pg_advisory_xact_lock(hashtext('imports'))`

test('a client that disconnects while it sends leaves nothing, and its connection to the database is free', async () => {
  const request = begin(api)
  await expect.poll(() => importSessions('copy staged_lines')).toBe(1)
  request.destroy()
  await expect.poll(() => importSessions('copy staged_lines')).toBe(0)
  expect(await kept()).toEqual(nothing)
})

test('a client that disconnects before its response leaves nothing', async () => {
  const release = await holdImports()
  const request = begin(api)
  request.end()
  await expect.poll(() => importSessions(waiting)).toBe(2)
  request.destroy()
  await api.waitForLog((line) => line.msg === 'request' && line.status === 499)
  await expect.poll(() => importSessions(waiting)).toBe(1)
  await release()
  expect(await kept()).toEqual(nothing)
})

test.each([
  ['while a file comes', false],
  ['while it keeps a file', true],
])('an api that is killed %s leaves nothing', async (_, hasEnded) => {
  await using victim = await startProcess('api', env())
  const release = hasEnded ? await holdImports() : async () => {}
  const request = begin(victim)
  if (hasEnded) request.end()
  const statement = hasEnded ? waiting : 'copy staged_lines'
  await expect.poll(() => importSessions(statement)).toBe(hasEnded ? 2 : 1)
  await victim.kill('SIGKILL')
  await release()
  await expect.poll(() => importSessions(statement)).toBe(0)
  expect(await kept()).toEqual(nothing)
})

test('a full disk while the lines are kept: 503, and nothing is kept', async () => {
  await sql`create function fill_disk() returns trigger language plpgsql as $$ begin
    raise exception 'could not extend file: No space left on device' using errcode = 'disk_full';
  end $$`.execute(database.db)
  await sql`create trigger full_disk after insert on transactions for each statement
    execute function fill_disk()`.execute(database.db)
  try {
    const request = begin(api)
    request.end()
    const [response] = await once(request, 'response')
    expect([response.statusCode, JSON.parse(await text(response)).code]).toEqual([
      503,
      'DATABASE_UNAVAILABLE',
    ])
    expect(await kept()).toEqual(nothing)
  } finally {
    await sql`drop trigger full_disk on transactions`.execute(database.db)
  }
})

test('a file may take longer than REQUEST_TIMEOUT_MS, and all of it is kept', async () => {
  const request = begin(api)
  const parts = ['y-1,m1,1,0,2025-', '01-31T23:59:', '59Z\n', 'y-2,m1,1,0,', '2025-01-31T23:59:59Z']
  const drip = setInterval(() => {
    const part = parts.shift()
    if (part !== undefined) request.write(part)
    else {
      clearInterval(drip)
      request.end()
    }
  }, 500)
  const [response] = await once(request, 'response')
  expect([response.statusCode, JSON.parse(await text(response)).inserted]).toEqual([201, 30_002])
  await sql`truncate transactions, imports, import_keys, import_rejects`.execute(database.db)
})
