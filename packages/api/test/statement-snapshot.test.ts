import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApp, type TestApp } from './start-app.ts'
import { insertDays, insertJob } from './statement-jobs.ts'

const january = Array.from(
  { length: 31 },
  (_, day) => `2025-01-${String(day + 1).padStart(2, '0')}`,
)

let api: TestApp
beforeAll(async () => {
  api = await startApp()
  const job = await insertJob(api.db, { from: '2025-01-01', to: '2025-01-31' })
  await insertDays(
    api.db,
    job,
    january.map((date) => ({ merchant: 'anna', date, gross: 1 })),
  )
})
afterAll(() => api.stop())

test('200 statements while the days are settled again and again: rows always sum up to totals', async () => {
  let isReading = true
  const settle = async () => {
    for (let gross = 2; isReading; gross += 1)
      await sql`update settlements set gross_cents = ${gross}, net_cents = ${gross}`.execute(api.db)
  }
  const settling = settle()
  const query = { from: '2025-01-01', to: '2025-01-31', group: 'week' }
  const seen = new Set<number>()
  for (let n = 0; n < 200; n += 1) {
    const statement = (await api.app.inject({ url: '/merchants/anna/statement', query })).json()
    const sum = statement.rows.reduce(
      (all: number, { gross_cents }: { gross_cents: number }) => all + gross_cents,
      0,
    )
    expect(sum).toBe(statement.totals.gross_cents)
    seen.add(sum)
  }
  isReading = false
  await settling
  expect(seen.size).toBeGreaterThan(20)
})
