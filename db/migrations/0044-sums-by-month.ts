import { type Kysely, sql } from 'kysely'

/**
 * Sums and estimates that read only the partitions of their range, once transactions have partitions by `paid_at`. They
 * read a table without partitions as well.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

/**
 * One statement, and so one snapshot, finds the sums and where they end: with two, a row that arrives between them would
 * move the end, and a row be in two batches. Comparisons of rows are for the index, those of `paid_at` for the choice of
 * partitions.
 *
 * @param apart whether each transaction is a sum of its own
 */
const findSums = ({
  apart,
}: {
  apart: boolean
}) => `SELECT pg_current_snapshot() AS snapshot, * INTO found_sums
FROM (
  SELECT coalesce(sum(n), 0)::integer AS n, array_agg(merchant_id) AS merchants, array_agg(n) AS counts,
    array_agg(gross) AS gross, array_agg(fee) AS fees,
    array_agg(refunds) AS refunds, array_agg(refunded) AS refunded, bool_or(refunds > 0) AS refunds_found
  FROM (
    SELECT merchant_id, count(*) AS n, bigint_sum(amount_cents) AS gross, bigint_sum(fee_cents) AS fee,
      count(*) FILTER (WHERE kind = 'REFUND') AS refunds,
      coalesce(-bigint_sum(amount_cents) FILTER (WHERE kind = 'REFUND'), 0) AS refunded
    FROM (
      SELECT ${apart ? 'id, ' : ''}merchant_id, amount_cents, fee_cents, kind FROM transactions
      WHERE status = 'PAID' AND (paid_at, id) >= (piece.lower_paid_at, piece.lower_id)
        AND (paid_at, id) < (piece.upper_paid_at, piece.upper_id)
        AND paid_at >= piece.lower_paid_at AND paid_at <= piece.upper_paid_at
      ORDER BY paid_at, id LIMIT part.max_rows - counted
    ) AS paid GROUP BY ${apart ? 'id, merchant_id' : 'merchant_id'}
  ) AS of_merchant
) AS sums
LEFT JOIN LATERAL (
  SELECT paid_at AS rest_paid_at, id AS rest_id FROM transactions
  WHERE n = part.max_rows - counted
    AND status = 'PAID' AND (paid_at, id) >= (piece.lower_paid_at, piece.lower_id)
    AND (paid_at, id) < (part.upper_paid_at, part.upper_id)
    AND paid_at >= piece.lower_paid_at AND paid_at <= part.upper_paid_at
  ORDER BY paid_at, id OFFSET part.max_rows - counted LIMIT 1
) AS rest ON true;`

