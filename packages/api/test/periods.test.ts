import { lockPeriods } from '@order-settlement/shared/settlements/closed-period.ts'
import { emptyDatabase } from '@order-settlement/testing/empty-database.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { pay, settleByHand } from './settle-by-hand.ts'
import { startApp, type TestApp } from './start-app.ts'

let api: TestApp
beforeAll(async () => {
  api = await startApp()
})
beforeEach(async () => {
  await emptyDatabase(api.db)
})
afterAll(() => api.stop())

function post(url: string, payload: object, headers: Record<string, string> = {}) {
  return api.app.inject({ method: 'POST', url, payload, headers })
}
const close = (body: object, key?: string) =>
  post('/periods/close', body, key === undefined ? {} : { 'idempotency-key': key })
const reopen = (body: object) => post('/periods/reopen', body)
const settle = (from: string, timezone = 'UTC') =>
  post('/jobs/settlement', { from, to: from, timezone, force: true })
const periods = async (query = '') => (await api.app.inject(`/periods${query}`)).json()

test('days are closed with who, when and why, and a settlement of them is refused with the last of them', async () => {
  expect(await periods()).toEqual({ closed: null, changes: [], next_cursor: null })
  await pay(api.db, '2025-01-31T23:59:59.999999Z')
  await settleByHand(api.db, { from: '2025-01-31' })

  const closed = await close({ through: '2025-01-31', reason: 'reported' })
  expect(closed.statusCode).toBe(201)
  expect(closed.json()).toEqual({
    id: 1,
    action: 'CLOSE',
    through: '2025-01-31',
    timezone: 'UTC',
    closed_until: '2025-02-01T00:00:00.000Z',
    reason: 'reported',
    unsettled_days: [],
    created_by: null,
    created_at: expect.any(String),
  })
  const state = { through: '2025-01-31', timezone: 'UTC', closed_until: '2025-02-01T00:00:00.000Z' }
  expect(await periods()).toEqual({ closed: state, changes: [closed.json()], next_cursor: null })

  const refused = await settle('2025-01-31')
  expect(refused.statusCode).toBe(409)
  expect(refused.json()).toMatchObject({
    code: 'PERIOD_CLOSED',
    through: '2025-01-31',
    timezone: 'UTC',
  })
  expect((await settle('2025-02-01')).statusCode).toBe(202)
})

test('a job that failed before its days were closed cannot be retried', async () => {
  const { job_id } = (await settle('2025-01-31')).json()
  await sql`update jobs set status = 'FAILED', error = 'x', finished_at = now()`.execute(api.db)
  await close({ through: '2025-01-31' })
  const refused = await post(`/jobs/${job_id}/retry`, {})
  expect([refused.statusCode, refused.json().code]).toEqual([409, 'PERIOD_CLOSED'])
  expect((await api.app.inject(`/jobs/${job_id}`)).json().status).toBe('FAILED')
})

test.each([
  // The zone that was closed, and a day of another zone that begins before its end, or only after.
  ['UTC', '2025-01-31', 'Asia/Tokyo', '2025-02-01', true],
  ['UTC', '2025-01-31', 'Asia/Tokyo', '2025-02-02', false],
  ['UTC', '2025-01-31', 'America/New_York', '2025-01-31', true],
  ['UTC', '2025-01-31', 'America/New_York', '2025-02-01', false],
  ['America/New_York', '2025-01-31', 'UTC', '2025-02-01', true],
  ['America/New_York', '2025-01-31', 'UTC', '2025-02-02', false],
  // No instant in common, but the date, whose settlements it would replace.
  ['Pacific/Kiritimati', '2025-01-31', 'Etc/GMT+12', '2025-01-31', true],
  ['Pacific/Kiritimati', '2025-01-31', 'Etc/GMT+12', '2025-02-01', false],
])('closed in %s through %s: in %s the day %s is closed: %s', async (...row) => {
  const [timezone, through, zone, day, isClosed] = row
  await close({ through, timezone })
  expect((await settle(day, zone)).statusCode).toBe(isClosed ? 409 : 202)
})

test('a day is closed once it has ended in its zone, by the clock of the database', async () => {
  const { rows } = await sql<{ day: string }>`
    select ((now() at time zone 'Etc/GMT-14')::date - 1)::text as day`.execute(api.db)
  const through = rows[0]?.day
  const refused = await close({ through, timezone: 'Etc/GMT+12' })
  expect([refused.statusCode, refused.json().code]).toEqual([409, 'PERIOD_NOT_ENDED'])
  expect(Date.parse(refused.json().ends_at)).toBeGreaterThan(Date.now())
  expect((await close({ through, timezone: 'Etc/GMT-14' })).statusCode).toBe(201)
})

