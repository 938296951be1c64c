import { type Kysely, sql } from 'kysely'

/** How many transactions a job will sum, estimated when it starts. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  // Null until the job starts, and for jobs that a worker of the version before has started.
  `ALTER TABLE jobs ADD estimated_rows bigint`,
  // Validated after the commit, when writers no longer wait.
  `ALTER TABLE jobs ADD CONSTRAINT jobs_estimated_rows_check CHECK (estimated_rows >= 0) NOT VALID`,
  // About how many PAID transactions lie in [since, until), in a time that does not grow with the table. With
  // statistics it is the planner's estimate, but the planner spreads rows that came after the last ANALYZE over the
  // times that it has seen. They are usually newer, so they are spread over the times that it has not seen.
  // Without statistics the rows of 16 pages tell how full the table is, and all are spread over its times evenly.
  // VOLATILE, since other functions may not use EXPLAIN.
  `CREATE FUNCTION estimate_paid(since timestamptz, until timestamptz) RETURNS bigint
    LANGUAGE plpgsql VOLATILE STRICT AS $$
  DECLARE
    pages float8 := pg_relation_size('transactions') / current_setting('block_size')::float8;
    sampled_pages integer := least(pages, 16);
    sampled_rows bigint := 0;
    page bigint;
    paid CONSTANT text := 'EXPLAIN (FORMAT JSON) SELECT FROM transactions WHERE status = ''PAID''';
    plan json;
    lowest timestamptz;
    highest timestamptz;
    known_from timestamptz;
    known_to timestamptz;
    analyzed float8;
    unseen interval;
    unseen_in_range interval;
    estimate float8;
  BEGIN
    -- The ends of an index.
    SELECT min(paid_at), max(paid_at) + interval '1 microsecond' INTO lowest, highest
    FROM transactions WHERE status = 'PAID';
    IF lowest IS NULL OR until <= lowest OR since >= highest THEN RETURN 0; END IF;
    since := greatest(since, lowest);
    until := least(until, highest);

    SELECT min(at), max(at) INTO known_from, known_to FROM pg_stats, unnest(
      most_common_vals::text::timestamptz[] || histogram_bounds::text::timestamptz[]) AS at
    WHERE schemaname = 'public' AND tablename = 'transactions' AND attname = 'paid_at';
    SELECT least(1, relpages / pages) INTO analyzed FROM pg_class WHERE oid = 'transactions'::regclass;

    IF known_from IS NULL OR analyzed = 0 THEN
      FOR n IN 0 .. sampled_pages - 1 LOOP
        page := floor(n * pages / sampled_pages);
        SELECT sampled_rows + count(*) FILTER (WHERE status = 'PAID') INTO sampled_rows FROM transactions
        WHERE ctid >= format('(%s,0)', page)::tid AND ctid < format('(%s,0)', page + 1)::tid;
      END LOOP;
      RETURN ceil(sampled_rows * pages / sampled_pages
        * (extract(epoch FROM until - since) / extract(epoch FROM highest - lowest)));
    END IF;

    EXECUTE paid || format(' AND paid_at >= %L AND paid_at < %L', since, until) INTO plan;
    estimate := (plan->0->'Plan'->>'Plan Rows')::float8;
    unseen := greatest(known_from - lowest, interval '0') + greatest(highest - known_to, interval '0');
    IF analyzed < 1 AND unseen > interval '0' THEN
      unseen_in_range := greatest(least(until, known_from) - since, interval '0')
        + greatest(until - greatest(since, known_to), interval '0');
      EXECUTE paid INTO plan;
      estimate := estimate * analyzed + (plan->0->'Plan'->>'Plan Rows')::float8 * (1 - analyzed)
        * (extract(epoch FROM unseen_in_range) / extract(epoch FROM unseen));
    END IF;
    RETURN ceil(estimate);
  END $$`,
]