const statements = [
  // As before, but for the comparisons of paid_at in findSums.
  `CREATE OR REPLACE FUNCTION sum_next_batch(max_rows integer, only_job uuid, only_batch integer)
    RETURNS TABLE (job_id uuid, batch_no integer, row_count integer)
    LANGUAGE plpgsql
    -- The best plan is the same for every batch, and statistics may be missing.
    SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_bitmapscan = off SET jit = off
    AS $$
  #variable_conflict use_column
  DECLARE
    before_all_ids CONSTANT bigint := -9223372036854775808;
    part record;
    piece record;
    found_sums record;
    rest_paid_at timestamptz;
    rest_id bigint;
    counted integer := 0;
    merchants text[] := '{}';
    days date[] := '{}';
    counts bigint[] := '{}';
    gross bigint[] := '{}';
    fees bigint[] := '{}';
    refunds bigint[] := '{}';
    refunded bigint[] := '{}';
    refunds_found boolean := false;
    taken pg_snapshot[] := '{}';
    taken_from timestamptz[] := '{}';
  BEGIN
    SELECT b.job_id, b.batch_no, coalesce(b.turn, b.batch_no) AS turn, b.done,
      b.lower_paid_at, b.lower_id, b.upper_paid_at, b.upper_id, b.row_count,
      j.timezone, j.from_date, j.to_date, j.started_at,
      -- A planner of the version before continues after the highest number, so its parts are not divided.
      -- Nor is a batch of an earlier attempt that had larger ones: progress would go back.
      CASE WHEN NOT j.planned THEN 2147483647 WHEN b.done THEN greatest(max_rows, b.row_count) ELSE max_rows END AS max_rows,
      pg_snapshot_xmin(pg_current_snapshot()) AS snapshot_xmin
    INTO part
    FROM settlement_batches AS b JOIN jobs AS j ON j.id = b.job_id
    WHERE b.open AND j.status = 'RUNNING' AND NOT (b.done AND j.checking)
      AND (only_job IS NULL OR b.job_id = only_job AND b.batch_no = only_batch)
    ORDER BY coalesce(b.turn, b.batch_no), b.job_id LIMIT 1
    FOR UPDATE OF b SKIP LOCKED;
    IF NOT FOUND THEN RETURN; END IF;

    -- Day by day, since computing the local day of every row takes longer than summing it.
    FOR piece IN
      SELECT day, greatest(starts_at, part.lower_paid_at) AS lower_paid_at,
        CASE WHEN starts_at > part.lower_paid_at THEN before_all_ids ELSE part.lower_id END AS lower_id,
        least(ends_at, part.upper_paid_at) AS upper_paid_at,
        CASE WHEN ends_at > part.upper_paid_at THEN part.upper_id ELSE before_all_ids END AS upper_id
      -- Rows of the last instant whose id is below the upper one belong to the part too.
      FROM local_days(part.lower_paid_at, part.upper_paid_at + interval '1 microsecond', part.timezone)
      WHERE day BETWEEN part.from_date AND part.to_date
      ORDER BY starts_at
    LOOP
      BEGIN
        ${findSums({ apart: false })}
      EXCEPTION WHEN numeric_value_out_of_range THEN
        -- A sum of these rows is too large. That of the day may not be, once the other batches are added.
        ${findSums({ apart: true })}
      END;
      -- Most pieces of a batch share a snapshot. A piece without transactions has one too: some may come later.
      IF found_sums.snapshot::text IS DISTINCT FROM taken[cardinality(taken)]::text THEN
        taken := taken || found_sums.snapshot;
        taken_from := taken_from || piece.lower_paid_at;
      END IF;
      CONTINUE WHEN found_sums.n = 0;
      merchants := merchants || found_sums.merchants;
      days := days || array_fill(piece.day, ARRAY[cardinality(found_sums.merchants)]);
      counts := counts || found_sums.counts;
      gross := gross || found_sums.gross;
      fees := fees || found_sums.fees;
      refunds := refunds || found_sums.refunds;
      refunded := refunded || found_sums.refunded;
      refunds_found := refunds_found OR found_sums.refunds_found;
      counted := counted + found_sums.n;
      rest_paid_at := found_sums.rest_paid_at;
      rest_id := found_sums.rest_id;
      EXIT WHEN counted = part.max_rows;
    END LOOP;

    -- The job is locked last and checked under the lock, so a cancel waits only briefly and no sum commits after it.
    -- Nor does one of transactions as they were before a retry: that is another started_at.
    WITH running AS (
      SELECT FROM jobs AS j
      WHERE j.id = part.job_id AND j.status = 'RUNNING' AND j.started_at IS NOT DISTINCT FROM part.started_at
      FOR SHARE OF j
    )
    UPDATE settlement_batches AS b
    SET done = true, open = false, snapshot_xmin = part.snapshot_xmin, cluster_mark = cluster_mark(),
      upper_paid_at = coalesce(rest_paid_at, b.upper_paid_at), upper_id = coalesce(rest_id, b.upper_id),
      -- Progress never goes back, not even where rows of an earlier attempt have vanished.
      row_count = CASE WHEN part.done THEN greatest(counted, part.row_count) ELSE counted END,
      merchant_ids = merchants, dates = days, txn_counts = counts, gross_cents = gross, fee_cents = fees,
      snapshots = taken, snapshots_from = taken_from,
      refund_counts = CASE WHEN refunds_found THEN refunds END, refund_cents = CASE WHEN refunds_found THEN refunded END
    FROM running
    WHERE b.job_id = part.job_id AND b.batch_no = part.batch_no;
    IF NOT FOUND THEN RETURN; END IF;

    IF rest_id IS NOT NULL THEN
      INSERT INTO settlement_batches
        (job_id, turn, lower_paid_at, lower_id, upper_paid_at, upper_id, row_count)
      SELECT part.job_id, part.turn + others + part_no, lower_paid_at, lower_id, upper_paid_at, upper_id, 0
      FROM (SELECT count(*) AS others FROM settlement_batches AS b WHERE b.job_id = part.job_id AND b.open) AS open_parts,
        divide_rest(part.lower_paid_at, part.lower_id, rest_paid_at, rest_id, part.upper_paid_at, part.upper_id,
          -- Enough parts for the lanes of all workers.
          others < 64);
    END IF;
    RETURN QUERY SELECT part.job_id, part.batch_no, counted;
  END $$`,
  // As before, but for the comparisons of paid_at.
  `CREATE OR REPLACE FUNCTION divide_rest(
      batch_paid_at timestamptz, batch_id bigint, rest_paid_at timestamptz, rest_id bigint,
      end_paid_at timestamptz, end_id bigint, in_several boolean)
    RETURNS TABLE (part_no integer, lower_paid_at timestamptz, lower_id bigint, upper_paid_at timestamptz, upper_id bigint)
    LANGUAGE plpgsql
    SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_bitmapscan = off SET jit = off
    AS $$
  #variable_conflict use_column
  DECLARE
    before_all_ids CONSTANT bigint := -9223372036854775808;
    first_row record;
    last_row record;
    last_id bigint;
    seconds float8;
    ids numeric;
    cuts_paid_at timestamptz[] := ARRAY[rest_paid_at];
    cuts_id bigint[] := ARRAY[rest_id];
  BEGIN
    IF in_several THEN
      SELECT paid_at, id INTO first_row FROM transactions
      WHERE status = 'PAID' AND (paid_at, id) >= (batch_paid_at, batch_id)
        AND paid_at >= batch_paid_at AND paid_at <= end_paid_at
      ORDER BY paid_at, id LIMIT 1;
      SELECT paid_at, id INTO last_row FROM transactions
      WHERE status = 'PAID' AND (paid_at, id) < (end_paid_at, end_id)
        AND paid_at >= batch_paid_at AND paid_at <= end_paid_at
      ORDER BY paid_at DESC, id DESC LIMIT 1;
      IF first_row.paid_at < rest_paid_at THEN
        seconds := extract(epoch FROM rest_paid_at - first_row.paid_at) * 4;
        WHILE seconds < extract(epoch FROM last_row.paid_at - rest_paid_at) LOOP
          cuts_paid_at := cuts_paid_at || rest_paid_at + make_interval(secs => seconds);
          cuts_id := cuts_id || before_all_ids;
          seconds := seconds * 4;
        END LOOP;
      ELSE
        SELECT id INTO last_id FROM transactions
        WHERE status = 'PAID' AND paid_at = rest_paid_at AND (paid_at, id) < (end_paid_at, end_id)
        ORDER BY paid_at DESC, id DESC LIMIT 1;
        -- At least 1, should the rows of the batch have vanished meanwhile.
        ids := greatest(rest_id::numeric - first_row.id, 1) * 4;
        WHILE rest_id + ids < last_id LOOP
          cuts_paid_at := cuts_paid_at || rest_paid_at;
          cuts_id := cuts_id || (rest_id + ids)::bigint;
          ids := ids * 4;
        END LOOP;
        IF last_row.paid_at > rest_paid_at THEN
          cuts_paid_at := cuts_paid_at || rest_paid_at + interval '1 microsecond';
          cuts_id := cuts_id || before_all_ids;
        END IF;
      END IF;
    END IF;
    RETURN QUERY
      SELECT i::integer, at, id, coalesce(lead(at) OVER (ORDER BY i), end_paid_at), coalesce(lead(id) OVER (ORDER BY i), end_id)
      FROM unnest(cuts_paid_at, cuts_id) WITH ORDINALITY AS cuts (at, id, i);
  END $$`,
  // As estimate_paid was: of one partition, which has its own pages and statistics.
  `CREATE FUNCTION estimate_paid_in(part regclass, since timestamptz, until timestamptz) RETURNS bigint
    LANGUAGE plpgsql VOLATILE STRICT AS $$
  DECLARE
    pages float8 := pg_relation_size(part) / current_setting('block_size')::float8;
    sampled_pages integer := least(pages, 16);
    sampled_rows bigint := 0;
    page bigint;
    paid CONSTANT text := format('FROM %s WHERE status = ''PAID''', part);
    explained CONSTANT text := 'EXPLAIN (FORMAT JSON) SELECT ' || paid;
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
    EXECUTE 'SELECT min(paid_at), max(paid_at) + interval ''1 microsecond'' ' || paid INTO lowest, highest;
    IF lowest IS NULL OR until <= lowest OR since >= highest THEN RETURN 0; END IF;
    since := greatest(since, lowest);
    until := least(until, highest);

    SELECT min(at), max(at) INTO known_from, known_to FROM pg_stats, unnest(
      most_common_vals::text::timestamptz[] || histogram_bounds::text::timestamptz[]) AS at
    WHERE schemaname = 'public' AND tablename = (SELECT relname FROM pg_class WHERE oid = part) AND attname = 'paid_at';
    SELECT least(1, relpages / pages) INTO analyzed FROM pg_class WHERE oid = part;

    IF known_from IS NULL OR analyzed = 0 THEN
      FOR n IN 0 .. sampled_pages - 1 LOOP
        page := floor(n * pages / sampled_pages);
        EXECUTE format('SELECT $1 + count(*) %s AND ctid >= ''(%s,0)'' AND ctid < ''(%s,0)''', paid, page, page + 1)
        INTO sampled_rows USING sampled_rows;
      END LOOP;
      RETURN ceil(sampled_rows * pages / sampled_pages
        * (extract(epoch FROM until - since) / extract(epoch FROM highest - lowest)));
    END IF;

    EXECUTE explained || format(' AND paid_at >= %L AND paid_at < %L', since, until) INTO plan;
    estimate := (plan->0->'Plan'->>'Plan Rows')::float8;
    unseen := greatest(known_from - lowest, interval '0') + greatest(highest - known_to, interval '0');
    IF analyzed < 1 AND unseen > interval '0' THEN
      unseen_in_range := greatest(least(until, known_from) - since, interval '0')
        + greatest(until - greatest(since, known_to), interval '0');
      EXECUTE explained INTO plan;
      estimate := estimate * analyzed + (plan->0->'Plan'->>'Plan Rows')::float8 * (1 - analyzed)
        * (extract(epoch FROM unseen_in_range) / extract(epoch FROM unseen));
    END IF;
    RETURN ceil(estimate);
  END $$`,
  // About how many PAID transactions lie in [since, until), in a time that grows with the partitions and not with the rows.
  `CREATE OR REPLACE FUNCTION estimate_paid(since timestamptz, until timestamptz) RETURNS bigint
    LANGUAGE sql VOLATILE STRICT AS $$
    SELECT coalesce(sum(estimate_paid_in(relid, since, until)), 0)::bigint
    FROM pg_partition_tree('transactions') WHERE isleaf AND pg_relation_size(relid) > 0
  $$`,
]
