import { type Kysely, sql } from 'kysely'

/** Local days that are exact to the second in every zone and year. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  // The local days between two instants, each with the instants that it lasts. A day comes several times where a
  // clock is changed in it, or turned back over midnight. Between two changes of a clock the offset from UTC is
  // constant, and midnights follow from it. Changes are found by comparing offsets every six hours, since no zone
  // has had two changes closer than that, and halving down to the second: before 1972 some offsets had seconds.
  // Timestamps without time zone are added to, as days of the session's own zone need not have 24 hours.
  `CREATE OR REPLACE FUNCTION local_days(since timestamptz, until timestamptz, zone text)
    RETURNS TABLE (day date, starts_at timestamptz, ends_at timestamptz)
    LANGUAGE sql STABLE STRICT PARALLEL SAFE ROWS 2 AS $$
    WITH RECURSIVE samples AS (
      SELECT t, (t AT TIME ZONE zone) - (t AT TIME ZONE 'UTC') AS utc_offset
      FROM generate_series(date_trunc('second', since), until + interval '6 hours', interval '6 hours') AS t
    ),
    changes AS (
      SELECT before, after, utc_offset FROM (
        SELECT t AS before, lead(t) OVER (ORDER BY t) AS after, utc_offset,
          lead(utc_offset) OVER (ORDER BY t) AS next_offset FROM samples) AS pairs
      WHERE utc_offset <> next_offset
      UNION ALL
      SELECT CASE WHEN same THEN middle ELSE before END, CASE WHEN same THEN after ELSE middle END, utc_offset
      FROM changes,
        LATERAL (SELECT before + date_trunc('second', (after - before) / 2) AS middle) AS halved,
        LATERAL (SELECT (middle AT TIME ZONE zone) - (middle AT TIME ZONE 'UTC') = utc_offset AS same) AS compared
      WHERE after - before > interval '1 second'
    ),
    steady AS (
      SELECT t, t AT TIME ZONE zone AS starts,
        (t AT TIME ZONE zone) - (t AT TIME ZONE 'UTC') AS utc_offset,
        (coalesce(lead(t) OVER (ORDER BY t), until) AT TIME ZONE 'UTC')
          + ((t AT TIME ZONE zone) - (t AT TIME ZONE 'UTC')) AS ends
      FROM (SELECT since AS t UNION SELECT after FROM changes
        WHERE after - before = interval '1 second' AND after > since AND after < until) AS starts
    ),
    day_starts AS (
      SELECT t FROM steady
      UNION SELECT (midnight - utc_offset) AT TIME ZONE 'UTC'
      FROM steady, generate_series(date_trunc('day', starts) + interval '1 day', ends, interval '1 day') AS midnight
      WHERE midnight < ends
    )
    SELECT (t AT TIME ZONE zone)::date, t, coalesce(lead(t) OVER (ORDER BY t), until)
    FROM day_starts WHERE since < until
  $$`,
  // The first instant whose local day is this one or a later one, and the one after the last whose local day is
  // this one or an earlier one. No zone is 16 hours from UTC.
  `CREATE OR REPLACE FUNCTION day_range_start(day date, zone text) RETURNS timestamptz LANGUAGE sql STABLE STRICT AS $$
    SELECT min(starts_at) FROM local_days(
      (day::timestamp - interval '16 hours') AT TIME ZONE 'UTC',
      (day::timestamp + interval '16 hours') AT TIME ZONE 'UTC', zone) AS local
    WHERE local.day >= $1
  $$`,
  `CREATE OR REPLACE FUNCTION day_range_end(day date, zone text) RETURNS timestamptz LANGUAGE sql STABLE STRICT AS $$
    SELECT max(ends_at) FROM local_days(
      (day::timestamp + interval '8 hours') AT TIME ZONE 'UTC',
      (day::timestamp + interval '40 hours') AT TIME ZONE 'UTC', zone) AS local
    WHERE local.day <= $1
  $$`,
]
