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

async function close(body: object) {
  return api.app.inject({ method: 'POST', url: '/periods/close', payload: body })
}

/** Closes through January. @returns the days that are not settled; none if it is closed */
async function unsettledDays(): Promise<string[]> {
  const answer = await close({ through: '2025-01-31' })
  if (answer.statusCode === 201) return []
  expect([answer.statusCode, answer.json().code]).toEqual([409, 'PERIOD_NOT_SETTLED'])
  return answer.json().unsettled_days
}

test('days that were never settled refuse a close, and days without transactions do not', async () => {
  await pay(api.db, '2024-12-31T23:59:59Z')
  await pay(api.db, '2025-01-03T12:00:00Z')
  await pay(api.db, '2025-01-31T12:00:00Z')
  await pay(api.db, '2025-02-01T00:00:00Z')
  await settleByHand(api.db, { from: '2025-01-03' })
  expect(await unsettledDays()).toEqual(['2024-12-31', '2025-01-31'])
  await settleByHand(api.db, { from: '2024-12-31', to: '2025-01-31' })
  expect(await unsettledDays()).toEqual([])
})

test.each([
  [
    'a transaction that came late',
    "insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at) values ('n', 1, 0, 'PAID', '2025-01-09T10:00Z')",
  ],
  ['an amount', 'update transactions set amount_cents = amount_cents + 1'],
  ['a fee', 'update transactions set fee_cents = fee_cents + 1'],
  ['a transaction that vanished', 'delete from transactions'],
  [
    'the currency of a merchant',
    "insert into merchants (id, name, currency) values ('m', 'M', 'EUR')",
  ],
])('a settled day that has changed since refuses a close: %s', async (_, change) => {
  await pay(api.db, '2025-01-09T12:00:00Z')
  await settleByHand(api.db, { from: '2025-01-01', to: '2025-01-31' })
  await sql.raw(change).execute(api.db)
  expect(await unsettledDays()).toEqual(['2025-01-09'])
})

test('days that are being settled refuse a close until their job ends', async () => {
  await pay(api.db, '2025-01-30T12:00:00Z')
  await settleByHand(api.db, { from: '2025-01-01', to: '2025-01-31' })
  const payload = { from: '2025-01-30', to: '2025-02-02' }
  const job = await api.app.inject({ method: 'POST', url: '/jobs/settlement', payload })
  expect(await unsettledDays()).toEqual(['2025-01-30', '2025-01-31'])
  await api.app.inject({ method: 'POST', url: `/jobs/${job.json().job_id}/cancel` })
  expect(await unsettledDays()).toEqual([])
})

test('days settled in another zone count by their instants', async () => {
  // The evening of 31 January in UTC is the morning of 1 February in Tokyo.
  await pay(api.db, '2025-01-31T10:00:00Z')
  await pay(api.db, '2025-01-31T20:00:00Z')
  await settleByHand(api.db, { from: '2025-01-31', timezone: 'Asia/Tokyo' })
  expect(await unsettledDays()).toEqual(['2025-01-31'])
  await settleByHand(api.db, { from: '2025-02-01', timezone: 'Asia/Tokyo' })
  expect(await unsettledDays()).toEqual([])
})

test('force closes days as they are, and the journal names those that are not settled', async () => {
  await pay(api.db, '2025-01-03T12:00:00Z')
  await pay(api.db, '2025-01-31T12:00:00Z')
  await settleByHand(api.db, { from: '2025-01-31' })
  const forced = await close({ through: '2025-01-31', force: true })
  expect(forced.statusCode).toBe(201)
  expect(forced.json()).toMatchObject({ through: '2025-01-31', unsettled_days: ['2025-01-03'] })
})

test('only what is newly closed is compared', async () => {
  await pay(api.db, '2025-01-03T12:00:00Z')
  await close({ through: '2025-01-31', force: true })
  await pay(api.db, '2025-02-03T12:00:00Z')
  const refused = await close({ through: '2025-02-28' })
  expect(refused.json().unsettled_days).toEqual(['2025-02-03'])
})

test('of 250 unsettled days the refusal names the first 100, and the journal all', async () => {
  await sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at)
    select 'm', 100, 3, 'PAID', timestamptz '2024-03-01T12:00Z' + n * interval '1 day'
    from generate_series(0, 249) as n, generate_series(1, 3)`.execute(api.db)
  const days = await unsettledDays()
  expect([days.length, days[0], days.at(-1)]).toEqual([100, '2024-03-01', '2024-06-08'])
  const forced = await close({ through: '2025-01-31', force: true })
  expect(forced.json().unsettled_days).toHaveLength(250)
})
