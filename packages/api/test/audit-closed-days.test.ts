import { audit } from '@order-settlement/db/audit.ts'
import { emptyDatabase } from '@order-settlement/testing/empty-database.ts'
import { createTestDatabase, type TestDatabase } from '@order-settlement/testing/test-database.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { closePeriod } from '../src/periods/close-period.ts'
import { reopenPeriod } from '../src/periods/reopen-period.ts'
import { pay, settleByHand } from './settle-by-hand.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
beforeEach(async () => {
  const { db } = database
  await emptyDatabase(db)
  await pay(db, '2025-01-05T12:00:00Z')
  await pay(db, '2025-01-09T12:00:00Z')
  await pay(db, '2025-01-09T20:00:00Z', 'n')
})
afterAll(() => database.drop())

function close(through: string, timezone = 'UTC', force = false) {
  return closePeriod(database.db, { through, timezone, force, createdBy: null })
}

async function changedDays() {
  return (await audit(database.db)).closed_days
}

/** What is wrong of a day that had two transactions of 100 cents. */
const ninth = {
  date: '2025-01-09',
  timezone: 'UTC',
  closed_count: '2',
  closed_gross_cents: '200',
  closed_fee_cents: '6',
}

test.each([
  [
    'a row loaded by SQL',
    "insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at) values ('m', 5, 1, 'PAID', '2025-01-09T23:59:59.999999Z')",
    { count: '3', gross_cents: '205', fee_cents: '7' },
  ],
  [
    'an amount changed by hand',
    "update transactions set amount_cents = 90 where merchant_id = 'n'",
    { count: '2', gross_cents: '190', fee_cents: '6' },
  ],
  [
    'a fee changed by hand',
    "update transactions set fee_cents = 4 where merchant_id = 'n'",
    { count: '2', gross_cents: '200', fee_cents: '7' },
  ],
  [
    'a deleted row',
    "delete from transactions where merchant_id = 'n'",
    { count: '1', gross_cents: '100', fee_cents: '3' },
  ],
  [
    'a row that is not PAID any more',
    "update transactions set status = 'FAILED' where merchant_id = 'n'",
    { count: '1', gross_cents: '100', fee_cents: '3' },
  ],
  [
    'a row moved to a later day',
    "update transactions set paid_at = '2025-03-01Z' where merchant_id = 'n'",
    { count: '1', gross_cents: '100', fee_cents: '3' },
  ],
])('%s in a closed day is found', async (_, defect, now) => {
  await settleByHand(database.db, { from: '2025-01-01', to: '2025-01-31' })
  await close('2025-01-31')
  expect(await changedDays()).toEqual([])
  await sql.raw(defect).execute(database.db)
  expect(await changedDays()).toEqual([{ ...ninth, ...now }])
})

test('a row loaded into a closed day without transactions is found, also far before the first', async () => {
  await close('2025-01-31', 'UTC', true)
  await pay(database.db, '2025-01-10T12:00:00Z')
  await pay(database.db, '1999-12-31T23:00:00Z')
  const none = {
    timezone: 'UTC',
    closed_count: '0',
    closed_gross_cents: '0',
    closed_fee_cents: '0',
  }
  const one = { count: '1', gross_cents: '100', fee_cents: '3' }
  expect(await changedDays()).toEqual([
    { date: '1999-12-31', ...none, ...one },
    { date: '2025-01-10', ...none, ...one },
  ])
})

test('days after one whose last hour was repeated over midnight are watched too', async () => {
  const { db } = database
  // Clocks went from 00:01 of 7 November back to 23:01: the second time is 23:30 of the 6th.
  for (const time of ['2010-11-06T12:00:00Z', '2010-11-07T03:00:00Z']) await pay(db, time)
  await close('2025-01-31', 'America/St_Johns', true)
  expect(await changedDays()).toEqual([])
  await pay(db, '2025-01-09T13:00:00Z')
  expect(await changedDays()).toMatchObject([
    { ...ninth, timezone: 'America/St_Johns', count: '3' },
  ])
})

test('an adjustment, a sale and a refund of later days raise no alarm, nor do days closed by force', async () => {
  const { db } = database
  await close('2025-01-31', 'UTC', true)
  await sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at, kind) values
    ('m', -100, 0, 'PAID', now(), 'ADJUSTMENT'), ('m', 100, 0, 'PAID', '2025-02-01Z', 'SALE'),
    ('m', -100, 0, 'PAID', '2025-02-01Z', 'REFUND'), ('m', 1, 0, 'PENDING', '2025-01-09Z', 'SALE')`.execute(
    db,
  )
  expect(await changedDays()).toEqual([])
})

test('a day that was reopened, changed, settled and closed again raises no alarm', async () => {
  const { db } = database
  await settleByHand(db, { from: '2025-01-01', to: '2025-01-31' })
  await close('2025-01-31')
  await reopenPeriod(db, { through: '2025-01-08', reason: 'a late file', createdBy: null })
  await pay(db, '2025-01-09T13:00:00Z')
  expect(await changedDays()).toEqual([])
  await settleByHand(db, { from: '2025-01-09' })
  await close('2025-01-31')
  expect(await changedDays()).toEqual([])
  await pay(db, '2025-01-09T14:00:00Z')
  expect(await changedDays()).toMatchObject([{ closed_count: '3', count: '4' }])

  await reopenPeriod(db, { through: null, reason: 'all', createdBy: null })
  expect(await changedDays()).toEqual([])
})

test('a day in which periods of two zones meet is watched on both sides', async () => {
  const { db } = database
  // It ends at 15:00 of 9 January in UTC.
  await close('2025-01-09', 'Asia/Tokyo', true)
  await close('2025-01-31', 'UTC', true)
  expect(await changedDays()).toEqual([])
  await pay(db, '2025-01-09T14:00:00Z')
  await pay(db, '2025-01-09T16:00:00Z')
  const changed = [
    { date: '2025-01-09', timezone: 'Asia/Tokyo', closed_count: '1', count: '2' },
    { date: '2025-01-09', timezone: 'UTC', closed_count: '1', count: '2' },
  ]
  expect(await changedDays()).toMatchObject(changed)
  await sql`delete from transactions where paid_at in ('2025-01-09T14:00Z', '2025-01-09T16:00Z')`.execute(
    db,
  )

  // The end of the 8th in UTC cuts the 9th in Tokyo, of which nine hours stay closed.
  await pay(db, '2025-01-08T20:00:00Z')
  expect(await changedDays()).toMatchObject([{ date: '2025-01-09', timezone: 'Asia/Tokyo' }])
  await reopenPeriod(db, { through: '2025-01-08', reason: 'counted anew', createdBy: null })
  expect(await changedDays()).toEqual([])
  await pay(db, '2025-01-09T01:00:00Z')
  expect(await changedDays()).toEqual([])
  await pay(db, '2025-01-08T21:00:00Z')
  expect(await changedDays()).toMatchObject([{ timezone: 'Asia/Tokyo', count: '2' }])
})
