import { createTestDatabase, type TestDatabase } from '@order-settlement/testing/test-database.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
  await findClockChanges()
})
afterAll(() => database.drop())

/** Fills `clock_changes`: changes of every zone before 1925, when offsets had seconds, and of some zones until 2030. */
async function findClockChanges() {
  const offset = (instant: string) =>
    sql.raw(`((${instant} at time zone zone) - (${instant} at time zone 'UTC'))`)
  await sql`
    create table clock_changes as
    with recursive samples as (
      select zone, month as t, ${offset('month')} as utc_offset
      from (select name as zone, case
          when name ~ '^Pacific/|/(Monrovia|Amsterdam|Davis|Macquarie|St_Johns|Gaza)$' then '2030-01-01Z'
          else '1925-01-01Z' end::timestamptz as until
        from pg_timezone_names where name ~ '^(UTC|[A-Z][A-Za-z_]+/[A-Za-z0-9_+/-]+)$') as zones,
        generate_series(timestamptz '1850-01-01Z', until, interval '30 days') as month
    ),
    changes as (
      select * from (select zone, t as before, lead(t) over w as after, utc_offset,
        lead(utc_offset) over w as next_offset from samples window w as (partition by zone order by t)) as pairs
      where utc_offset <> next_offset
      union all
      select zone, case when same then middle else before end, case when same then after else middle end,
        utc_offset, next_offset
      from changes,
        lateral (select before + date_trunc('second', (after - before) / 2) as middle) as halved,
        lateral (select ${offset('middle')} = utc_offset as same) as compared
      where after - before > interval '1 second'
    )
    select distinct on (after, utc_offset, next_offset) zone, after as t, utc_offset, next_offset
    from changes where after - before <= interval '1 second'`.execute(database.db)
}

test('each instant near a clock change is in exactly one range of local_days, that of its local day', async () => {
  const { rows } = await sql`
    with ranges as materialized (
      select *, t - interval '50 hours' as since, t + interval '50 hours' as until from clock_changes
    ),
    instants as (
      select zone, t, instant from ranges, lateral (
        select since + n * interval '37 minutes' as instant from generate_series(0, 160) as n
        union select change + distance
        from unnest(array['-1 second', '-1 microsecond', '0', '1 second']::interval[]) as distance, (
          select t as change
          union select (date_trunc('day', t at time zone 'UTC') + n * interval '1 day' - o) at time zone 'UTC'
          from generate_series(-1, 2) as n, unnest(array[utc_offset, next_offset]) as o) as changes
      ) as near
      where instant >= since and instant < until
    ),
    days as materialized (
      select zone, t, local.* from ranges, local_days(since, until, zone) as local
    )
    select i.zone, i.instant, count(day) as stretches, min(day) as day
    from instants as i left join days as d
      on d.zone = i.zone and d.t = i.t and i.instant >= starts_at and i.instant < ends_at
    group by i.zone, i.t, i.instant
    having count(day) <> 1 or min(day) <> (i.instant at time zone i.zone)::date limit 10`.execute(
    database.db,
  )
  expect(rows).toEqual([])
})

test('the range of each day near a clock change starts and ends with the day', async () => {
  const { rows } = await sql`
    with days as (
      select distinct zone, (t at time zone zone)::date + n as day from clock_changes, generate_series(-1, 1) as n
    ),
    ranges as materialized (
      select *, day_range_start(day, zone) as first, day_range_end(day, zone) as past from days
    )
    select zone, day, first, past from ranges, lateral (select interval '1 microsecond' as instant) as least
    where (first at time zone zone)::date < day or ((first - instant) at time zone zone)::date >= day
      or (past at time zone zone)::date <= day or ((past - instant) at time zone zone)::date > day limit 10`.execute(
    database.db,
  )
  expect(rows).toEqual([])
})

test('clock changes are found in every decade, with offsets of seconds among them', async () => {
  const { rows } = await sql<{ changes: number; seconds: number; decades: number }>`
    select count(*)::int as changes, count(distinct date_trunc('decade', t at time zone 'UTC'))::int as decades,
      count(*) filter (where extract(second from utc_offset) <> 0)::int as seconds
    from clock_changes`.execute(database.db)
  expect(rows[0]?.decades).toBeGreaterThanOrEqual(17)
  expect(rows[0]?.seconds).toBeGreaterThan(200)
})
