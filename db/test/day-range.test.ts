import { createTestDatabase, type TestDatabase } from '@order-settlement/testing/test-database.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

test.each([
  ['UTC', '2025-01-01', 24],
  ['Europe/Berlin', '2025-03-30', 23],
  ['Europe/Berlin', '2025-10-26', 25],
  // Clocks go from 01:00 back to 00:00: midnight occurs twice.
  ['America/Havana', '2024-11-03', 25],
  ['America/Havana', '2024-03-10', 23],
  // Clocks go from 00:00 to 01:00: there is no midnight.
  ['America/Sao_Paulo', '2018-11-04', 23],
  ['America/Sao_Paulo', '2018-02-17', 25],
  // Clocks go from 00:01 back to 23:01: the last hour of the day before repeats.
  ['America/St_Johns', '2010-11-06', 25],
  ['America/St_Johns', '2010-11-07', 25],
  // An offset of 45 minutes, and clocks that change by half an hour.
  ['Asia/Kathmandu', '2025-01-15', 24],
  ['Australia/Lord_Howe', '2025-04-06', 24.5],
  // The zone skipped the day before.
  ['Pacific/Apia', '2011-12-31', 24],
])('%s %s: every minute of the day is within its range', async (zone, day, hours) => {
  const { rows } = await sql<{ outside: number; inside: number; hours: number }>`
    with bounds as materialized (select day_range_start(${day}, ${zone}) as lower, day_range_end(${day}, ${zone}) as upper)
    select count(*) filter (where local_day = ${day}::date and not within)::int as outside,
      count(*) filter (where local_day <> ${day}::date and within)::int as inside,
      min(extract(epoch from upper - lower) / 3600)::float as hours
    from bounds, generate_series(${day}::timestamp at time zone 'UTC' - interval '2 days',
      ${day}::timestamp at time zone 'UTC' + interval '3 days', interval '1 minute') as t,
      lateral (select (t at time zone ${zone})::date as local_day, t >= lower and t < upper as within) as of_t`.execute(
    database.db,
  )
  expect(rows).toEqual([{ outside: 0, inside: expect.any(Number), hours }])
})