test('the zone is SETTLEMENT_TIMEZONE unless the request names one', async () => {
  await using stack = new AsyncDisposableStack()
  const tokyo = await startApp({ SETTLEMENT_TIMEZONE: 'Asia/Tokyo' })
  stack.defer(() => tokyo.stop())
  const request = { method: 'POST' as const, url: '/periods/close' }
  const closed = await tokyo.app.inject({ ...request, payload: { through: '2025-01-31' } })
  expect(closed.json()).toMatchObject({
    timezone: 'Asia/Tokyo',
    closed_until: '2025-01-31T15:00:00.000Z',
  })
})

test('to close the same days again changes nothing, and to close fewer is refused', async () => {
  const first = (await close({ through: '2025-01-31' })).json()
  const again = await close({ through: '2025-01-31', reason: 'again' })
  expect([again.statusCode, again.json()]).toEqual([200, first])
  for (const body of [
    { through: '2025-01-30' },
    { through: '2025-01-31', timezone: 'Asia/Tokyo' },
    // It ends later, but its date is earlier.
    { through: '2025-01-30', timezone: 'Etc/GMT+12' },
  ])
    expect((await close(body)).json().code).toBe('PERIOD_CLOSED')
  expect((await close({ through: '2025-02-01' })).json().id).toBe(2)
  expect((await periods()).changes).toHaveLength(2)
})

test('of 20 requests with one key one closes, the others replay it, and another body is refused', async () => {
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => close({ through: '2025-01-31' }, 'january')),
  )
  expect(new Set(answers.map(({ body }) => body)).size).toBe(1)
  expect(answers.map(({ statusCode }) => statusCode)).toEqual(Array(20).fill(201))
  const replayed = answers.filter(({ headers }) => headers['idempotent-replayed'] === 'true')
  expect(replayed).toHaveLength(19)
  expect((await periods()).changes).toHaveLength(1)
  const other = await close({ through: '2025-02-28' }, 'january')
  expect([other.statusCode, other.json().code]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED'])
})

test('while settlements are published or transactions imported, a close is refused after 2 s, and the days stay open', async () => {
  const held = Promise.withResolvers<void>()
  const released = Promise.withResolvers<void>()
  const publishing = api.db.transaction().execute(async (trx) => {
    await lockPeriods(trx, 'shared')
    held.resolve()
    await released.promise
  })
  await held.promise
  const busy = await close({ through: '2025-01-31' })
  expect([busy.statusCode, busy.json().code, busy.headers['retry-after']]).toEqual([
    409,
    'PERIOD_BUSY',
    '1',
  ])
  released.resolve()
  await publishing
  expect((await periods()).closed).toBeNull()
  expect((await close({ through: '2025-01-31' })).statusCode).toBe(201)
})

test('days are reopened with a reason, back to a day or all of them, and settled again', async () => {
  await close({ through: '2025-01-31', timezone: 'Asia/Tokyo' })
  expect((await reopen({ through: '2025-01-30' })).statusCode).toBe(400)
  const late = { through: '2025-01-30', reason: 'a file came late' }
  const reopened = await reopen(late)
  expect([reopened.statusCode, reopened.json()]).toEqual([
    201,
    expect.objectContaining({
      ...late,
      action: 'REOPEN',
      timezone: 'Asia/Tokyo',
      closed_until: '2025-01-30T15:00:00.000Z',
    }),
  ])
  expect((await settle('2025-01-31', 'Asia/Tokyo')).statusCode).toBe(202)
  expect((await settle('2025-01-30', 'Asia/Tokyo')).json().code).toBe('PERIOD_CLOSED')

  for (const through of ['2025-01-30', '2025-02-28'])
    expect((await reopen({ through, reason: 'x' })).json().code).toBe('PERIOD_NOT_CLOSED')
  const all = await reopen({ through: null, reason: 'start again' })
  expect(all.json()).toMatchObject({ through: null, closed_until: null })
  expect((await settle('2020-01-01')).statusCode).toBe(202)
  expect((await reopen({ through: null, reason: 'x' })).json().code).toBe('PERIOD_NOT_CLOSED')

  const { changes } = await periods()
  expect(changes.map(({ action }: { action: string }) => action)).toEqual([
    'REOPEN',
    'REOPEN',
    'CLOSE',
  ])
  const first = await periods('?limit=2')
  const second = await periods(`?limit=2&cursor=${first.next_cursor}`)
  expect([...first.changes, ...second.changes]).toEqual(changes)
})

test.each([
  "update period_changes set reason = 'other'",
  'delete from period_changes',
  'truncate period_changes',
])('the database refuses "%s"', async (statement) => {
  await close({ through: '2025-01-31' })
  await expect(sql.raw(statement).execute(api.db)).rejects.toThrow('is a journal')
})
