import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeKey } from '../src/access/api-key.ts'
import type { Scope } from '../src/access/scopes.ts'
import { pay, settleByHand } from './settle-by-hand.ts'
import { startApp, type TestApp } from './start-app.ts'

const keys: Record<string, string> = {}
function entry(name: string, scopes: Scope[], merchant?: string) {
  const { key, hash } = makeKey()
  keys[name] = key
  return { name, hash, scopes, ...(merchant === undefined ? {} : { merchant }) }
}

let api: TestApp
beforeAll(async () => {
  api = await startApp({
    API_KEYS: JSON.stringify([
      entry('owner', ['admin']),
      entry('anna', ['settlements:read'], 'anna'),
      entry('cashier', ['orders:write']),
    ]),
  })
})
afterAll(() => api.stop())

function ask(key: string, method: 'GET' | 'POST', url: string, payload?: object) {
  const headers = { authorization: `Bearer ${keys[key]}` }
  return api.app.inject({ method, url, headers, ...(payload ? { payload } : {}) })
}

/** As a worker settles: with the snapshots that it summed with. */
async function settle(days: { from: string; to?: string; timezone?: string }): Promise<string> {
  const id = await settleByHand(api.db, days)
  await sql`
    insert into summed_parts
    select id, '-infinity', ${least}, range_start, ${least}, pg_current_snapshot(), cluster_identifier()
    from jobs where id = ${id}
    union all
    select id, range_start, ${least}, 'infinity', 9223372036854775807, pg_current_snapshot(), cluster_identifier()
    from jobs where id = ${id}`.execute(api.db)
  return id
}
const least = sql`-9223372036854775808`

interface State {
  date: string
  state: string
  [field: string]: unknown
}

async function statesOf(from: string, to: string, key = 'owner', more = ''): Promise<State[]> {
  const response = await ask(key, 'GET', `/settlements/days?from=${from}&to=${to}${more}`)
  expect(response.statusCode).toBe(200)
  return response.json().days
}

test('days are open, settled by the last job, and changed since by the number of transactions', async () => {
  await pay(api.db, '2025-03-01T10:00:00Z')
  await pay(api.db, '2025-03-02T10:00:00Z')
  const first = await settle({ from: '2025-03-01', to: '2025-03-03' })
  const last = await settle({ from: '2025-03-02' })
  await pay(api.db, '2025-03-01T23:59:59.999Z', 'anna')
  await pay(api.db, '2025-03-01T00:00:00Z')
  await sql`update transactions set amount_cents = 99 where paid_at = '2025-03-02T10:00:00Z'`.execute(
    api.db,
  )
  // Changes nothing that is summed.
  await sql`update transactions set source = 'hand' where paid_at = '2025-03-02T10:00:00Z'`.execute(
    api.db,
  )
  const settled = {
    has_ended: true,
    job_timezone: 'UTC',
    settled_at: expect.any(String),
    archived: false,
  }
  const open = {
    job_id: null,
    job_timezone: null,
    settled_at: null,
    changed_transactions: null,
    archived: false,
  }
  expect(await statesOf('2025-03-01', '2025-03-04')).toEqual([
    { ...settled, date: '2025-03-01', state: 'CHANGED', job_id: first, changed_transactions: 2 },
    { ...settled, date: '2025-03-02', state: 'CHANGED', job_id: last, changed_transactions: 1 },
    { ...settled, date: '2025-03-03', state: 'SETTLED', job_id: first, changed_transactions: 0 },
    { ...open, date: '2025-03-04', state: 'OPEN', has_ended: true },
  ])
})

test('a key that is bound to a merchant counts the changes of this merchant only; one without the scope is refused', async () => {
  expect((await statesOf('2025-03-01', '2025-03-02', 'anna')).map((day) => day.state)).toEqual([
    'CHANGED',
    'SETTLED',
  ])
  expect((await statesOf('2025-03-01', '2025-03-01', 'anna'))[0]?.changed_transactions).toBe(1)
  const refused = await ask('cashier', 'GET', '/settlements/days?from=2025-03-01&to=2025-03-01')
  expect([refused.statusCode, refused.json().code]).toEqual([403, 'FORBIDDEN'])
})

test('a dry run settles nothing, and neither does a job that runs, failed or was cancelled', async () => {
  const id = await settle({ from: '2025-04-01' })
  await sql`delete from jobs where id = ${id}`.execute(api.db)
  await ask('owner', 'POST', '/jobs/settlement', { from: '2025-04-01', to: '2025-04-01' })
  const dry = { from: '2025-04-01', to: '2025-04-01', dry_run: true }
  const { job_id } = (await ask('owner', 'POST', '/jobs/settlement', dry)).json()
  await api.db.transaction().execute(async (trx) => {
    await sql`select set_config('order_settlement.dry_run', ${job_id}, true)`.execute(trx)
    await sql`update jobs set status = 'COMPLETED', proof = '{}', finished_at = now(), total = 0, processed = 0
      where id = ${job_id}`.execute(trx)
  })
  expect((await statesOf('2025-04-01', '2025-04-01'))[0]?.state).toBe('OPEN')
})

