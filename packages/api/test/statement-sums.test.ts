import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApp, type TestApp } from './start-app.ts'
import { insertDays, insertJob } from './statement-jobs.ts'

let api: TestApp
beforeAll(async () => {
  api = await startApp()
})
afterAll(() => api.stop())

async function read(query: Record<string, string>, merchant: string) {
  const answer = await api.app.inject({ url: `/merchants/${merchant}/statement`, query })
  expect([answer.statusCode, answer.body]).toEqual([200, expect.anything()])
  return answer.json()
}

/** Dates from one on. */
function days(from: string, count: number): string[] {
  return Array.from({ length: count }, (_, day) =>
    new Date(Date.parse(from) + day * 86_400_000).toISOString().slice(0, 10),
  )
}

test('sums beyond 2^53, and beyond 64 bits, are exact strings of digits', async () => {
  const job = await insertJob(api.db, { from: '2023-07-01', to: '2023-07-04' })
  await insertDays(api.db, job, [
    { merchant: 'huge', date: '2023-07-01', gross: 3 },
    { merchant: 'huge', date: '2023-07-03', gross: 2n ** 63n - 1n },
    { merchant: 'huge', date: '2023-07-04', gross: 2n ** 63n - 1n, fee: 1 },
  ])
  const { totals, difference } = await read({ from: '2023-07-03', to: '2023-07-04' }, 'huge')
  expect(totals).toMatchObject({
    gross_cents: '18446744073709551614',
    fee_cents: 1,
    net_cents: '18446744073709551613',
  })
  expect(difference).toMatchObject({
    absolute: { gross_cents: '18446744073709551611' },
    percent: { gross_cents: '614891469123651720366.67', fee_cents: null },
  })
})

test('a percentage just below a half of its last decimal is rounded down, however close it is', async () => {
  const job = await insertJob(api.db, { from: '2023-08-01', to: '2023-09-09' })
  const usual = 8n * 10n ** 18n
  // 0.00499999999999999999997 percent more, and 0.005 percent more.
  await insertDays(api.db, job, [
    ...days('2023-08-01', 20).map((date) => ({ merchant: 'close', date, gross: usual })),
    { merchant: 'close', date: '2023-08-21', gross: usual + usual / 1000n + 1n },
    ...days('2023-08-22', 19).map((date) => ({ merchant: 'close', date, gross: usual })),
  ])
  await sql`update settlements set gross_cents = gross_cents + 1, net_cents = gross_cents + 1 - 20000, fee_cents = 20000
    where merchant_id = 'close' and date = '2023-08-01'`.execute(api.db)
  await sql`update settlements set net_cents = gross_cents - 20001, fee_cents = 20001
    where merchant_id = 'close' and date = '2023-08-21'`.execute(api.db)
  const { difference } = await read({ from: '2023-08-21', to: '2023-09-09' }, 'close')
  expect(difference.absolute.gross_cents).toBe(8_000_000_000_000_000)
  expect(difference.percent).toMatchObject({ gross_cents: '0.00', fee_cents: '0.01' })
})

test('a previous total below zero: the sign says whether the sum has grown', async () => {
  const job = await insertJob(api.db, { from: '2023-07-11', to: '2023-07-12' })
  await insertDays(api.db, job, [
    { merchant: 'minus', date: '2023-07-11', gross: -200, refunded: 200, refunds: 1 },
    { merchant: 'minus', date: '2023-07-12', gross: -199 },
  ])
  const { difference } = await read({ from: '2023-07-12', to: '2023-07-12' }, 'minus')
  expect(difference).toMatchObject({
    absolute: { gross_cents: 1, refund_cents: -200 },
    percent: { gross_cents: '0.50', refund_cents: '-100.00' },
  })
})