test('a day that was summed in another cluster is settled, and nobody knows what has changed', async () => {
  const id = await settle({ from: '2025-05-01' })
  await sql`update summed_parts set cluster = 'another' where job_id = ${id}`.execute(api.db)
  await pay(api.db, '2025-05-01T10:00:00Z')
  expect(await statesOf('2025-05-01', '2025-05-01')).toMatchObject([
    { state: 'SETTLED', job_id: id, changed_transactions: null },
  ])
})

test('of what was written while a job summed, only what the snapshot of its part does not show has changed', async () => {
  const takeSnapshot = async () => {
    const { rows } = await sql<{ snapshot: string }>`
      select pg_current_snapshot()::text as snapshot`.execute(api.db)
    return rows[0]?.snapshot
  }
  await pay(api.db, '2025-06-01T09:00:00Z')
  await pay(api.db, '2025-06-01T15:00:00Z')
  const morning = await takeSnapshot()
  await pay(api.db, '2025-06-01T10:00:00Z')
  await pay(api.db, '2025-06-01T14:00:00Z')
  await sql`update transactions set amount_cents = 99
    where paid_at in ('2025-06-01T09:00:00Z', '2025-06-01T15:00:00Z')`.execute(api.db)
  const afternoon = await takeSnapshot()
  const id = await settleByHand(api.db, { from: '2025-06-01' })
  await sql`insert into summed_parts values
    (${id}, '-infinity', ${least}, '2025-06-01T12:00:00Z', ${least}, ${morning}, cluster_identifier()),
    (${id}, '2025-06-01T12:00:00Z', ${least}, 'infinity', ${least}, ${afternoon}, cluster_identifier())`.execute(
    api.db,
  )
  // Those of 9 and 10 o'clock.
  expect((await statesOf('2025-06-01', '2025-06-01'))[0]?.changed_transactions).toBe(2)
})

test('a day ends in the zone that was asked for', async () => {
  const { rows } = await sql<{ today: string; tomorrow: string }>`
    select (now() at time zone 'Pacific/Kiritimati')::date::text as today,
      ((now() at time zone 'Pacific/Kiritimati')::date + 1)::text as tomorrow`.execute(api.db)
  const { today = '', tomorrow = '' } = rows[0] ?? {}
  const ended = async (zone: string) =>
    (await statesOf(today, tomorrow, 'owner', `&timezone=${zone}`)).map((day) => day.has_ended)
  expect(await ended('Pacific/Kiritimati')).toEqual([false, false])
  // 25 hours behind, so it is a day earlier there, or two.
  expect(await ended('Pacific/Pago_Pago')).toEqual([false, false])
  const yesterday = await sql<{ day: string }>`select (${today}::date - 1)::text as day`.execute(
    api.db,
  )
  const day = yesterday.rows[0]?.day ?? ''
  const [kiritimati] = await statesOf(day, day, 'owner', '&timezone=Pacific/Kiritimati')
  const [pagoPago] = await statesOf(day, day, 'owner', '&timezone=Pacific/Pago_Pago')
  expect([kiritimati?.has_ended, pagoPago?.has_ended]).toEqual([true, false])
})

test.each(['UTC', 'Pacific/Kiritimati', 'Pacific/Pago_Pago', 'America/New_York'])(
  'in %s the closed days are those that a settlement refuses',
  async (timezone) => {
    const closed = { through: '2025-02-10', timezone: 'Europe/Rome', force: true }
    expect((await ask('owner', 'POST', '/periods/close', closed)).statusCode).toBeLessThan(300)
    const days = await statesOf('2025-02-08', '2025-02-13', 'owner', `&timezone=${timezone}`)
    const refused: string[] = []
    for (const { date } of days) {
      const body = { from: date, to: date, timezone }
      const answer = await ask('owner', 'POST', '/jobs/settlement', body)
      if (answer.json().code === 'PERIOD_CLOSED') refused.push(date)
    }
    const shown = days.filter(({ state }) => state === 'CLOSED').map(({ date }) => date)
    expect(shown).toEqual(refused)
    expect(shown.length).toBeGreaterThanOrEqual(3)
  },
)

test('a year is answered, and more days, a range backwards and an unknown zone are refused', async () => {
  expect(await statesOf('2024-01-01', '2024-12-31')).toHaveLength(366)
  for (const [query, message] of [
    ['from=2024-01-01&to=2025-01-01', '/querystring/to'],
    ['from=2024-01-02&to=2024-01-01', '/querystring/to'],
    ['from=2024-01-01&to=2024-01-01&timezone=posix/Mars', '/querystring/timezone'],
    ['from=2024-01-01', '/querystring'],
  ]) {
    const refused = await ask('owner', 'GET', `/settlements/days?${query}`)
    expect(refused.statusCode, query).toBe(400)
    expect(refused.json().errors[0].path, query).toContain(message)
  }
})
