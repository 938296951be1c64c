SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

CREATE SCHEMA pgboss;

CREATE TYPE pgboss.job_state AS ENUM (
    'created',
    'retry',
    'active',
    'completed',
    'cancelled',
    'failed'
);

CREATE FUNCTION pgboss.create_queue(queue_name text, options jsonb) RETURNS void
    LANGUAGE plpgsql
    AS $_$
    DECLARE
      tablename varchar := CASE WHEN options->>'partition' = 'true'
                            THEN 'j' || encode(sha224(queue_name::bytea), 'hex')
                            ELSE 'job_common'
                            END;
      queue_created_on timestamptz;
    BEGIN

      WITH q as (
        INSERT INTO pgboss.queue (
          name,
          policy,
          retry_limit,
          retry_delay,
          retry_backoff,
          retry_delay_max,
          expire_seconds,
          retention_seconds,
          deletion_seconds,
          warning_queued,
          dead_letter,
          partition,
          table_name,
          heartbeat_seconds,
          notify,
          created_on,
          updated_on
        )
        VALUES (
          queue_name,
          options->>'policy',
          COALESCE((options->>'retryLimit')::int, 2),
          COALESCE((options->>'retryDelay')::int, 0),
          COALESCE((options->>'retryBackoff')::bool, false),
          (options->>'retryDelayMax')::int,
          COALESCE((options->>'expireInSeconds')::int, 900),
          COALESCE((options->>'retentionSeconds')::int, 1209600),
          COALESCE((options->>'deleteAfterSeconds')::int, 604800),
          COALESCE((options->>'warningQueueSize')::int, 0),
          options->>'deadLetter',
          COALESCE((options->>'partition')::bool, false),
          tablename,
          (options->>'heartbeatSeconds')::int,
          COALESCE((options->>'notify')::bool, false),
          pgboss.job_now(),
          pgboss.job_now()
        )
        ON CONFLICT DO NOTHING
        RETURNING created_on
      )
      SELECT created_on into queue_created_on from q;

      IF queue_created_on IS NULL OR options->>'partition' IS DISTINCT FROM 'true' THEN
        RETURN;
      END IF;

      EXECUTE format('CREATE TABLE pgboss.%I (LIKE pgboss.job INCLUDING DEFAULTS)', tablename);

      EXECUTE pgboss.job_table_format($cmd$ALTER TABLE pgboss.job ADD PRIMARY KEY (name, id)$cmd$, tablename);
      EXECUTE pgboss.job_table_format($cmd$ALTER TABLE pgboss.job ADD CONSTRAINT q_fkey FOREIGN KEY (name) REFERENCES pgboss.queue (name) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED$cmd$, tablename);
      EXECUTE pgboss.job_table_format($cmd$ALTER TABLE pgboss.job ADD CONSTRAINT dlq_fkey FOREIGN KEY (dead_letter) REFERENCES pgboss.queue (name) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED$cmd$, tablename);

      EXECUTE pgboss.job_table_format($cmd$CREATE INDEX job_i11 ON pgboss.job (name, priority DESC, created_on, start_after) WHERE state < 'active' AND NOT blocked$cmd$, tablename);
      EXECUTE pgboss.job_table_format($cmd$CREATE UNIQUE INDEX job_i4 ON pgboss.job (name, singleton_on, COALESCE(singleton_key, '')) WHERE state <> 'cancelled' AND singleton_on IS NOT NULL$cmd$, tablename);
      EXECUTE pgboss.job_table_format($cmd$CREATE INDEX job_i7 ON pgboss.job (name, group_id) WHERE state = 'active' AND group_id IS NOT NULL$cmd$, tablename);
      EXECUTE pgboss.job_table_format($cmd$CREATE INDEX job_i9 ON pgboss.job (name, id) WHERE blocking AND state = 'completed'$cmd$, tablename);
      EXECUTE pgboss.job_table_format($cmd$CREATE INDEX job_i12 ON pgboss.job (source_root_id) WHERE source_root_id IS NOT NULL$cmd$, tablename);
      EXECUTE pgboss.job_table_format($cmd$CREATE UNIQUE INDEX job_i13 ON pgboss.job (name, singleton_key) WHERE state = 'created' AND upsert_by_key$cmd$, tablename);
      EXECUTE pgboss.job_table_format($cmd$CREATE INDEX job_i14 ON pgboss.job (name, state, blocked, start_after) WHERE state IN ('created', 'retry', 'active', 'failed')$cmd$, tablename);
      EXECUTE pgboss.job_table_format($cmd$CREATE INDEX job_i15 ON pgboss.job (name, created_on)$cmd$, tablename);
      EXECUTE pgboss.job_table_format($cmd$CREATE INDEX job_i16 ON pgboss.job (name, completed_on) WHERE completed_on IS NOT NULL$cmd$, tablename);
      EXECUTE pgboss.job_table_format($cmd$CREATE INDEX job_i17 ON pgboss.job (name, singleton_key, created_on) WHERE state < 'active' AND singleton_key IS NOT NULL$cmd$, tablename);

      IF options->>'policy' = 'short' THEN
        EXECUTE pgboss.job_table_format($cmd$CREATE UNIQUE INDEX job_i1 ON pgboss.job (name, COALESCE(singleton_key, '')) WHERE state = 'created' AND policy = 'short'$cmd$, tablename);
      ELSIF options->>'policy' = 'singleton' THEN
        EXECUTE pgboss.job_table_format($cmd$CREATE UNIQUE INDEX job_i2 ON pgboss.job (name, COALESCE(singleton_key, '')) WHERE state = 'active' AND policy = 'singleton'$cmd$, tablename);
      ELSIF options->>'policy' = 'stately' THEN
        EXECUTE pgboss.job_table_format($cmd$CREATE UNIQUE INDEX job_i3 ON pgboss.job (name, state, COALESCE(singleton_key, '')) WHERE state <= 'active' AND policy = 'stately'$cmd$, tablename);
      ELSIF options->>'policy' = 'exclusive' THEN
        EXECUTE pgboss.job_table_format($cmd$CREATE UNIQUE INDEX job_i6 ON pgboss.job (name, COALESCE(singleton_key, '')) WHERE state <= 'active' AND policy = 'exclusive'$cmd$, tablename);
      ELSIF options->>'policy' = 'key_strict_fifo' THEN
        EXECUTE pgboss.job_table_format($cmd$CREATE UNIQUE INDEX job_i8 ON pgboss.job (name, singleton_key) WHERE state IN ('active', 'retry', 'failed') AND policy = 'key_strict_fifo'$cmd$, tablename);
        EXECUTE pgboss.job_table_format($cmd$CREATE INDEX job_i10 ON pgboss.job (name, singleton_key, state DESC, created_on, id) INCLUDE (start_after) WHERE state < 'active' AND NOT blocked AND policy = 'key_strict_fifo'$cmd$, tablename);
        EXECUTE pgboss.job_table_format($cmd$ALTER TABLE pgboss.job ADD CONSTRAINT job_key_strict_fifo_singleton_key_check CHECK (NOT (policy = 'key_strict_fifo' AND singleton_key IS NULL))$cmd$, tablename);
      END IF;

      EXECUTE format('ALTER TABLE pgboss.%I ADD CONSTRAINT cjc CHECK (name=%L)', tablename, queue_name);
      EXECUTE format('ALTER TABLE pgboss.job ATTACH PARTITION pgboss.%I FOR VALUES IN (%L)', tablename, queue_name);
    END;
    $_$;

CREATE FUNCTION pgboss.delete_queue(queue_name text) RETURNS void
    LANGUAGE plpgsql
    AS $$
    DECLARE
      v_table varchar;
      v_partition bool;
    BEGIN
      
      SELECT table_name, partition
      FROM pgboss.queue
      WHERE name = queue_name
      INTO v_table, v_partition;

      IF v_partition THEN
        EXECUTE format('DROP TABLE IF EXISTS pgboss.%I', v_table);
      ELSE
        EXECUTE format('DELETE FROM pgboss.%I WHERE name = %L', v_table, queue_name);
      END IF;
    
      DELETE FROM pgboss.queue WHERE name = queue_name;
    END;
    $$;

CREATE FUNCTION pgboss.job_now() RETURNS timestamp with time zone
    LANGUAGE sql STABLE
    AS $$
      SELECT pg_catalog.now();
    $$;

CREATE FUNCTION pgboss.job_table_format(command text, table_name text) RETURNS text
    LANGUAGE sql IMMUTABLE
    AS $_$
      SELECT format(
        regexp_replace(
          regexp_replace(command, '\.job\y', '.%1$I', 'g'),
          '\yjob_i(\d+)', '%1$s_i\1', 'g'
        ),
        table_name
      );
    $_$;

CREATE FUNCTION pgboss.job_table_run(command text, tbl_name text DEFAULT NULL::text, queue_name text DEFAULT NULL::text) RETURNS void
    LANGUAGE plpgsql
    AS $$
    DECLARE
      tbl RECORD;
    BEGIN
      IF queue_name IS NOT NULL THEN
        SELECT table_name INTO tbl_name FROM pgboss.queue WHERE name = queue_name;
      END IF;

      IF tbl_name IS NOT NULL THEN
        EXECUTE pgboss.job_table_format(command, tbl_name);
        RETURN;
      END IF;

      EXECUTE pgboss.job_table_format(command, 'job_common');

      FOR tbl IN SELECT table_name FROM pgboss.queue WHERE partition = true
      LOOP
        EXECUTE pgboss.job_table_format(command, tbl.table_name);
      END LOOP;
    END;
    $$;

CREATE FUNCTION pgboss.job_table_run_async(command_name text, version integer, command text, tbl_name text DEFAULT NULL::text, queue_name text DEFAULT NULL::text) RETURNS void
    LANGUAGE plpgsql
    AS $$
    BEGIN
      IF queue_name IS NOT NULL THEN
        SELECT table_name INTO tbl_name FROM pgboss.queue WHERE name = queue_name;
      END IF;

      IF tbl_name IS NOT NULL THEN
        INSERT INTO pgboss.bam (name, version, status, queue, table_name, command)
        VALUES (
          command_name,
          version,
          'pending',
          queue_name,
          tbl_name,
          pgboss.job_table_format(command, tbl_name)
        );
        RETURN;
      END IF;

      INSERT INTO pgboss.bam (name, version, status, queue, table_name, command)
      SELECT
        command_name,
        version,
        'pending',
        NULL,
        'job_common',
        pgboss.job_table_format(command, 'job_common')
      UNION ALL
      SELECT
        command_name,
        version,
        'pending',
        queue.name,
        queue.table_name,
        pgboss.job_table_format(command, queue.table_name)
      FROM pgboss.queue
      WHERE partition = true;
    END;
    $$;

CREATE FUNCTION public.cluster_mark() RETURNS text
    LANGUAGE plpgsql STABLE
    AS $$ BEGIN
    RETURN (SELECT system_identifier FROM pg_control_system()) || '/'
      || left(pg_walfile_name(pg_current_wal_insert_lsn()), 8) || '/' || 'transactions'::regclass::oid;
  EXCEPTION WHEN OTHERS THEN RETURN NULL;
  END $$;

CREATE FUNCTION public.count_supply() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN
    NEW.supplied := NEW.supplied + NEW.stock - CASE WHEN TG_OP = 'UPDATE' THEN OLD.stock ELSE 0 END;
    RETURN NEW;
  END $$;

CREATE FUNCTION public.day_range_end(day date, zone text) RETURNS timestamp with time zone
    LANGUAGE sql STABLE STRICT
    AS $_$
    SELECT max(ends_at) FROM local_days(
      (day::timestamp + interval '8 hours') AT TIME ZONE 'UTC',
      (day::timestamp + interval '40 hours') AT TIME ZONE 'UTC', zone) AS local
    WHERE local.day <= $1
  $_$;

CREATE FUNCTION public.day_range_start(day date, zone text) RETURNS timestamp with time zone
    LANGUAGE sql STABLE STRICT
    AS $_$
    SELECT min(starts_at) FROM local_days(
      (day::timestamp - interval '16 hours') AT TIME ZONE 'UTC',
      (day::timestamp + interval '16 hours') AT TIME ZONE 'UTC', zone) AS local
    WHERE local.day >= $1
  $_$;

CREATE FUNCTION public.local_days(since timestamp with time zone, until timestamp with time zone, zone text) RETURNS TABLE(day date, starts_at timestamp with time zone, ends_at timestamp with time zone)
    LANGUAGE sql STABLE STRICT ROWS 2 PARALLEL SAFE
    AS $$
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
  $$;

CREATE FUNCTION public.notify_batch_done() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN
    PERFORM pg_notify('job_changed', NEW.job_id::text);
    RETURN NULL;
  END $$;

CREATE FUNCTION public.notify_job_changed() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN
    PERFORM pg_notify('job_changed', NEW.id::text);
    RETURN NULL;
  END $$;

CREATE FUNCTION public.number_published_job() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN
    NEW.published_no := (SELECT coalesce(max(published_no), 0) + 1 FROM jobs);
    RETURN NEW;
  END $$;

SET default_tablespace = '';

SET default_table_access_method = heap;

CREATE TABLE pgboss.bam (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    name text NOT NULL,
    version integer NOT NULL,
    status text DEFAULT 'pending'::text NOT NULL,
    queue text,
    table_name text NOT NULL,
    command text NOT NULL,
    error text,
    created_on timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    started_on timestamp with time zone,
    completed_on timestamp with time zone
);

CREATE TABLE pgboss.instance (
    id uuid NOT NULL,
    name text,
    host text NOT NULL,
    pid integer NOT NULL,
    version text NOT NULL,
    node_version text NOT NULL,
    application_name text,
    heartbeat_seconds integer NOT NULL,
    supervise boolean NOT NULL,
    schedule boolean NOT NULL,
    migrate boolean NOT NULL,
    persist_queue_stats boolean NOT NULL,
    persist_warnings boolean NOT NULL,
    pool_max integer,
    pool_total integer,
    pool_idle integer,
    pool_waiting integer,
    workers jsonb DEFAULT '[]'::jsonb NOT NULL,
    metrics jsonb,
    config jsonb DEFAULT '{}'::jsonb NOT NULL,
    crash_restarts integer DEFAULT 0 NOT NULL,
    crash_restarts_since timestamp with time zone,
    started_on timestamp with time zone DEFAULT now() NOT NULL,
    heartbeat_on timestamp with time zone DEFAULT now() NOT NULL,
    stopped_on timestamp with time zone
);

CREATE TABLE pgboss.job (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    name text NOT NULL,
    priority integer DEFAULT 0 NOT NULL,
    data jsonb,
    state pgboss.job_state DEFAULT 'created'::pgboss.job_state NOT NULL,
    retry_limit integer DEFAULT 2 NOT NULL,
    retry_count integer DEFAULT 0 NOT NULL,
    retry_delay integer DEFAULT 0 NOT NULL,
    retry_backoff boolean DEFAULT false NOT NULL,
    retry_delay_max integer,
    expire_seconds integer DEFAULT 900 NOT NULL,
    deletion_seconds integer DEFAULT 604800 NOT NULL,
    singleton_key text,
    singleton_on timestamp without time zone,
    group_id text,
    group_tier text,
    start_after timestamp with time zone DEFAULT now() NOT NULL,
    created_on timestamp with time zone DEFAULT now() NOT NULL,
    started_on timestamp with time zone,
    completed_on timestamp with time zone,
    keep_until timestamp with time zone DEFAULT (now() + '336:00:00'::interval) NOT NULL,
    output jsonb,
    dead_letter text,
    policy text,
    heartbeat_on timestamp with time zone,
    heartbeat_seconds integer,
    blocked boolean DEFAULT false NOT NULL,
    blocking boolean DEFAULT false NOT NULL,
    pending_dependencies integer DEFAULT 0 NOT NULL,
    source_name text,
    source_id uuid,
    source_created_on timestamp with time zone,
    source_retry_count integer,
    source_output jsonb,
    source_root_id uuid,
    trace_context jsonb,
    upsert_by_key boolean
)
PARTITION BY LIST (name);

CREATE TABLE pgboss.job_common (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    name text NOT NULL,
    priority integer DEFAULT 0 NOT NULL,
    data jsonb,
    state pgboss.job_state DEFAULT 'created'::pgboss.job_state NOT NULL,
    retry_limit integer DEFAULT 2 NOT NULL,
    retry_count integer DEFAULT 0 NOT NULL,
    retry_delay integer DEFAULT 0 NOT NULL,
    retry_backoff boolean DEFAULT false NOT NULL,
    retry_delay_max integer,
    expire_seconds integer DEFAULT 900 NOT NULL,
    deletion_seconds integer DEFAULT 604800 NOT NULL,
    singleton_key text,
    singleton_on timestamp without time zone,
    group_id text,
    group_tier text,
    start_after timestamp with time zone DEFAULT now() NOT NULL,
    created_on timestamp with time zone DEFAULT now() NOT NULL,
    started_on timestamp with time zone,
    completed_on timestamp with time zone,
    keep_until timestamp with time zone DEFAULT (now() + '336:00:00'::interval) NOT NULL,
    output jsonb,
    dead_letter text,
    policy text,
    heartbeat_on timestamp with time zone,
    heartbeat_seconds integer,
    blocked boolean DEFAULT false NOT NULL,
    blocking boolean DEFAULT false NOT NULL,
    pending_dependencies integer DEFAULT 0 NOT NULL,
    source_name text,
    source_id uuid,
    source_created_on timestamp with time zone,
    source_retry_count integer,
    source_output jsonb,
    source_root_id uuid,
    trace_context jsonb,
    upsert_by_key boolean,
    CONSTRAINT job_key_strict_fifo_singleton_key_check CHECK ((NOT ((policy = 'key_strict_fifo'::text) AND (singleton_key IS NULL))))
);

CREATE TABLE pgboss.job_dependency (
    child_name text NOT NULL,
    child_id uuid NOT NULL,
    parent_name text NOT NULL,
    parent_id uuid NOT NULL
);

CREATE TABLE pgboss.queue (
    name text NOT NULL,
    policy text NOT NULL,
    retry_limit integer NOT NULL,
    retry_delay integer NOT NULL,
    retry_backoff boolean NOT NULL,
    retry_delay_max integer,
    expire_seconds integer NOT NULL,
    retention_seconds integer NOT NULL,
    deletion_seconds integer NOT NULL,
    dead_letter text,
    partition boolean NOT NULL,
    table_name text NOT NULL,
    deferred_count integer DEFAULT 0 NOT NULL,
    blocked_count integer DEFAULT 0 NOT NULL,
    queued_count integer DEFAULT 0 NOT NULL,
    ready_count integer DEFAULT 0 NOT NULL,
    warning_queued integer DEFAULT 0 NOT NULL,
    active_count integer DEFAULT 0 NOT NULL,
    failed_count integer DEFAULT 0 NOT NULL,
    total_count integer DEFAULT 0 NOT NULL,
    retained_count integer,
    retained_on timestamp with time zone,
    created_delta integer DEFAULT 0 NOT NULL,
    completed_delta integer DEFAULT 0 NOT NULL,
    failed_delta integer DEFAULT 0 NOT NULL,
    delta_on timestamp with time zone,
    delta_seconds integer,
    wait_bins integer[],
    run_bins integer[],
    ready_oldest_seconds integer,
    ready_history integer[] DEFAULT '{}'::integer[] NOT NULL,
    heartbeat_seconds integer,
    notify boolean DEFAULT false NOT NULL,
    singletons_active text[],
    monitor_claim_on timestamp with time zone,
    monitor_on timestamp with time zone,
    maintain_on timestamp with time zone,
    created_on timestamp with time zone DEFAULT now() NOT NULL,
    updated_on timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT queue_check CHECK ((dead_letter IS DISTINCT FROM name))
);

CREATE TABLE pgboss.queue_stats (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    name text NOT NULL,
    deferred_count integer DEFAULT 0 NOT NULL,
    queued_count integer DEFAULT 0 NOT NULL,
    ready_count integer DEFAULT 0 NOT NULL,
    active_count integer DEFAULT 0 NOT NULL,
    failed_count integer DEFAULT 0 NOT NULL,
    total_count integer DEFAULT 0 NOT NULL,
    created_delta integer,
    completed_delta integer,
    failed_delta integer,
    delta_seconds integer,
    delta_on timestamp with time zone,
    wait_bins integer[],
    run_bins integer[],
    ready_oldest_seconds integer,
    captured_on timestamp with time zone DEFAULT now() NOT NULL
)
PARTITION BY RANGE (captured_on);

CREATE TABLE pgboss.queue_stats_20261126 (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    name text NOT NULL,
    deferred_count integer DEFAULT 0 NOT NULL,
    queued_count integer DEFAULT 0 NOT NULL,
    ready_count integer DEFAULT 0 NOT NULL,
    active_count integer DEFAULT 0 NOT NULL,
    failed_count integer DEFAULT 0 NOT NULL,
    total_count integer DEFAULT 0 NOT NULL,
    created_delta integer,
    completed_delta integer,
    failed_delta integer,
    delta_seconds integer,
    delta_on timestamp with time zone,
    wait_bins integer[],
    run_bins integer[],
    ready_oldest_seconds integer,
    captured_on timestamp with time zone DEFAULT now() NOT NULL
);

CREATE TABLE pgboss.queue_stats_20261127 (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    name text NOT NULL,
    deferred_count integer DEFAULT 0 NOT NULL,
    queued_count integer DEFAULT 0 NOT NULL,
    ready_count integer DEFAULT 0 NOT NULL,
    active_count integer DEFAULT 0 NOT NULL,
    failed_count integer DEFAULT 0 NOT NULL,
    total_count integer DEFAULT 0 NOT NULL,
    created_delta integer,
    completed_delta integer,
    failed_delta integer,
    delta_seconds integer,
    delta_on timestamp with time zone,
    wait_bins integer[],
    run_bins integer[],
    ready_oldest_seconds integer,
    captured_on timestamp with time zone DEFAULT now() NOT NULL
);

CREATE TABLE pgboss.schedule (
    name text NOT NULL,
    key text DEFAULT ''::text NOT NULL,
    kind text DEFAULT 'cron'::text NOT NULL,
    cron text NOT NULL,
    timezone text DEFAULT 'UTC'::text,
    data jsonb,
    options jsonb,
    created_on timestamp with time zone DEFAULT now() NOT NULL,
    updated_on timestamp with time zone DEFAULT now() NOT NULL,
    last_job_id uuid,
    CONSTRAINT schedule_kind_check CHECK ((kind = ANY (ARRAY['cron'::text, 'rrule'::text])))
);

CREATE TABLE pgboss.subscription (
    event text NOT NULL,
    name text NOT NULL,
    created_on timestamp with time zone DEFAULT now() NOT NULL,
    updated_on timestamp with time zone DEFAULT now() NOT NULL
);

CREATE TABLE pgboss.version (
    version integer NOT NULL,
    cron_on timestamp with time zone,
    bam_on timestamp with time zone,
    flow_on timestamp with time zone,
    reindex_on timestamp with time zone,
    monitor_backoff_on timestamp with time zone
);

CREATE TABLE pgboss.warning (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    type text NOT NULL,
    message text NOT NULL,
    data jsonb,
    created_on timestamp with time zone DEFAULT now() NOT NULL
);

CREATE TABLE public.job_keys (
    idempotency_key text NOT NULL,
    job_id uuid NOT NULL,
    force boolean NOT NULL,
    started boolean NOT NULL,
    CONSTRAINT job_keys_idempotency_key_check CHECK (((char_length(idempotency_key) >= 1) AND (char_length(idempotency_key) <= 320)))
);

CREATE TABLE public.jobs (
    id uuid DEFAULT uuidv7() NOT NULL,
    type text DEFAULT 'settlement'::text NOT NULL,
    status text DEFAULT 'QUEUED'::text NOT NULL,
    from_date date NOT NULL,
    to_date date NOT NULL,
    timezone text NOT NULL,
    range_start timestamp with time zone NOT NULL,
    range_end timestamp with time zone NOT NULL,
    planned boolean DEFAULT false NOT NULL,
    publishing boolean DEFAULT false NOT NULL,
    total bigint,
    processed bigint,
    error text,
    proof jsonb,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    started_at timestamp with time zone,
    finished_at timestamp with time zone,
    file_removed_at timestamp with time zone,
    created_by text,
    published_no bigint,
    CONSTRAINT jobs_check CHECK ((((to_date - from_date) >= 0) AND ((to_date - from_date) <= 365))),
    CONSTRAINT jobs_check1 CHECK ((range_end > range_start)),
    CONSTRAINT jobs_check2 CHECK (((processed >= 0) AND (processed <= total))),
    CONSTRAINT jobs_check3 CHECK (((finished_at IS NULL) = (status = ANY (ARRAY['QUEUED'::text, 'RUNNING'::text])))),
    CONSTRAINT jobs_check4 CHECK (((proof IS NULL) = (status <> 'COMPLETED'::text))),
    CONSTRAINT jobs_check5 CHECK (((file_removed_at IS NULL) OR (status = 'COMPLETED'::text))),
    CONSTRAINT jobs_created_by_check CHECK (((char_length(created_by) >= 1) AND (char_length(created_by) <= 64))),
    CONSTRAINT jobs_status_check CHECK ((status = ANY (ARRAY['QUEUED'::text, 'RUNNING'::text, 'COMPLETED'::text, 'FAILED'::text, 'CANCELLED'::text]))),
    CONSTRAINT jobs_type_check CHECK ((type = 'settlement'::text))
);

CREATE TABLE public.kysely_migration (
    name character varying(255) NOT NULL,
    "timestamp" character varying(255) NOT NULL
);

CREATE TABLE public.kysely_migration_lock (
    id character varying(255) NOT NULL,
    is_locked integer DEFAULT 0 NOT NULL
);

CREATE TABLE public.orders (
    id uuid DEFAULT uuidv7() NOT NULL,
    product_id bigint NOT NULL,
    quantity integer NOT NULL,
    buyer_id text NOT NULL,
    status text DEFAULT 'CONFIRMED'::text NOT NULL,
    unit_price_cents bigint NOT NULL,
    total_cents bigint NOT NULL,
    idempotency_key text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    placed_by text,
    CONSTRAINT orders_buyer_id_check CHECK (((char_length(buyer_id) >= 1) AND (char_length(buyer_id) <= 128))),
    CONSTRAINT orders_check CHECK ((total_cents = (unit_price_cents * quantity))),
    CONSTRAINT orders_idempotency_key_check CHECK (((char_length(idempotency_key) >= 1) AND (char_length(idempotency_key) <= 320))),
    CONSTRAINT orders_placed_by_check CHECK (((char_length(placed_by) >= 1) AND (char_length(placed_by) <= 64))),
    CONSTRAINT orders_quantity_check CHECK (((quantity >= 1) AND (quantity <= 10000))),
    CONSTRAINT orders_status_check CHECK ((status = ANY (ARRAY['CONFIRMED'::text, 'CANCELLED'::text]))),
    CONSTRAINT orders_unit_price_cents_check CHECK ((unit_price_cents >= 0))
);

CREATE TABLE public.products (
    id bigint NOT NULL,
    name text NOT NULL,
    merchant_id text NOT NULL COLLATE pg_catalog."C",
    price_cents bigint NOT NULL,
    stock bigint NOT NULL,
    supplied bigint DEFAULT 0 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT products_check CHECK ((supplied >= stock)),
    CONSTRAINT products_merchant_id_check CHECK (((char_length(merchant_id) >= 1) AND (char_length(merchant_id) <= 128))),
    CONSTRAINT products_price_cents_check CHECK ((price_cents >= 0)),
    CONSTRAINT products_stock_check CHECK ((stock >= 0))
);

ALTER TABLE public.products ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.products_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.settlement_batches (
    job_id uuid NOT NULL,
    batch_no integer NOT NULL,
    lower_paid_at timestamp with time zone NOT NULL,
    lower_id bigint NOT NULL,
    upper_paid_at timestamp with time zone NOT NULL,
    upper_id bigint NOT NULL,
    row_count integer NOT NULL,
    done boolean DEFAULT false NOT NULL,
    merchant_ids text[] COLLATE pg_catalog."C",
    dates date[],
    txn_counts bigint[],
    gross_cents bigint[],
    fee_cents bigint[],
    open boolean DEFAULT true NOT NULL,
    snapshot_xmin xid8,
    cluster_mark text,
    CONSTRAINT settlement_batches_check CHECK ((open OR done)),
    CONSTRAINT settlement_batches_row_count_check CHECK ((row_count >= 0))
);
ALTER TABLE ONLY public.settlement_batches ALTER COLUMN merchant_ids SET STORAGE EXTERNAL;
ALTER TABLE ONLY public.settlement_batches ALTER COLUMN dates SET STORAGE EXTERNAL;
ALTER TABLE ONLY public.settlement_batches ALTER COLUMN txn_counts SET STORAGE EXTERNAL;
ALTER TABLE ONLY public.settlement_batches ALTER COLUMN gross_cents SET STORAGE EXTERNAL;
ALTER TABLE ONLY public.settlement_batches ALTER COLUMN fee_cents SET STORAGE EXTERNAL;

CREATE TABLE public.settlement_changes (
    run_id uuid NOT NULL,
    merchant_id text NOT NULL COLLATE pg_catalog."C",
    date date NOT NULL,
    replaced_run_id uuid,
    before_gross_cents bigint,
    before_fee_cents bigint,
    before_net_cents bigint,
    before_txn_count bigint,
    after_gross_cents bigint,
    after_fee_cents bigint,
    after_net_cents bigint,
    after_txn_count bigint,
    CONSTRAINT settlement_changes_merchant_id_check CHECK (((char_length(merchant_id) >= 1) AND (char_length(merchant_id) <= 128)))
);

CREATE TABLE public.settlements (
    merchant_id text NOT NULL COLLATE pg_catalog."C",
    date date NOT NULL,
    gross_cents bigint NOT NULL,
    fee_cents bigint NOT NULL,
    net_cents bigint NOT NULL,
    txn_count bigint NOT NULL,
    generated_at timestamp with time zone NOT NULL,
    unique_run_id uuid NOT NULL,
    CONSTRAINT settlements_check CHECK ((net_cents = (gross_cents - fee_cents))),
    CONSTRAINT settlements_merchant_id_check CHECK (((char_length(merchant_id) >= 1) AND (char_length(merchant_id) <= 128))),
    CONSTRAINT settlements_txn_count_check CHECK ((txn_count > 0))
)
WITH (fillfactor='45');

CREATE TABLE public.signing_secrets (
    id integer DEFAULT 1 NOT NULL,
    secret bytea NOT NULL,
    CONSTRAINT signing_secrets_id_check CHECK ((id = 1)),
    CONSTRAINT signing_secrets_secret_check CHECK ((octet_length(secret) = 32))
);

CREATE TABLE public.transactions (
    id bigint NOT NULL,
    merchant_id text NOT NULL COLLATE pg_catalog."C",
    amount_cents bigint NOT NULL,
    fee_cents bigint NOT NULL,
    status text NOT NULL,
    paid_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT transactions_check CHECK (((status <> 'PAID'::text) OR (paid_at IS NOT NULL))),
    CONSTRAINT transactions_merchant_id_check CHECK (((char_length(merchant_id) >= 1) AND (char_length(merchant_id) <= 128))),
    CONSTRAINT transactions_status_check CHECK ((status = ANY (ARRAY['PENDING'::text, 'PAID'::text, 'FAILED'::text, 'REFUNDED'::text, 'CANCELLED'::text])))
);

ALTER TABLE public.transactions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.transactions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE ONLY pgboss.job ATTACH PARTITION pgboss.job_common DEFAULT;

ALTER TABLE ONLY pgboss.queue_stats ATTACH PARTITION pgboss.queue_stats_20261126 FOR VALUES FROM ('2026-11-26 00:00:00+00') TO ('2026-11-27 00:00:00+00');

ALTER TABLE ONLY pgboss.queue_stats ATTACH PARTITION pgboss.queue_stats_20261127 FOR VALUES FROM ('2026-11-27 00:00:00+00') TO ('2026-11-28 00:00:00+00');

INSERT INTO pgboss.instance VALUES
	('65448b2c-f110-4b7c-b716-89f599a66e9f', 'settlement-worker', 'vm', 13190, '12.38.0', 'v24.21.0', 'pgboss:65448b2c', 30, true, true, false, false, false, 4, 2, 1, 1, '[]', '{"cpu": null, "rss": 112218112, "cgroup": 1, "cpuLimit": 2, "heapUsed": 26069856, "heapLimit": 106954752, "loopDelay": null, "memoryUsed": null, "memoryLimit": 25276510208, "cpuThrottled": null, "loopDelayMax": null, "loopUtilization": null}', '{"max": 4, "adapter": "pg", "backend": "postgres", "migrate": false, "reindex": true, "schedule": true, "supervise": true, "createSchema": false, "useListenNotify": true, "bamIntervalSeconds": 60, "flowIntervalSeconds": 5, "warningRetentionDays": 365, "monitorIntervalSeconds": 1, "queueStatRetentionDays": 7, "reindexIntervalSeconds": 86400, "instanceHeartbeatSeconds": 30, "superviseIntervalSeconds": 1, "cronWorkerIntervalSeconds": 5, "queueCacheIntervalSeconds": 60, "cronMonitorIntervalSeconds": 30, "maintenanceIntervalSeconds": 86400, "clockMonitorIntervalSeconds": 600}', 0, NULL, '2026-11-26 15:37:25.910987+00', '2026-11-26 15:37:25.910987+00', '2026-11-26 15:37:26.770197+00');

INSERT INTO pgboss.job_common VALUES
	('e5d70a8d-0eb5-44f2-9c43-fa9f66737cb5', 'settlement-plan', 0, '{"job_id": "01a21881-22ec-7fc5-8761-2db40474c0de"}', 'completed', 5, 0, 1, false, NULL, 82800, 86400, NULL, NULL, NULL, NULL, '2026-11-26 15:37:25.986651+00', '2026-11-26 15:37:25.986651+00', '2026-11-26 15:37:26.007853+00', '2026-11-26 15:37:26.079553+00', '2026-12-10 15:37:25.986651+00', NULL, 'settlement-dead', 'standard', '2026-11-26 15:37:26.007853+00', 10, false, false, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('0e2bcee3-81eb-455d-912b-43b674be2e9e', 'settlement-lane', 0, NULL, 'completed', 1000, 0, 1, false, NULL, 82800, 86400, '0', NULL, NULL, NULL, '2026-11-26 15:37:26.081538+00', '2026-11-26 15:37:26.081538+00', '2026-11-26 15:37:26.087967+00', '2026-11-26 15:37:26.182664+00', '2026-12-10 15:37:26.081538+00', NULL, NULL, 'short', '2026-11-26 15:37:26.087967+00', 10, false, false, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('c0ec59d7-bf56-4094-b714-d70d407f20e4', 'settlement-lane', 0, NULL, 'completed', 1000, 0, 1, false, NULL, 82800, 86400, '1', NULL, NULL, NULL, '2026-11-26 15:37:26.081538+00', '2026-11-26 15:37:26.081538+00', '2026-11-26 15:37:26.088729+00', '2026-11-26 15:37:26.19856+00', '2026-12-10 15:37:26.081538+00', NULL, NULL, 'short', '2026-11-26 15:37:26.088729+00', 10, false, false, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('2d123b85-e35a-4bcd-8dee-563a63d606e4', 'settlement-lane', 0, NULL, 'completed', 1000, 0, 1, false, NULL, 82800, 86400, '0', NULL, NULL, NULL, '2026-11-26 15:37:26.169552+00', '2026-11-26 15:37:26.169552+00', '2026-11-26 15:37:26.174529+00', '2026-11-26 15:37:26.203017+00', '2026-12-10 15:37:26.169552+00', NULL, NULL, 'short', '2026-11-26 15:37:26.174529+00', 10, false, false, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('bf6479dd-0cfa-42b9-9963-2ae77967e9c3', 'settlement-lane', 0, NULL, 'completed', 1000, 0, 1, false, NULL, 82800, 86400, '0', NULL, NULL, NULL, '2026-11-26 15:37:26.051693+00', '2026-11-26 15:37:26.051693+00', '2026-11-26 15:37:26.062676+00', '2026-11-26 15:37:26.218279+00', '2026-12-10 15:37:26.051693+00', NULL, NULL, 'short', '2026-11-26 15:37:26.062676+00', 10, false, false, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('5598239c-a6b3-442e-bcba-e0e594c2ff9e', 'settlement-lane', 0, NULL, 'completed', 1000, 0, 1, false, NULL, 82800, 86400, '1', NULL, NULL, NULL, '2026-11-26 15:37:26.169552+00', '2026-11-26 15:37:26.169552+00', '2026-11-26 15:37:26.177068+00', '2026-11-26 15:37:26.284546+00', '2026-12-10 15:37:26.169552+00', NULL, NULL, 'short', '2026-11-26 15:37:26.177068+00', 10, false, false, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('03b504ac-1d7e-41c0-bf9c-3055e0972473', 'settlement-lane', 0, NULL, 'completed', 1000, 0, 1, false, NULL, 82800, 86400, '1', NULL, NULL, NULL, '2026-11-26 15:37:26.051693+00', '2026-11-26 15:37:26.051693+00', '2026-11-26 15:37:26.06716+00', '2026-11-26 15:37:26.287091+00', '2026-12-10 15:37:26.051693+00', NULL, NULL, 'short', '2026-11-26 15:37:26.06716+00', 10, false, false, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('b618c9de-4723-4e72-89b6-c59dd27e6b09', 'settlement-publish', 0, '{"job_id": "01a21881-22ec-7fc5-8761-2db40474c0de"}', 'completed', 5, 0, 1, false, NULL, 82800, 86400, NULL, NULL, NULL, NULL, '2026-11-26 15:37:26.175912+00', '2026-11-26 15:37:26.175912+00', '2026-11-26 15:37:26.183475+00', '2026-11-26 15:37:26.300576+00', '2026-12-10 15:37:26.175912+00', NULL, 'settlement-dead', 'standard', '2026-11-26 15:37:26.183475+00', 10, false, false, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('aa45b649-257c-429a-bf22-3f8654b3a1f7', 'settlement-plan', 0, '{"job_id": "01a21881-244c-7328-ba60-f75fa4be8f64"}', 'completed', 5, 0, 1, false, NULL, 82800, 86400, NULL, NULL, NULL, NULL, '2026-11-26 15:37:26.345726+00', '2026-11-26 15:37:26.345726+00', '2026-11-26 15:37:26.357161+00', '2026-11-26 15:37:26.392632+00', '2026-12-10 15:37:26.345726+00', NULL, 'settlement-dead', 'standard', '2026-11-26 15:37:26.357161+00', 10, false, false, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('e17b5a4c-8d1e-4cea-ab30-4495592ec221', 'settlement-lane', 0, NULL, 'completed', 1000, 0, 1, false, NULL, 82800, 86400, '1', NULL, NULL, NULL, '2026-11-26 15:37:26.399577+00', '2026-11-26 15:37:26.399577+00', '2026-11-26 15:37:26.411698+00', '2026-11-26 15:37:26.419218+00', '2026-12-10 15:37:26.399577+00', NULL, NULL, 'short', '2026-11-26 15:37:26.411698+00', 10, false, false, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('7134c9a2-21e1-44c5-96ef-581f937a4feb', 'settlement-lane', 0, NULL, 'completed', 1000, 0, 1, false, NULL, 82800, 86400, '0', NULL, NULL, NULL, '2026-11-26 15:37:26.399577+00', '2026-11-26 15:37:26.399577+00', '2026-11-26 15:37:26.411318+00', '2026-11-26 15:37:26.421299+00', '2026-12-10 15:37:26.399577+00', NULL, NULL, 'short', '2026-11-26 15:37:26.411318+00', 10, false, false, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('540094b3-84a4-4d97-b22c-c11220c369d9', 'settlement-lane', 0, NULL, 'completed', 1000, 0, 1, false, NULL, 82800, 86400, '0', NULL, NULL, NULL, '2026-11-26 15:37:26.39585+00', '2026-11-26 15:37:26.39585+00', '2026-11-26 15:37:26.400794+00', '2026-11-26 15:37:26.423623+00', '2026-12-10 15:37:26.39585+00', NULL, NULL, 'short', '2026-11-26 15:37:26.400794+00', 10, false, false, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('0e9e7ad0-6b1c-45bd-a4cc-0394cea8555c', 'settlement-lane', 0, NULL, 'completed', 1000, 0, 1, false, NULL, 82800, 86400, '1', NULL, NULL, NULL, '2026-11-26 15:37:26.39585+00', '2026-11-26 15:37:26.39585+00', '2026-11-26 15:37:26.401326+00', '2026-11-26 15:37:26.425593+00', '2026-12-10 15:37:26.39585+00', NULL, NULL, 'short', '2026-11-26 15:37:26.401326+00', 10, false, false, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('320ef31b-4c0b-488a-9a58-eb7c73838a8f', 'settlement-lane', 0, NULL, 'completed', 1000, 0, 1, false, NULL, 82800, 86400, '1', NULL, NULL, NULL, '2026-11-26 15:37:26.364133+00', '2026-11-26 15:37:26.364133+00', '2026-11-26 15:37:26.380172+00', '2026-11-26 15:37:26.426748+00', '2026-12-10 15:37:26.364133+00', NULL, NULL, 'short', '2026-11-26 15:37:26.380172+00', 10, false, false, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('d2936f40-7cf5-4385-9dcd-3922568ec085', 'settlement-lane', 0, NULL, 'completed', 1000, 0, 1, false, NULL, 82800, 86400, '0', NULL, NULL, NULL, '2026-11-26 15:37:26.364133+00', '2026-11-26 15:37:26.364133+00', '2026-11-26 15:37:26.379547+00', '2026-11-26 15:37:26.436209+00', '2026-12-10 15:37:26.364133+00', NULL, NULL, 'short', '2026-11-26 15:37:26.379547+00', 10, false, false, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('bdb830e4-bde0-487a-97b6-8252fdc3ccd6', 'settlement-publish', 0, '{"job_id": "01a21881-244c-7328-ba60-f75fa4be8f64"}', 'completed', 5, 0, 1, false, NULL, 82800, 86400, NULL, NULL, NULL, NULL, '2026-11-26 15:37:26.409219+00', '2026-11-26 15:37:26.409219+00', '2026-11-26 15:37:26.419925+00', '2026-11-26 15:37:26.477414+00', '2026-12-10 15:37:26.409219+00', NULL, 'settlement-dead', 'standard', '2026-11-26 15:37:26.419925+00', 10, false, false, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('35d0472f-49eb-4bff-a113-e05bf00dadf6', 'settlement-lane', 0, NULL, 'completed', 1000, 0, 1, false, NULL, 82800, 86400, '1', NULL, NULL, NULL, '2026-11-26 15:37:26.594576+00', '2026-11-26 15:37:26.594576+00', '2026-11-26 15:37:26.598703+00', '2026-11-26 15:37:26.669757+00', '2026-12-10 15:37:26.594576+00', NULL, NULL, 'short', '2026-11-26 15:37:26.598703+00', 10, false, false, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('32753096-e1b7-4b4e-a65f-b0f161da98f8', 'settlement-lane', 0, NULL, 'completed', 1000, 0, 1, false, NULL, 82800, 86400, '1', NULL, NULL, NULL, '2026-11-26 15:37:26.582738+00', '2026-11-26 15:37:26.582738+00', '2026-11-26 15:37:26.58792+00', '2026-11-26 15:37:26.670472+00', '2026-12-10 15:37:26.582738+00', NULL, NULL, 'short', '2026-11-26 15:37:26.58792+00', 10, false, false, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('1247aad0-f3a2-481a-8294-74f05b7f849e', 'settlement-lane', 0, NULL, 'completed', 1000, 0, 1, false, NULL, 82800, 86400, '0', NULL, NULL, NULL, '2026-11-26 15:37:26.582738+00', '2026-11-26 15:37:26.582738+00', '2026-11-26 15:37:26.587924+00', '2026-11-26 15:37:26.671705+00', '2026-12-10 15:37:26.582738+00', NULL, NULL, 'short', '2026-11-26 15:37:26.587924+00', 10, false, false, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('b76965ab-08c9-4469-a38e-c419f65c787a', 'settlement-plan', 0, '{"job_id": "01a21881-2512-71f2-a491-488d639a2a44"}', 'completed', 5, 0, 1, false, NULL, 82800, 86400, NULL, NULL, NULL, NULL, '2026-11-26 15:37:26.537006+00', '2026-11-26 15:37:26.537006+00', '2026-11-26 15:37:26.556642+00', '2026-11-26 15:37:26.680187+00', '2026-12-10 15:37:26.537006+00', NULL, 'settlement-dead', 'standard', '2026-11-26 15:37:26.556642+00', 10, false, false, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('188ef015-d893-4908-adf7-44a0bb8b1571', 'settlement-lane', 0, NULL, 'completed', 1000, 0, 1, false, NULL, 82800, 86400, '0', NULL, NULL, NULL, '2026-11-26 15:37:26.563693+00', '2026-11-26 15:37:26.563693+00', '2026-11-26 15:37:26.57189+00', '2026-11-26 15:37:26.695187+00', '2026-12-10 15:37:26.563693+00', NULL, NULL, 'short', '2026-11-26 15:37:26.57189+00', 10, false, false, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('03b9c13b-2af6-4ea8-9b69-c976c2e6e6b6', 'settlement-lane', 0, NULL, 'completed', 1000, 0, 1, false, NULL, 82800, 86400, '1', NULL, NULL, NULL, '2026-11-26 15:37:26.563693+00', '2026-11-26 15:37:26.563693+00', '2026-11-26 15:37:26.573063+00', '2026-11-26 15:37:26.70187+00', '2026-12-10 15:37:26.563693+00', NULL, NULL, 'short', '2026-11-26 15:37:26.573063+00', 10, false, false, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('ebea0276-baf3-47cc-babb-26550145f3fb', 'settlement-lane', 0, NULL, 'completed', 1000, 0, 1, false, NULL, 82800, 86400, '0', NULL, NULL, NULL, '2026-11-26 15:37:26.594576+00', '2026-11-26 15:37:26.594576+00', '2026-11-26 15:37:26.597487+00', '2026-11-26 15:37:26.704221+00', '2026-12-10 15:37:26.594576+00', NULL, NULL, 'short', '2026-11-26 15:37:26.597487+00', 10, false, false, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('a537ec76-ca2e-4d2b-8fe1-f862797241ac', 'settlement-publish', 0, '{"job_id": "01a21881-2512-71f2-a491-488d639a2a44"}', 'completed', 5, 0, 1, false, NULL, 82800, 86400, NULL, NULL, NULL, NULL, '2026-11-26 15:37:26.656826+00', '2026-11-26 15:37:26.656826+00', '2026-11-26 15:37:26.67035+00', '2026-11-26 15:37:26.717105+00', '2026-12-10 15:37:26.656826+00', NULL, 'settlement-dead', 'standard', '2026-11-26 15:37:26.67035+00', 10, false, false, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('93a0022d-d414-47b6-8452-c98929d07f2a', 'settlement-discard', 0, '{"job_id": "01a21881-2512-71f2-a491-488d639a2a44"}', 'retry', 1000, 0, 1, false, NULL, 82800, 86400, NULL, NULL, NULL, NULL, '2026-11-26 15:37:27.725144+00', '2026-11-26 15:37:26.69364+00', '2026-11-26 15:37:26.716849+00', NULL, '2026-12-10 15:37:26.69364+00', '{"code": "ENOENT", "name": "Error", "path": "/app/tmp/settlements", "errno": -2, "stack": "Error: ENOENT: no such file or directory, scandir ''/app/tmp/settlements''\n    at async readdir (node:internal/fs/promises:1661:18)\n    at async removeCsv (file:///app/packages/worker/src/settlements/publishing/settlement-csv.ts:95:17)\n    at async file:///app/packages/worker/src/settlements/cleaning/discard.job.ts:23:16\n    at async file:///app/node_modules/.pnpm/kysely@0.29.9/node_modules/kysely/dist/kysely.js:741:32\n    at async DefaultConnectionProvider.provideConnection (file:///app/node_modules/.pnpm/kysely@0.29.9/node_modules/kysely/dist/driver/default-connection-provider.js:10:20)\n    at async Object.handler (file:///app/packages/worker/src/settlements/cleaning/discard.job.ts:15:23)\n    at async pRetry (file:///app/node_modules/.pnpm/p-retry@9.0.0/node_modules/p-retry/index.js:296:19)\n    at async retryTransient (file:///app/packages/worker/src/register-jobs.ts:70:3)\n    at async handleMessage (file:///app/packages/worker/src/register-jobs.ts:54:5)\n    at async file:///app/packages/worker/src/register-jobs.ts:41:38", "message": "ENOENT: no such file or directory, scandir ''/app/tmp/settlements''", "syscall": "scandir"}', NULL, 'standard', NULL, 10, false, false, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('66625df1-90dd-401b-a74b-46d7bc327efc', 'settlement-plan', 0, '{"job_id": "01a21881-2623-710a-97be-22e0929dd032"}', 'created', 5, 0, 1, false, NULL, 82800, 86400, NULL, NULL, NULL, NULL, '2026-11-26 15:37:26.813616+00', '2026-11-26 15:37:26.813616+00', NULL, NULL, '2026-12-10 15:37:26.813616+00', NULL, 'settlement-dead', 'standard', NULL, 10, false, false, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('cc4736b3-ed32-48a7-9e76-61161498fb52', 'settlement-discard', 0, '{"job_id": "01a21881-2623-710a-97be-22e0929dd032"}', 'created', 1000, 0, 1, false, NULL, 82800, 86400, NULL, NULL, NULL, NULL, '2026-11-26 15:37:26.832134+00', '2026-11-26 15:37:26.832134+00', NULL, NULL, '2026-12-10 15:37:26.832134+00', NULL, NULL, 'standard', NULL, 10, false, false, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('ed18796f-4215-4f37-a1aa-dcb09e04fdf7', 'settlement-plan', 0, '{"job_id": "01a21881-266c-72dd-bd1c-3dfa52da6cb1"}', 'created', 5, 0, 1, false, NULL, 82800, 86400, NULL, NULL, NULL, NULL, '2026-11-26 15:37:26.88576+00', '2026-11-26 15:37:26.88576+00', NULL, NULL, '2026-12-10 15:37:26.88576+00', NULL, 'settlement-dead', 'standard', NULL, 10, false, false, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);

INSERT INTO pgboss.queue VALUES
	('settlement-dead', 'standard', 1000, 1, false, NULL, 82800, 1209600, 86400, NULL, false, 'job_common', 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, 0, 0, 0, NULL, NULL, NULL, NULL, NULL, '{}', 10, true, NULL, NULL, NULL, NULL, '2026-11-26 15:37:23.251733+00', '2026-11-26 15:37:23.256825+00'),
	('settlement-plan', 'standard', 5, 1, false, NULL, 82800, 1209600, 86400, 'settlement-dead', false, 'job_common', 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, 0, 0, 0, NULL, NULL, NULL, NULL, NULL, '{}', 10, true, NULL, NULL, NULL, NULL, '2026-11-26 15:37:23.259642+00', '2026-11-26 15:37:23.269056+00'),
	('settlement-lane', 'short', 1000, 1, false, NULL, 82800, 1209600, 86400, NULL, false, 'job_common', 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, 0, 0, 0, NULL, NULL, NULL, NULL, NULL, '{}', 10, true, NULL, NULL, NULL, NULL, '2026-11-26 15:37:23.276925+00', '2026-11-26 15:37:23.282253+00'),
	('settlement-publish', 'standard', 5, 1, false, NULL, 82800, 1209600, 86400, 'settlement-dead', false, 'job_common', 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, 0, 0, 0, NULL, NULL, NULL, NULL, NULL, '{}', 10, true, NULL, NULL, NULL, NULL, '2026-11-26 15:37:23.284446+00', '2026-11-26 15:37:23.28579+00'),
	('settlement-discard', 'standard', 1000, 1, false, NULL, 82800, 1209600, 86400, NULL, false, 'job_common', 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, 0, 0, 0, NULL, NULL, NULL, NULL, NULL, '{}', 10, true, NULL, NULL, NULL, NULL, '2026-11-26 15:37:23.288155+00', '2026-11-26 15:37:23.28972+00'),
	('settlement-nightly', 'standard', 1000, 1, false, NULL, 82800, 1209600, 86400, NULL, false, 'job_common', 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, 0, 0, 0, NULL, NULL, NULL, NULL, NULL, '{}', 10, true, NULL, NULL, NULL, NULL, '2026-11-26 15:37:23.291198+00', '2026-11-26 15:37:23.292333+00'),
	('settlement-cleanup', 'singleton', 0, 1, false, NULL, 82800, 1209600, 86400, NULL, false, 'job_common', 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, 0, 0, 0, NULL, NULL, NULL, NULL, NULL, '{}', 10, true, NULL, NULL, NULL, NULL, '2026-11-26 15:37:23.293785+00', '2026-11-26 15:37:23.295093+00'),
	('__pgboss__send-it', 'standard', 2, 0, false, NULL, 900, 1209600, 604800, NULL, false, 'job_common', 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, 0, 0, 0, NULL, NULL, NULL, NULL, NULL, '{}', NULL, false, NULL, NULL, NULL, NULL, '2026-11-26 15:37:25.896127+00', '2026-11-26 15:37:25.896127+00');

INSERT INTO pgboss.schedule VALUES
	('settlement-cleanup', '', 'cron', '17 * * * *', 'UTC', NULL, '{}', '2026-11-26 15:37:25.928907+00', '2026-11-26 15:37:25.928907+00', NULL);

INSERT INTO pgboss.version VALUES
	(46, '2026-11-26 15:37:25.915553+00', '2026-11-26 15:37:23.274325+00', '2026-11-26 15:37:25.918601+00', NULL, NULL);

INSERT INTO public.job_keys VALUES
	('finance first', '01a21881-22ec-7fc5-8761-2db40474c0de', false, true),
	('finance second', '01a21881-244c-7328-ba60-f75fa4be8f64', false, true),
	('finance failing', '01a21881-2512-71f2-a491-488d639a2a44', false, true),
	('finance cancelled', '01a21881-2623-710a-97be-22e0929dd032', false, true),
	('finance waiting', '01a21881-266c-72dd-bd1c-3dfa52da6cb1', false, true);

INSERT INTO public.jobs VALUES
	('01a21881-22ec-7fc5-8761-2db40474c0de', 'settlement', 'COMPLETED', '2025-01-01', '2025-01-08', 'UTC', '2025-01-01 00:00:00+00', '2025-01-09 00:00:00+00', true, true, 229, 229, NULL, '{"csv": {"rows": 229, "bytes": 24793, "sha256": "56454fac68c011d6a6494e5877033fe20e5e5ae03cbc5c2c17f791a7e619d367", "fee_cents": 176402, "net_cents": 5673472, "txn_count": 229, "gross_cents": 5849874}, "drift": {"fee_cents": 0, "net_cents": 0, "txn_count": 0, "gross_cents": 0}, "source": {"fee_cents": 176402, "net_cents": 5673472, "txn_count": 229, "gross_cents": 5849874}, "settlements": {"fee_cents": 176402, "net_cents": 5673472, "txn_count": 229, "gross_cents": 5849874}}', '2026-11-26 15:37:25.986651+00', '2026-11-26 15:37:26.013178+00', '2026-11-26 15:37:26.290063+00', NULL, 'finance', 1),
	('01a21881-244c-7328-ba60-f75fa4be8f64', 'settlement', 'COMPLETED', '2025-01-01', '2025-01-08', 'UTC', '2025-01-01 00:00:00+00', '2025-01-09 00:00:00+00', true, true, 229, 229, NULL, '{"csv": {"rows": 229, "bytes": 24794, "sha256": "a4ccecb313cf55f2dfaa55d17fe5280e6b7fb4f51cbd00276f8e176821ba2629", "fee_cents": 174982, "net_cents": 5626962, "txn_count": 229, "gross_cents": 5801944}, "drift": {"fee_cents": 0, "net_cents": 0, "txn_count": 0, "gross_cents": 0}, "source": {"fee_cents": 174982, "net_cents": 5626962, "txn_count": 229, "gross_cents": 5801944}, "settlements": {"fee_cents": 174982, "net_cents": 5626962, "txn_count": 229, "gross_cents": 5801944}}', '2026-11-26 15:37:26.345726+00', '2026-11-26 15:37:26.359745+00', '2026-11-26 15:37:26.468272+00', NULL, 'finance', 2),
	('01a21881-2512-71f2-a491-488d639a2a44', 'settlement', 'FAILED', '2025-01-11', '2025-01-20', 'America/New_York', '2025-01-11 05:00:00+00', '2025-01-21 05:00:00+00', true, true, 284, 284, 'The directory /app/tmp/settlements is missing. Create it, then retry the settlement.', NULL, '2026-11-26 15:37:26.537006+00', '2026-11-26 15:37:26.560948+00', '2026-11-26 15:37:26.703716+00', NULL, 'finance', NULL),
	('01a21881-2623-710a-97be-22e0929dd032', 'settlement', 'CANCELLED', '2025-01-21', '2025-01-22', 'UTC', '2025-01-21 00:00:00+00', '2025-01-23 00:00:00+00', false, false, 0, 0, NULL, NULL, '2026-11-26 15:37:26.813616+00', NULL, '2026-11-26 15:37:26.847908+00', NULL, 'finance', NULL),
	('01a21881-266c-72dd-bd1c-3dfa52da6cb1', 'settlement', 'QUEUED', '2025-01-23', '2025-01-26', 'UTC', '2025-01-23 00:00:00+00', '2025-01-27 00:00:00+00', false, false, NULL, NULL, NULL, NULL, '2026-11-26 15:37:26.88576+00', NULL, NULL, NULL, 'finance', NULL);

INSERT INTO public.kysely_migration VALUES
	('0001-schema', '2026-11-26T15:37:23.111Z'),
	('0002-settlement-runs', '2026-11-26T15:37:23.122Z'),
	('0003-job-events', '2026-11-26T15:37:23.124Z'),
	('0004-callers', '2026-11-26T15:37:23.129Z'),
	('0005-cluster-mark', '2026-11-26T15:37:23.130Z'),
	('0006-merchant-ids', '2026-11-26T15:37:23.135Z'),
	('0007-local-days', '2026-11-26T15:37:23.136Z'),
	('0008-job-creators', '2026-11-26T15:37:23.137Z'),
	('0009-last-completed-jobs', '2026-11-26T15:37:23.140Z'),
	('0010-publish-order', '2026-11-26T15:37:23.142Z'),
	('0011-batch-storage', '2026-11-26T15:37:23.144Z');

INSERT INTO public.kysely_migration_lock VALUES
	('migration_lock', 0);

INSERT INTO public.orders VALUES
	('01a21881-1f2e-77ea-b4fb-a0d464a73049', 2, 2, 'buyer-1', 'CONFIRMED', 1900, 3800, 'shop order-1', '2026-11-26 15:37:25.028213+00', 'shop'),
	('01a21881-1f45-77ec-a9d2-f224da6e6670', 3, 3, 'buyer-2', 'CONFIRMED', 12500, 37500, 'shop order-2', '2026-11-26 15:37:25.060132+00', 'shop'),
	('01a21881-1f4c-78a7-9424-adec3132cdeb', 1, 4, 'buyer-3', 'CONFIRMED', 9900, 39600, 'shop order-3', '2026-11-26 15:37:25.067926+00', 'shop'),
	('01a21881-1f61-7ae7-97aa-9d076f09b50c', 2, 1, 'buyer-4', 'CONFIRMED', 1900, 1900, 'shop order-4', '2026-11-26 15:37:25.08902+00', 'shop'),
	('01a21881-1f74-7c36-9711-1ca5adff27db', 3, 2, 'buyer-0', 'CONFIRMED', 12500, 25000, 'shop order-5', '2026-11-26 15:37:25.10807+00', 'shop'),
	('01a21881-1f7f-7b49-8a1d-8152ecb71ccc', 1, 3, 'buyer-1', 'CONFIRMED', 9900, 29700, 'shop order-6', '2026-11-26 15:37:25.119013+00', 'shop'),
	('01a21881-1fbf-76fd-8c16-b7cce37056df', 3, 1, 'buyer-3', 'CONFIRMED', 12500, 12500, 'shop order-8', '2026-11-26 15:37:25.182764+00', 'shop'),
	('01a21881-1fc2-7fd8-ab6e-adacf1e09247', 1, 2, 'buyer-4', 'CONFIRMED', 9900, 19800, 'shop order-9', '2026-11-26 15:37:25.186364+00', 'shop'),
	('01a21881-1fc6-7e6b-ae73-cfdcfb290d64', 2, 3, 'buyer-0', 'CONFIRMED', 1900, 5700, 'shop order-10', '2026-11-26 15:37:25.190356+00', 'shop'),
	('01a21881-1fcd-75db-be64-deac0d4968e3', 3, 4, 'buyer-1', 'CONFIRMED', 12500, 50000, 'shop order-11', '2026-11-26 15:37:25.196803+00', 'shop'),
	('01a21881-1fd0-770c-ac1c-936fc3b00812', 1, 1, 'buyer-2', 'CONFIRMED', 9900, 9900, 'shop order-12', '2026-11-26 15:37:25.199933+00', 'shop'),
	('01a21881-1fd2-7e2b-a7f7-39001b33c4cd', 5, 1, 'buyer-9', 'CONFIRMED', 4500, 4500, NULL, '2026-11-26 15:37:25.202392+00', 'finance'),
	('01a21881-1fd5-718d-92a4-6ce0e149f34c', 5, 2, 'buyer-9', 'CONFIRMED', 4500, 9000, 'finance order-1', '2026-11-26 15:37:25.204602+00', 'finance'),
	('01a21881-1fb7-71a5-8d1f-dd08948495be', 2, 4, 'buyer-2', 'CANCELLED', 1900, 7600, 'shop order-7', '2026-11-26 15:37:25.174236+00', 'shop');

INSERT INTO public.products VALUES
	(3, 'Festival Ticket', 'merchant_0002', 12500, 19990, 20000, '2026-11-26 15:37:23.317755+00'),
	(1, 'Limited Edition', 'merchant_0001', 9900, 90, 100, '2026-11-26 15:37:23.317755+00'),
	(5, 'Signed Vinyl', 'merchant_0004', 4500, 247, 250, '2026-11-26 15:37:23.317755+00'),
	(2, 'Poster', 'merchant_0001', 1900, 4994, 5004, '2026-11-26 15:37:23.317755+00'),
	(4, 'Flash Sale Headphones', 'merchant_0003', 5999, 1050, 1050, '2026-11-26 15:37:23.317755+00');

INSERT INTO public.settlement_batches VALUES
	('01a21881-2512-71f2-a491-488d639a2a44', 0, '2025-01-11 05:00:00+00', -9223372036854775808, '2025-01-14 18:40:00.075021+00', 401, 100, true, '{merchant_0036,merchant_0050,merchant_0057,merchant_0064,merchant_0071,merchant_0078,merchant_0085,merchant_0092,merchant_0099,merchant_0106,merchant_0113,merchant_0120,merchant_0127,merchant_0133,merchant_0540,merchant_0547,merchant_0554,merchant_0560,merchant_0567,merchant_0574,merchant_0581,merchant_0588,merchant_0595,merchant_0602,merchant_0609,merchant_0616,merchant_0623,merchant_0630,merchant_0140,merchant_0147,merchant_0154,merchant_0161,merchant_0168,merchant_0175,merchant_0182,merchant_0189,merchant_0196,merchant_0203,merchant_0210,merchant_0217,merchant_0224,merchant_0231,merchant_0637,merchant_0644,merchant_0651,merchant_0665,merchant_0672,merchant_0679,merchant_0686,merchant_0693,merchant_0699,merchant_0706,merchant_0713,merchant_0720,merchant_0727,merchant_0734,merchant_0238,merchant_0245,merchant_0252,merchant_0259,merchant_0266,merchant_0272,merchant_0279,merchant_0286,merchant_0293,merchant_0300,merchant_0307,merchant_0314,merchant_0321,merchant_0328,merchant_0335,merchant_0741,merchant_0748,merchant_0755,merchant_0762,merchant_0769,merchant_0776,merchant_0783,merchant_0790,merchant_0797,merchant_0804,merchant_0811,merchant_0818,merchant_0825,merchant_0832,merchant_0342,merchant_0349,merchant_0356,merchant_0363,merchant_0370,merchant_0377,merchant_0384,merchant_0391,merchant_0839,merchant_0845,merchant_0859,merchant_0866,merchant_0873,merchant_0880,merchant_0887}', '{2025-01-11,2025-01-11,2025-01-11,2025-01-11,2025-01-11,2025-01-11,2025-01-11,2025-01-11,2025-01-11,2025-01-11,2025-01-11,2025-01-11,2025-01-11,2025-01-11,2025-01-11,2025-01-11,2025-01-11,2025-01-11,2025-01-11,2025-01-11,2025-01-11,2025-01-11,2025-01-11,2025-01-11,2025-01-11,2025-01-11,2025-01-11,2025-01-11,2025-01-12,2025-01-12,2025-01-12,2025-01-12,2025-01-12,2025-01-12,2025-01-12,2025-01-12,2025-01-12,2025-01-12,2025-01-12,2025-01-12,2025-01-12,2025-01-12,2025-01-12,2025-01-12,2025-01-12,2025-01-12,2025-01-12,2025-01-12,2025-01-12,2025-01-12,2025-01-12,2025-01-12,2025-01-12,2025-01-12,2025-01-12,2025-01-12,2025-01-13,2025-01-13,2025-01-13,2025-01-13,2025-01-13,2025-01-13,2025-01-13,2025-01-13,2025-01-13,2025-01-13,2025-01-13,2025-01-13,2025-01-13,2025-01-13,2025-01-13,2025-01-13,2025-01-13,2025-01-13,2025-01-13,2025-01-13,2025-01-13,2025-01-13,2025-01-13,2025-01-13,2025-01-13,2025-01-13,2025-01-13,2025-01-13,2025-01-13,2025-01-14,2025-01-14,2025-01-14,2025-01-14,2025-01-14,2025-01-14,2025-01-14,2025-01-14,2025-01-14,2025-01-14,2025-01-14,2025-01-14,2025-01-14,2025-01-14,2025-01-14}', '{1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1}', '{15214,9377,6458,3540,621,47702,44784,41865,38946,36027,33109,30190,27271,24353,13755,10836,7918,4999,2080,49162,46243,43324,40406,37487,34568,31649,28731,25812,21434,18515,15597,12678,9759,6841,3922,1003,48084,45166,42247,39328,36410,33491,22893,19975,17056,11219,8300,5381,2463,49544,46625,43706,40788,37869,34950,32032,30572,27654,24735,21816,18898,15979,13060,10141,7223,4304,1385,48467,45548,42629,39711,29113,26194,23276,20357,17438,14520,11601,8682,5763,2845,49926,47007,44089,41170,36792,33873,30955,28036,25117,22199,19280,16361,38251,35333,29495,26577,23658,20739,17820}', '{471,301,217,132,48,1413,1328,1244,1159,1074,990,905,820,736,428,344,259,174,90,1455,1371,1286,1201,1117,1032,947,863,778,651,566,482,397,313,228,143,59,1424,1339,1255,1170,1085,1001,693,609,524,355,270,186,101,1466,1382,1297,1212,1128,1043,958,916,831,747,662,578,493,408,324,239,154,70,1435,1350,1266,1181,874,789,705,620,535,451,366,281,197,112,1477,1393,1308,1223,1096,1012,927,843,758,673,589,504,1139,1054,885,800,716,631,546}', false, '871', '7712504731850957598/00000001/16459'),
	('01a21881-2512-71f2-a491-488d639a2a44', 1, '2025-01-14 18:40:00.075021+00', 401, '2025-01-18 06:59:12.513056+00', 503, 100, true, '{merchant_0398,merchant_0405,merchant_0411,merchant_0418,merchant_0425,merchant_0432,merchant_0894,merchant_0901,merchant_0908,merchant_0915,merchant_0922,merchant_0929,merchant_0936,merchant_0005,merchant_0012,merchant_0019,merchant_0026,merchant_0033,merchant_0439,merchant_0446,merchant_0453,merchant_0460,merchant_0474,merchant_0481,merchant_0488,merchant_0495,merchant_0502,merchant_0509,merchant_0516,merchant_0523,merchant_0530,merchant_0537,merchant_0943,merchant_0950,merchant_0957,merchant_0964,merchant_0971,merchant_0978,merchant_0984,merchant_0991,merchant_0998,merchant_0040,merchant_0047,merchant_0054,merchant_0061,merchant_0068,merchant_0075,merchant_0082,merchant_0089,merchant_0096,merchant_0103,merchant_0110,merchant_0117,merchant_0123,merchant_0130,merchant_0137,merchant_0544,merchant_0551,merchant_0557,merchant_0564,merchant_0571,merchant_0578,merchant_0585,merchant_0592,merchant_0599,merchant_0606,merchant_0613,merchant_0620,merchant_0627,merchant_0634,merchant_0144,merchant_0151,merchant_0158,merchant_0165,merchant_0172,merchant_0179,merchant_0186,merchant_0193,merchant_0200,merchant_0207,merchant_0214,merchant_0221,merchant_0228,merchant_0235,merchant_0641,merchant_0648,merchant_0655,merchant_0669,merchant_0676,merchant_0683,merchant_0690,merchant_0696,merchant_0703,merchant_0710,merchant_0717,merchant_0724,merchant_0731,merchant_0738,merchant_0242,merchant_0745}', '{2025-01-14,2025-01-14,2025-01-14,2025-01-14,2025-01-14,2025-01-14,2025-01-14,2025-01-14,2025-01-14,2025-01-14,2025-01-14,2025-01-14,2025-01-14,2025-01-15,2025-01-15,2025-01-15,2025-01-15,2025-01-15,2025-01-15,2025-01-15,2025-01-15,2025-01-15,2025-01-15,2025-01-15,2025-01-15,2025-01-15,2025-01-15,2025-01-15,2025-01-15,2025-01-15,2025-01-15,2025-01-15,2025-01-15,2025-01-15,2025-01-15,2025-01-15,2025-01-15,2025-01-15,2025-01-15,2025-01-15,2025-01-15,2025-01-16,2025-01-16,2025-01-16,2025-01-16,2025-01-16,2025-01-16,2025-01-16,2025-01-16,2025-01-16,2025-01-16,2025-01-16,2025-01-16,2025-01-16,2025-01-16,2025-01-16,2025-01-16,2025-01-16,2025-01-16,2025-01-16,2025-01-16,2025-01-16,2025-01-16,2025-01-16,2025-01-16,2025-01-16,2025-01-16,2025-01-16,2025-01-16,2025-01-16,2025-01-17,2025-01-17,2025-01-17,2025-01-17,2025-01-17,2025-01-17,2025-01-17,2025-01-17,2025-01-17,2025-01-17,2025-01-17,2025-01-17,2025-01-17,2025-01-17,2025-01-17,2025-01-17,2025-01-17,2025-01-17,2025-01-17,2025-01-17,2025-01-17,2025-01-17,2025-01-17,2025-01-17,2025-01-17,2025-01-17,2025-01-17,2025-01-17,2025-01-18,2025-01-18}', '{1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1}', '{13442,10524,7605,4686,1768,48849,14902,11983,9064,6146,3227,308,47390,18203,15284,12365,9447,6528,45930,43012,40093,37174,31337,28418,25499,22581,19662,16743,13825,10906,7987,5069,44471,41552,38634,35715,32796,29877,26959,24040,21121,3609,691,47772,44853,41934,39016,36097,33178,30260,27341,24422,21504,18585,15666,12748,2150,49231,46313,43394,40475,37556,34638,31719,28800,25882,22963,20044,17126,14207,9829,6910,3991,1073,48154,45235,42317,39398,36479,33561,30642,27723,24805,21886,11288,8370,5451,49613,46695,43776,40857,37939,35020,32101,29183,26264,23345,20427,18967,17508}', '{419,335,250,165,81,1446,462,377,292,208,123,38,1404,557,473,388,303,219,1361,1277,1192,1108,938,854,769,684,600,515,430,346,261,177,1319,1235,1150,1065,981,896,811,727,642,134,50,1415,1330,1246,1161,1076,992,907,822,738,653,568,484,399,92,1457,1373,1288,1203,1119,1034,949,865,780,695,611,526,442,315,230,145,61,1426,1341,1257,1172,1087,1003,918,833,749,664,357,272,188,1468,1384,1299,1214,1130,1045,960,876,791,707,622,580,537}', false, '872', '7712504731850957598/00000001/16459'),
	('01a21881-2512-71f2-a491-488d639a2a44', 2, '2025-01-18 06:59:12.513056+00', 503, '2025-01-21 05:00:00+00', -9223372036854775808, 84, true, '{merchant_0249,merchant_0256,merchant_0263,merchant_0269,merchant_0283,merchant_0290,merchant_0297,merchant_0304,merchant_0311,merchant_0318,merchant_0325,merchant_0332,merchant_0339,merchant_0752,merchant_0759,merchant_0766,merchant_0773,merchant_0780,merchant_0787,merchant_0794,merchant_0801,merchant_0808,merchant_0815,merchant_0822,merchant_0829,merchant_0835,merchant_0346,merchant_0353,merchant_0360,merchant_0367,merchant_0374,merchant_0381,merchant_0388,merchant_0395,merchant_0402,merchant_0408,merchant_0415,merchant_0422,merchant_0429,merchant_0436,merchant_0842,merchant_0849,merchant_0856,merchant_0863,merchant_0870,merchant_0877,merchant_0884,merchant_0891,merchant_0898,merchant_0905,merchant_0912,merchant_0919,merchant_0926,merchant_0933,merchant_0940,merchant_0002,merchant_0009,merchant_0016,merchant_0023,merchant_0030,merchant_0037,merchant_0443,merchant_0450,merchant_0457,merchant_0464,merchant_0471,merchant_0478,merchant_0485,merchant_0492,merchant_0499,merchant_0506,merchant_0513,merchant_0520,merchant_0527,merchant_0534,merchant_0541,merchant_0947,merchant_0954,merchant_0961,merchant_0968,merchant_0975,merchant_0981,merchant_0988,merchant_0995}', '{2025-01-18,2025-01-18,2025-01-18,2025-01-18,2025-01-18,2025-01-18,2025-01-18,2025-01-18,2025-01-18,2025-01-18,2025-01-18,2025-01-18,2025-01-18,2025-01-18,2025-01-18,2025-01-18,2025-01-18,2025-01-18,2025-01-18,2025-01-18,2025-01-18,2025-01-18,2025-01-18,2025-01-18,2025-01-18,2025-01-18,2025-01-19,2025-01-19,2025-01-19,2025-01-19,2025-01-19,2025-01-19,2025-01-19,2025-01-19,2025-01-19,2025-01-19,2025-01-19,2025-01-19,2025-01-19,2025-01-19,2025-01-19,2025-01-19,2025-01-19,2025-01-19,2025-01-19,2025-01-19,2025-01-19,2025-01-19,2025-01-19,2025-01-19,2025-01-19,2025-01-19,2025-01-19,2025-01-19,2025-01-19,2025-01-20,2025-01-20,2025-01-20,2025-01-20,2025-01-20,2025-01-20,2025-01-20,2025-01-20,2025-01-20,2025-01-20,2025-01-20,2025-01-20,2025-01-20,2025-01-20,2025-01-20,2025-01-20,2025-01-20,2025-01-20,2025-01-20,2025-01-20,2025-01-20,2025-01-20,2025-01-20,2025-01-20,2025-01-20,2025-01-20,2025-01-20,2025-01-20,2025-01-20}', '{1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1}', '{16048,13130,10211,7292,1455,48536,45618,42699,39780,36862,33943,31024,28105,14589,11670,8752,5833,2914,49996,47077,44158,41240,38321,35402,32484,29565,25187,22268,19349,16431,13512,10593,7675,4756,1837,48919,46000,43081,40162,37244,26646,23727,20809,17890,14971,12053,9134,6215,3297,378,47459,44541,41622,38703,35784,9516,6598,3679,760,47841,44923,34325,31406,28488,25569,22650,19732,16813,13894,10976,8057,5138,2220,49301,46382,43463,32866,29947,27028,24110,21191,18272,15354,12435}', '{495,410,326,241,72,1437,1352,1268,1183,1098,1014,929,845,453,368,283,199,114,1479,1395,1310,1225,1141,1056,972,887,760,675,591,506,421,337,252,167,83,1448,1364,1279,1194,1110,802,718,633,548,464,379,294,210,125,40,1406,1321,1237,1152,1067,305,221,136,52,1417,1332,1025,940,856,771,686,602,517,432,348,263,179,94,1459,1375,1290,983,898,813,729,644,559,475,390}', false, '876', '7712504731850957598/00000001/16459');

INSERT INTO public.settlement_changes VALUES
	('01a21881-244c-7328-ba60-f75fa4be8f64', 'merchant_0511', '2025-01-01', '01a21881-22ec-7fc5-8761-2db40474c0de', 45721, 1355, 44366, 1, 45726, 1355, 44371, 1),
	('01a21881-244c-7328-ba60-f75fa4be8f64', 'merchant_0007', '2025-01-01', '01a21881-22ec-7fc5-8761-2db40474c0de', 47181, 1398, 45783, 1, 47186, 1398, 45788, 1),
	('01a21881-244c-7328-ba60-f75fa4be8f64', '=odd "merchant"', '2025-01-03', NULL, NULL, NULL, NULL, NULL, 700, 20, 680, 1),
	('01a21881-244c-7328-ba60-f75fa4be8f64', 'merchant_0504', '2025-01-01', '01a21881-22ec-7fc5-8761-2db40474c0de', 48640, 1440, 47200, 1, NULL, NULL, NULL, NULL);

INSERT INTO public.settlements VALUES
	('merchant_0664', '2025-01-02', 31510, 943, 30567, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0629', '2025-01-02', 46104, 1367, 44737, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0265', '2025-01-03', 39189, 1166, 38023, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0668', '2025-01-07', 19905, 607, 19298, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0348', '2025-01-04', 4165, 150, 4015, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0230', '2025-01-03', 3783, 139, 3644, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0074', '2025-01-06', 9307, 299, 9008, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0782', '2025-01-03', 31892, 954, 30938, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0682', '2025-01-07', 14068, 437, 13631, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0685', '2025-01-02', 22754, 689, 22065, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0803', '2025-01-03', 23136, 700, 22436, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0608', '2025-01-02', 4860, 170, 4690, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0018', '2025-01-06', 32657, 977, 31680, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0334', '2025-01-04', 10002, 320, 9682, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0838', '2025-01-04', 8543, 277, 8266, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0116', '2025-01-07', 41795, 1242, 40553, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0747', '2025-01-03', 46486, 1378, 45108, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0206', '2025-01-07', 3852, 141, 3711, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0095', '2025-01-06', 551, 45, 506, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0088', '2025-01-06', 3470, 130, 3340, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0594', '2025-01-01', 10697, 340, 10357, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0262', '2025-01-08', 30503, 914, 29589, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0824', '2025-01-04', 14380, 447, 13933, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0793', '2025-01-08', 17369, 533, 16836, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0081', '2025-01-06', 6389, 215, 6174, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0153', '2025-01-02', 35888, 1070, 34818, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0237', '2025-01-03', 864, 55, 809, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0327', '2025-01-04', 12921, 404, 12517, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0560', '2025-01-01', 25291, 763, 24528, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0529', '2025-01-06', 28279, 850, 27429, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0779', '2025-01-08', 23206, 702, 22504, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0014', '2025-01-01', 44262, 1313, 42949, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0636', '2025-01-02', 43185, 1282, 41903, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0622', '2025-01-02', 49022, 1451, 47571, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0119', '2025-01-02', 482, 43, 439, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0977', '2025-01-05', 169, 34, 135, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0258', '2025-01-03', 42108, 1251, 40857, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0810', '2025-01-04', 20218, 616, 19602, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0650', '2025-01-02', 37348, 1113, 36235, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0789', '2025-01-03', 28974, 870, 28104, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0098', '2025-01-01', 9238, 297, 8941, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0466', '2025-01-05', 4547, 161, 4386, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0411', '2025-01-05', 27897, 839, 27058, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0567', '2025-01-01', 22372, 678, 21694, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0807', '2025-01-08', 11531, 364, 11167, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0192', '2025-01-07', 9690, 311, 9379, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0956', '2025-01-05', 8925, 288, 8637, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0765', '2025-01-08', 29043, 872, 28171, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0223', '2025-01-03', 6701, 224, 6477, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0216', '2025-01-03', 9620, 308, 9312, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0831', '2025-01-04', 11462, 362, 11100, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0761', '2025-01-03', 40649, 1208, 39441, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0689', '2025-01-07', 11149, 353, 10796, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0438', '2025-01-05', 16222, 500, 15722, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0383', '2025-01-04', 39571, 1177, 38394, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0473', '2025-01-05', 1628, 77, 1551, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0601', '2025-01-01', 7778, 255, 7523, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0181', '2025-01-02', 24214, 732, 23482, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0515', '2025-01-06', 34116, 1019, 33097, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0654', '2025-01-07', 25742, 776, 24966, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0587', '2025-01-01', 13616, 424, 13192, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0726', '2025-01-03', 5242, 182, 5060, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0570', '2025-01-06', 10767, 342, 10425, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0292', '2025-01-03', 27514, 827, 26687, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0872', '2025-01-04', 43949, 1304, 42645, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0768', '2025-01-03', 37730, 1124, 36606, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0786', '2025-01-08', 20287, 618, 19669, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0188', '2025-01-02', 21295, 647, 20648, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0605', '2025-01-06', 46173, 1369, 44804, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0102', '2025-01-06', 47633, 1411, 46222, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0112', '2025-01-02', 3400, 128, 3272, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0858', '2025-01-04', 49787, 1473, 48314, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0452', '2025-01-05', 10385, 331, 10054, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0744', '2025-01-08', 37799, 1126, 36673, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0310', '2025-01-08', 10072, 322, 9750, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0487', '2025-01-05', 45791, 1357, 44434, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0251', '2025-01-03', 45027, 1335, 43692, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0404', '2025-01-04', 30815, 923, 29892, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0633', '2025-01-07', 34499, 1030, 33469, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0501', '2025-01-05', 39954, 1188, 38766, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0390', '2025-01-04', 36653, 1092, 35561, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0619', '2025-01-07', 40336, 1199, 39137, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0032', '2025-01-06', 26820, 807, 26013, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0042', '2025-01-01', 32587, 975, 31612, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0626', '2025-01-07', 37417, 1115, 36302, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0355', '2025-01-04', 1246, 66, 1180, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0598', '2025-01-06', 49092, 1453, 47639, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0306', '2025-01-03', 21677, 658, 21019, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0494', '2025-01-05', 42872, 1273, 41599, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0133', '2025-01-02', 44644, 1324, 43320, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0852', '2025-01-04', 2706, 108, 2598, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0341', '2025-01-04', 7084, 235, 6849, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0661', '2025-01-07', 22824, 691, 22133, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0949', '2025-01-05', 11844, 373, 11471, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0272', '2025-01-03', 36271, 1081, 35190, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0699', '2025-01-02', 16917, 520, 16397, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0077', '2025-01-01', 17994, 551, 17443, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0546', '2025-01-01', 31128, 932, 30196, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0536', '2025-01-06', 25360, 765, 24595, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0612', '2025-01-07', 43255, 1284, 41971, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0740', '2025-01-03', 49405, 1462, 47943, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0241', '2025-01-08', 39259, 1168, 38091, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0157', '2025-01-07', 24283, 734, 23549, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0886', '2025-01-04', 38112, 1135, 36977, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0282', '2025-01-08', 21747, 660, 21087, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0543', '2025-01-06', 22442, 680, 21762, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0557', '2025-01-06', 16604, 511, 16093, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0091', '2025-01-01', 12157, 382, 11775, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0550', '2025-01-06', 19523, 596, 18927, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0817', '2025-01-04', 17299, 531, 16768, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0564', '2025-01-06', 13685, 426, 13259, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0369', '2025-01-04', 45409, 1346, 44063, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0865', '2025-01-04', 46868, 1389, 45479, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0553', '2025-01-01', 28209, 848, 27361, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0109', '2025-01-06', 44714, 1326, 43388, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0126', '2025-01-02', 47563, 1409, 46154, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0942', '2025-01-05', 14763, 458, 14305, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0202', '2025-01-02', 15457, 478, 14979, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0105', '2025-01-01', 6319, 213, 6106, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0751', '2025-01-08', 34881, 1041, 33840, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0130', '2025-01-07', 35958, 1072, 34886, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0213', '2025-01-08', 934, 57, 877, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0418', '2025-01-05', 24978, 754, 24224, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0007', '2025-01-01', 47186, 1398, 45788, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0431', '2025-01-05', 19141, 585, 18556, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0518', '2025-01-01', 42803, 1271, 41532, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0647', '2025-01-07', 28661, 861, 27800, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0220', '2025-01-08', 48015, 1422, 46593, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0796', '2025-01-03', 26055, 785, 25270, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0279', '2025-01-03', 33352, 997, 32355, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0914', '2025-01-05', 26437, 796, 25641, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0580', '2025-01-01', 16535, 509, 16026, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0730', '2025-01-08', 43637, 1295, 42342, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0195', '2025-01-02', 18376, 562, 17814, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0140', '2025-01-02', 41726, 1240, 40486, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0067', '2025-01-06', 12226, 384, 11842, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0991', '2025-01-05', 44332, 1315, 43017, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0459', '2025-01-05', 7466, 246, 7220, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0703', '2025-01-07', 5312, 184, 5128, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0719', '2025-01-03', 8161, 266, 7895, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0123', '2025-01-07', 38877, 1157, 37720, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0900', '2025-01-04', 32275, 965, 31310, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0706', '2025-01-02', 13998, 435, 13563, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0709', '2025-01-07', 2393, 99, 2294, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0320', '2025-01-04', 15840, 489, 15351, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0696', '2025-01-07', 8230, 268, 7962, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0199', '2025-01-07', 6771, 226, 6545, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0935', '2025-01-05', 17681, 542, 17139, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0657', '2025-01-02', 34429, 1028, 33401, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0772', '2025-01-08', 26125, 787, 25338, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0021', '2025-01-01', 41343, 1228, 40115, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0445', '2025-01-05', 13303, 415, 12888, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0084', '2025-01-01', 15075, 467, 14608, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0511', '2025-01-01', 45726, 1355, 44371, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0640', '2025-01-07', 31580, 945, 30635, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0244', '2025-01-03', 47945, 1420, 46525, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0532', '2025-01-01', 36965, 1101, 35864, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0063', '2025-01-01', 23831, 721, 23110, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0845', '2025-01-04', 5624, 193, 5431, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0907', '2025-01-04', 29356, 881, 28475, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0143', '2025-01-07', 30120, 903, 29217, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0970', '2025-01-05', 3088, 119, 2969, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0508', '2025-01-05', 37035, 1104, 35931, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0248', '2025-01-08', 36340, 1083, 35257, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0303', '2025-01-08', 12991, 406, 12585, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0049', '2025-01-01', 29669, 890, 28779, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0362', '2025-01-04', 48328, 1431, 46897, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0150', '2025-01-07', 27202, 818, 26384, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0004', '2025-01-05', 38494, 1146, 37348, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0313', '2025-01-04', 18758, 573, 18185, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0573', '2025-01-01', 19453, 594, 18859, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0963', '2025-01-05', 6006, 204, 5802, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0276', '2025-01-08', 24665, 745, 23920, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0675', '2025-01-07', 16986, 522, 16464, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0171', '2025-01-07', 18446, 564, 17882, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0984', '2025-01-05', 47250, 1400, 45850, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0733', '2025-01-03', 2323, 97, 2226, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0070', '2025-01-01', 20913, 636, 20277, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0678', '2025-01-02', 25673, 774, 24899, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0397', '2025-01-04', 33734, 1008, 32726, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0754', '2025-01-03', 43567, 1293, 42274, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0591', '2025-01-06', 2011, 88, 1923, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0060', '2025-01-06', 15145, 469, 14676, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0800', '2025-01-08', 14450, 449, 14001, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0737', '2025-01-08', 40718, 1210, 39508, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0299', '2025-01-03', 24596, 743, 23853, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0716', '2025-01-08', 49474, 1464, 48010, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0011', '2025-01-06', 35576, 1061, 34515, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0522', '2025-01-06', 31198, 934, 30264, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0025', '2025-01-06', 29738, 892, 28846, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0053', '2025-01-06', 18063, 553, 17510, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0723', '2025-01-08', 46556, 1380, 45176, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0296', '2025-01-08', 15909, 491, 15418, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0255', '2025-01-08', 33421, 999, 32422, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0893', '2025-01-04', 35193, 1050, 34143, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0525', '2025-01-01', 39884, 1186, 38698, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0775', '2025-01-03', 34811, 1039, 33772, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0712', '2025-01-03', 11079, 351, 10728, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0879', '2025-01-04', 41031, 1219, 39812, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0480', '2025-01-05', 48710, 1442, 47268, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0285', '2025-01-03', 30433, 912, 29521, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0185', '2025-01-07', 12608, 395, 12213, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0136', '2025-01-07', 33039, 988, 32051, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0056', '2025-01-01', 26750, 805, 25945, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0289', '2025-01-08', 18828, 576, 18252, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0584', '2025-01-06', 4929, 172, 4757, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0928', '2025-01-05', 20600, 627, 19973, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0146', '2025-01-02', 38807, 1155, 37652, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0671', '2025-01-02', 28592, 859, 27733, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0035', '2025-01-01', 35506, 1059, 34447, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0692', '2025-01-02', 19835, 605, 19230, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0164', '2025-01-07', 21364, 649, 20715, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0227', '2025-01-08', 45096, 1337, 43759, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0577', '2025-01-06', 7848, 257, 7591, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0028', '2025-01-01', 38425, 1144, 37281, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0160', '2025-01-02', 32970, 986, 31984, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0046', '2025-01-06', 20982, 638, 20344, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0376', '2025-01-04', 42490, 1262, 41228, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0209', '2025-01-03', 12539, 393, 12146, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0921', '2025-01-05', 23519, 712, 22807, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0539', '2025-01-01', 34047, 1017, 33030, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0269', '2025-01-08', 27584, 829, 26755, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0758', '2025-01-08', 31962, 956, 31006, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0174', '2025-01-02', 27132, 816, 26316, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0997', '2025-01-05', 41413, 1230, 40183, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0167', '2025-01-02', 30051, 901, 29150, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0178', '2025-01-07', 15527, 480, 15047, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('merchant_0643', '2025-01-02', 40266, 1197, 39069, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64'),
	('=odd "merchant"', '2025-01-03', 700, 20, 680, 1, '2026-11-26 15:37:26.425485+00', '01a21881-244c-7328-ba60-f75fa4be8f64');

INSERT INTO public.signing_secrets VALUES
	(1, '\x058745706162e799a71d6c9883597d41080fc1836d12841856ac03cbf571eec5');

INSERT INTO public.transactions VALUES
	(4, 'merchant_0014', 44262, 1313, 'PAID', '2025-01-01 02:28:48.958354+00', '2025-01-01 02:28:48.958354+00'),
	(5, 'merchant_0518', 42803, 1271, 'PAID', '2025-01-01 03:18:24.197942+00', '2025-01-01 03:18:24.197942+00'),
	(6, 'merchant_0021', 41343, 1228, 'PAID', '2025-01-01 04:08:00.437531+00', '2025-01-01 04:08:00.437531+00'),
	(7, 'merchant_0525', 39884, 1186, 'PAID', '2025-01-01 04:57:36.67712+00', '2025-01-01 04:57:36.67712+00'),
	(8, 'merchant_0028', 38425, 1144, 'PAID', '2025-01-01 05:47:12.916708+00', '2025-01-01 05:47:12.916708+00'),
	(9, 'merchant_0532', 36965, 1101, 'PAID', '2025-01-01 06:36:48.156297+00', '2025-01-01 06:36:48.156297+00'),
	(10, 'merchant_0035', 35506, 1059, 'PAID', '2025-01-01 07:26:24.395885+00', '2025-01-01 07:26:24.395885+00'),
	(11, 'merchant_0539', 34047, 1017, 'PAID', '2025-01-01 08:16:00.635474+00', '2025-01-01 08:16:00.635474+00'),
	(12, 'merchant_0042', 32587, 975, 'PAID', '2025-01-01 09:05:36.875062+00', '2025-01-01 09:05:36.875062+00'),
	(13, 'merchant_0546', 31128, 932, 'PAID', '2025-01-01 09:55:12.114651+00', '2025-01-01 09:55:12.114651+00'),
	(14, 'merchant_0049', 29669, 890, 'PAID', '2025-01-01 10:44:48.35424+00', '2025-01-01 10:44:48.35424+00'),
	(15, 'merchant_0553', 28209, 848, 'PAID', '2025-01-01 11:34:24.593828+00', '2025-01-01 11:34:24.593828+00'),
	(16, 'merchant_0056', 26750, 805, 'PAID', '2025-01-01 12:24:00.833417+00', '2025-01-01 12:24:00.833417+00'),
	(17, 'merchant_0560', 25291, 763, 'PAID', '2025-01-01 13:13:36.073005+00', '2025-01-01 13:13:36.073005+00'),
	(18, 'merchant_0063', 23831, 721, 'PAID', '2025-01-01 14:03:12.312594+00', '2025-01-01 14:03:12.312594+00'),
	(19, 'merchant_0567', 22372, 678, 'PAID', '2025-01-01 14:52:48.552183+00', '2025-01-01 14:52:48.552183+00'),
	(20, 'merchant_0070', 20913, 636, 'PAID', '2025-01-01 15:42:24.791771+00', '2025-01-01 15:42:24.791771+00'),
	(21, 'merchant_0573', 19453, 594, 'PAID', '2025-01-01 16:32:00.03136+00', '2025-01-01 16:32:00.03136+00'),
	(22, 'merchant_0077', 17994, 551, 'PAID', '2025-01-01 17:21:36.270948+00', '2025-01-01 17:21:36.270948+00'),
	(23, 'merchant_0580', 16535, 509, 'PAID', '2025-01-01 18:11:12.510537+00', '2025-01-01 18:11:12.510537+00'),
	(24, 'merchant_0084', 15075, 467, 'PAID', '2025-01-01 19:00:48.750125+00', '2025-01-01 19:00:48.750125+00'),
	(25, 'merchant_0587', 13616, 424, 'PAID', '2025-01-01 19:50:24.989714+00', '2025-01-01 19:50:24.989714+00'),
	(26, 'merchant_0091', 12157, 382, 'PAID', '2025-01-01 20:40:00.229303+00', '2025-01-01 20:40:00.229303+00'),
	(27, 'merchant_0594', 10697, 340, 'PAID', '2025-01-01 21:29:36.468891+00', '2025-01-01 21:29:36.468891+00'),
	(28, 'merchant_0098', 9238, 297, 'PAID', '2025-01-01 22:19:12.70848+00', '2025-01-01 22:19:12.70848+00'),
	(29, 'merchant_0601', 7778, 255, 'PAID', '2025-01-01 23:08:48.948068+00', '2025-01-01 23:08:48.948068+00'),
	(30, 'merchant_0105', 6319, 213, 'PAID', '2025-01-01 23:58:24.187657+00', '2025-01-01 23:58:24.187657+00'),
	(31, 'merchant_0608', 4860, 170, 'PAID', '2025-01-02 00:48:00.427246+00', '2025-01-02 00:48:00.427246+00'),
	(32, 'merchant_0112', 3400, 128, 'PAID', '2025-01-02 01:37:36.666834+00', '2025-01-02 01:37:36.666834+00'),
	(33, 'merchant_0615', 1941, 86, 'PENDING', '2025-01-02 02:27:12.906423+00', '2025-01-02 02:27:12.906423+00'),
	(34, 'merchant_0119', 482, 43, 'PAID', '2025-01-02 03:16:48.146011+00', '2025-01-02 03:16:48.146011+00'),
	(35, 'merchant_0622', 49022, 1451, 'PAID', '2025-01-02 04:06:24.3856+00', '2025-01-02 04:06:24.3856+00'),
	(36, 'merchant_0126', 47563, 1409, 'PAID', '2025-01-02 04:56:00.625188+00', '2025-01-02 04:56:00.625188+00'),
	(37, 'merchant_0629', 46104, 1367, 'PAID', '2025-01-02 05:45:36.864777+00', '2025-01-02 05:45:36.864777+00'),
	(38, 'merchant_0133', 44644, 1324, 'PAID', '2025-01-02 06:35:12.104366+00', '2025-01-02 06:35:12.104366+00'),
	(39, 'merchant_0636', 43185, 1282, 'PAID', '2025-01-02 07:24:48.343954+00', '2025-01-02 07:24:48.343954+00'),
	(40, 'merchant_0140', 41726, 1240, 'PAID', '2025-01-02 08:14:24.583543+00', '2025-01-02 08:14:24.583543+00'),
	(41, 'merchant_0643', 40266, 1197, 'PAID', '2025-01-02 09:04:00.823131+00', '2025-01-02 09:04:00.823131+00'),
	(42, 'merchant_0146', 38807, 1155, 'PAID', '2025-01-02 09:53:36.06272+00', '2025-01-02 09:53:36.06272+00'),
	(43, 'merchant_0650', 37348, 1113, 'PAID', '2025-01-02 10:43:12.302309+00', '2025-01-02 10:43:12.302309+00'),
	(44, 'merchant_0153', 35888, 1070, 'PAID', '2025-01-02 11:32:48.541897+00', '2025-01-02 11:32:48.541897+00'),
	(45, 'merchant_0657', 34429, 1028, 'PAID', '2025-01-02 12:22:24.781486+00', '2025-01-02 12:22:24.781486+00'),
	(46, 'merchant_0160', 32970, 986, 'PAID', '2025-01-02 13:12:00.021074+00', '2025-01-02 13:12:00.021074+00'),
	(47, 'merchant_0664', 31510, 943, 'PAID', '2025-01-02 14:01:36.260663+00', '2025-01-02 14:01:36.260663+00'),
	(48, 'merchant_0167', 30051, 901, 'PAID', '2025-01-02 14:51:12.500251+00', '2025-01-02 14:51:12.500251+00'),
	(49, 'merchant_0671', 28592, 859, 'PAID', '2025-01-02 15:40:48.73984+00', '2025-01-02 15:40:48.73984+00'),
	(50, 'merchant_0174', 27132, 816, 'PAID', '2025-01-02 16:30:24.979429+00', '2025-01-02 16:30:24.979429+00'),
	(51, 'merchant_0678', 25673, 774, 'PAID', '2025-01-02 17:20:00.219017+00', '2025-01-02 17:20:00.219017+00'),
	(52, 'merchant_0181', 24214, 732, 'PAID', '2025-01-02 18:09:36.458606+00', '2025-01-02 18:09:36.458606+00'),
	(53, 'merchant_0685', 22754, 689, 'PAID', '2025-01-02 18:59:12.698194+00', '2025-01-02 18:59:12.698194+00'),
	(54, 'merchant_0188', 21295, 647, 'PAID', '2025-01-02 19:48:48.937783+00', '2025-01-02 19:48:48.937783+00'),
	(55, 'merchant_0692', 19835, 605, 'PAID', '2025-01-02 20:38:24.177372+00', '2025-01-02 20:38:24.177372+00'),
	(56, 'merchant_0195', 18376, 562, 'PAID', '2025-01-02 21:28:00.41696+00', '2025-01-02 21:28:00.41696+00'),
	(57, 'merchant_0699', 16917, 520, 'PAID', '2025-01-02 22:17:36.656549+00', '2025-01-02 22:17:36.656549+00'),
	(58, 'merchant_0202', 15457, 478, 'PAID', '2025-01-02 23:07:12.896137+00', '2025-01-02 23:07:12.896137+00'),
	(59, 'merchant_0706', 13998, 435, 'PAID', '2025-01-02 23:56:48.135726+00', '2025-01-02 23:56:48.135726+00'),
	(60, 'merchant_0209', 12539, 393, 'PAID', '2025-01-03 00:46:24.375314+00', '2025-01-03 00:46:24.375314+00'),
	(61, 'merchant_0712', 11079, 351, 'PAID', '2025-01-03 01:36:00.614903+00', '2025-01-03 01:36:00.614903+00'),
	(62, 'merchant_0216', 9620, 308, 'PAID', '2025-01-03 02:25:36.854492+00', '2025-01-03 02:25:36.854492+00'),
	(63, 'merchant_0719', 8161, 266, 'PAID', '2025-01-03 03:15:12.09408+00', '2025-01-03 03:15:12.09408+00'),
	(64, 'merchant_0223', 6701, 224, 'PAID', '2025-01-03 04:04:48.333669+00', '2025-01-03 04:04:48.333669+00'),
	(65, 'merchant_0726', 5242, 182, 'PAID', '2025-01-03 04:54:24.573257+00', '2025-01-03 04:54:24.573257+00'),
	(66, 'merchant_0230', 3783, 139, 'PAID', '2025-01-03 05:44:00.812846+00', '2025-01-03 05:44:00.812846+00'),
	(67, 'merchant_0733', 2323, 97, 'PAID', '2025-01-03 06:33:36.052434+00', '2025-01-03 06:33:36.052434+00'),
	(68, 'merchant_0237', 864, 55, 'PAID', '2025-01-03 07:23:12.292023+00', '2025-01-03 07:23:12.292023+00'),
	(69, 'merchant_0740', 49405, 1462, 'PAID', '2025-01-03 08:12:48.531612+00', '2025-01-03 08:12:48.531612+00'),
	(70, 'merchant_0244', 47945, 1420, 'PAID', '2025-01-03 09:02:24.7712+00', '2025-01-03 09:02:24.7712+00'),
	(71, 'merchant_0747', 46486, 1378, 'PAID', '2025-01-03 09:52:00.010789+00', '2025-01-03 09:52:00.010789+00'),
	(72, 'merchant_0251', 45027, 1335, 'PAID', '2025-01-03 10:41:36.250377+00', '2025-01-03 10:41:36.250377+00'),
	(73, 'merchant_0754', 43567, 1293, 'PAID', '2025-01-03 11:31:12.489966+00', '2025-01-03 11:31:12.489966+00'),
	(74, 'merchant_0258', 42108, 1251, 'PAID', '2025-01-03 12:20:48.729555+00', '2025-01-03 12:20:48.729555+00'),
	(75, 'merchant_0761', 40649, 1208, 'PAID', '2025-01-03 13:10:24.969143+00', '2025-01-03 13:10:24.969143+00'),
	(76, 'merchant_0265', 39189, 1166, 'PAID', '2025-01-03 14:00:00.208732+00', '2025-01-03 14:00:00.208732+00'),
	(77, 'merchant_0768', 37730, 1124, 'PAID', '2025-01-03 14:49:36.44832+00', '2025-01-03 14:49:36.44832+00'),
	(78, 'merchant_0272', 36271, 1081, 'PAID', '2025-01-03 15:39:12.687909+00', '2025-01-03 15:39:12.687909+00'),
	(79, 'merchant_0775', 34811, 1039, 'PAID', '2025-01-03 16:28:48.927497+00', '2025-01-03 16:28:48.927497+00'),
	(80, 'merchant_0279', 33352, 997, 'PAID', '2025-01-03 17:18:24.167086+00', '2025-01-03 17:18:24.167086+00'),
	(81, 'merchant_0782', 31892, 954, 'PAID', '2025-01-03 18:08:00.406675+00', '2025-01-03 18:08:00.406675+00'),
	(82, 'merchant_0285', 30433, 912, 'PAID', '2025-01-03 18:57:36.646263+00', '2025-01-03 18:57:36.646263+00'),
	(83, 'merchant_0789', 28974, 870, 'PAID', '2025-01-03 19:47:12.885852+00', '2025-01-03 19:47:12.885852+00'),
	(84, 'merchant_0292', 27514, 827, 'PAID', '2025-01-03 20:36:48.12544+00', '2025-01-03 20:36:48.12544+00'),
	(85, 'merchant_0796', 26055, 785, 'PAID', '2025-01-03 21:26:24.365029+00', '2025-01-03 21:26:24.365029+00'),
	(86, 'merchant_0299', 24596, 743, 'PAID', '2025-01-03 22:16:00.604618+00', '2025-01-03 22:16:00.604618+00'),
	(87, 'merchant_0803', 23136, 700, 'PAID', '2025-01-03 23:05:36.844206+00', '2025-01-03 23:05:36.844206+00'),
	(88, 'merchant_0306', 21677, 658, 'PAID', '2025-01-03 23:55:12.083795+00', '2025-01-03 23:55:12.083795+00'),
	(89, 'merchant_0810', 20218, 616, 'PAID', '2025-01-04 00:44:48.323383+00', '2025-01-04 00:44:48.323383+00'),
	(90, 'merchant_0313', 18758, 573, 'PAID', '2025-01-04 01:34:24.562972+00', '2025-01-04 01:34:24.562972+00'),
	(91, 'merchant_0817', 17299, 531, 'PAID', '2025-01-04 02:24:00.80256+00', '2025-01-04 02:24:00.80256+00'),
	(92, 'merchant_0320', 15840, 489, 'PAID', '2025-01-04 03:13:36.042149+00', '2025-01-04 03:13:36.042149+00'),
	(93, 'merchant_0824', 14380, 447, 'PAID', '2025-01-04 04:03:12.281738+00', '2025-01-04 04:03:12.281738+00'),
	(94, 'merchant_0327', 12921, 404, 'PAID', '2025-01-04 04:52:48.521326+00', '2025-01-04 04:52:48.521326+00'),
	(95, 'merchant_0831', 11462, 362, 'PAID', '2025-01-04 05:42:24.760915+00', '2025-01-04 05:42:24.760915+00'),
	(96, 'merchant_0334', 10002, 320, 'PAID', '2025-01-04 06:32:00.000503+00', '2025-01-04 06:32:00.000503+00'),
	(97, 'merchant_0838', 8543, 277, 'PAID', '2025-01-04 07:21:36.240092+00', '2025-01-04 07:21:36.240092+00'),
	(98, 'merchant_0341', 7084, 235, 'PAID', '2025-01-04 08:11:12.479681+00', '2025-01-04 08:11:12.479681+00'),
	(99, 'merchant_0845', 5624, 193, 'PAID', '2025-01-04 09:00:48.719269+00', '2025-01-04 09:00:48.719269+00'),
	(100, 'merchant_0348', 4165, 150, 'PAID', '2025-01-04 09:50:24.958858+00', '2025-01-04 09:50:24.958858+00'),
	(101, 'merchant_0852', 2706, 108, 'PAID', '2025-01-04 10:40:00.198446+00', '2025-01-04 10:40:00.198446+00'),
	(102, 'merchant_0355', 1246, 66, 'PAID', '2025-01-04 11:29:36.438035+00', '2025-01-04 11:29:36.438035+00'),
	(103, 'merchant_0858', 49787, 1473, 'PAID', '2025-01-04 12:19:12.677623+00', '2025-01-04 12:19:12.677623+00'),
	(104, 'merchant_0362', 48328, 1431, 'PAID', '2025-01-04 13:08:48.917212+00', '2025-01-04 13:08:48.917212+00'),
	(105, 'merchant_0865', 46868, 1389, 'PAID', '2025-01-04 13:58:24.156801+00', '2025-01-04 13:58:24.156801+00'),
	(106, 'merchant_0369', 45409, 1346, 'PAID', '2025-01-04 14:48:00.396389+00', '2025-01-04 14:48:00.396389+00'),
	(107, 'merchant_0872', 43949, 1304, 'PAID', '2025-01-04 15:37:36.635978+00', '2025-01-04 15:37:36.635978+00'),
	(108, 'merchant_0376', 42490, 1262, 'PAID', '2025-01-04 16:27:12.875566+00', '2025-01-04 16:27:12.875566+00'),
	(109, 'merchant_0879', 41031, 1219, 'PAID', '2025-01-04 17:16:48.115155+00', '2025-01-04 17:16:48.115155+00'),
	(110, 'merchant_0383', 39571, 1177, 'PAID', '2025-01-04 18:06:24.354744+00', '2025-01-04 18:06:24.354744+00'),
	(111, 'merchant_0886', 38112, 1135, 'PAID', '2025-01-04 18:56:00.594332+00', '2025-01-04 18:56:00.594332+00'),
	(112, 'merchant_0390', 36653, 1092, 'PAID', '2025-01-04 19:45:36.833921+00', '2025-01-04 19:45:36.833921+00'),
	(113, 'merchant_0893', 35193, 1050, 'PAID', '2025-01-04 20:35:12.073509+00', '2025-01-04 20:35:12.073509+00'),
	(114, 'merchant_0397', 33734, 1008, 'PAID', '2025-01-04 21:24:48.313098+00', '2025-01-04 21:24:48.313098+00'),
	(115, 'merchant_0900', 32275, 965, 'PAID', '2025-01-04 22:14:24.552686+00', '2025-01-04 22:14:24.552686+00'),
	(116, 'merchant_0404', 30815, 923, 'PAID', '2025-01-04 23:04:00.792275+00', '2025-01-04 23:04:00.792275+00'),
	(117, 'merchant_0907', 29356, 881, 'PAID', '2025-01-04 23:53:36.031864+00', '2025-01-04 23:53:36.031864+00'),
	(118, 'merchant_0411', 27897, 839, 'PAID', '2025-01-05 00:43:12.271452+00', '2025-01-05 00:43:12.271452+00'),
	(119, 'merchant_0914', 26437, 796, 'PAID', '2025-01-05 01:32:48.511041+00', '2025-01-05 01:32:48.511041+00'),
	(120, 'merchant_0418', 24978, 754, 'PAID', '2025-01-05 02:22:24.750629+00', '2025-01-05 02:22:24.750629+00'),
	(121, 'merchant_0921', 23519, 712, 'PAID', '2025-01-05 03:12:00.990218+00', '2025-01-05 03:12:00.990218+00'),
	(122, 'merchant_0424', 22059, 669, 'REFUNDED', '2025-01-05 04:01:36.229807+00', '2025-01-05 04:01:36.229807+00'),
	(123, 'merchant_0928', 20600, 627, 'PAID', '2025-01-05 04:51:12.469395+00', '2025-01-05 04:51:12.469395+00'),
	(124, 'merchant_0431', 19141, 585, 'PAID', '2025-01-05 05:40:48.708984+00', '2025-01-05 05:40:48.708984+00'),
	(125, 'merchant_0935', 17681, 542, 'PAID', '2025-01-05 06:30:24.948572+00', '2025-01-05 06:30:24.948572+00'),
	(126, 'merchant_0438', 16222, 500, 'PAID', '2025-01-05 07:20:00.188161+00', '2025-01-05 07:20:00.188161+00'),
	(127, 'merchant_0942', 14763, 458, 'PAID', '2025-01-05 08:09:36.427749+00', '2025-01-05 08:09:36.427749+00'),
	(128, 'merchant_0445', 13303, 415, 'PAID', '2025-01-05 08:59:12.667338+00', '2025-01-05 08:59:12.667338+00'),
	(129, 'merchant_0949', 11844, 373, 'PAID', '2025-01-05 09:48:48.906927+00', '2025-01-05 09:48:48.906927+00'),
	(130, 'merchant_0452', 10385, 331, 'PAID', '2025-01-05 10:38:24.146515+00', '2025-01-05 10:38:24.146515+00'),
	(131, 'merchant_0956', 8925, 288, 'PAID', '2025-01-05 11:28:00.386104+00', '2025-01-05 11:28:00.386104+00'),
	(132, 'merchant_0459', 7466, 246, 'PAID', '2025-01-05 12:17:36.625692+00', '2025-01-05 12:17:36.625692+00'),
	(133, 'merchant_0963', 6006, 204, 'PAID', '2025-01-05 13:07:12.865281+00', '2025-01-05 13:07:12.865281+00'),
	(134, 'merchant_0466', 4547, 161, 'PAID', '2025-01-05 13:56:48.104869+00', '2025-01-05 13:56:48.104869+00'),
	(135, 'merchant_0970', 3088, 119, 'PAID', '2025-01-05 14:46:24.344458+00', '2025-01-05 14:46:24.344458+00'),
	(136, 'merchant_0473', 1628, 77, 'PAID', '2025-01-05 15:36:00.584047+00', '2025-01-05 15:36:00.584047+00'),
	(137, 'merchant_0977', 169, 34, 'PAID', '2025-01-05 16:25:36.823635+00', '2025-01-05 16:25:36.823635+00'),
	(138, 'merchant_0480', 48710, 1442, 'PAID', '2025-01-05 17:15:12.063224+00', '2025-01-05 17:15:12.063224+00'),
	(139, 'merchant_0984', 47250, 1400, 'PAID', '2025-01-05 18:04:48.302812+00', '2025-01-05 18:04:48.302812+00'),
	(140, 'merchant_0487', 45791, 1357, 'PAID', '2025-01-05 18:54:24.542401+00', '2025-01-05 18:54:24.542401+00'),
	(141, 'merchant_0991', 44332, 1315, 'PAID', '2025-01-05 19:44:00.78199+00', '2025-01-05 19:44:00.78199+00'),
	(142, 'merchant_0494', 42872, 1273, 'PAID', '2025-01-05 20:33:36.021578+00', '2025-01-05 20:33:36.021578+00'),
	(143, 'merchant_0997', 41413, 1230, 'PAID', '2025-01-05 21:23:12.261167+00', '2025-01-05 21:23:12.261167+00'),
	(144, 'merchant_0501', 39954, 1188, 'PAID', '2025-01-05 22:12:48.500755+00', '2025-01-05 22:12:48.500755+00'),
	(145, 'merchant_0004', 38494, 1146, 'PAID', '2025-01-05 23:02:24.740344+00', '2025-01-05 23:02:24.740344+00'),
	(146, 'merchant_0508', 37035, 1104, 'PAID', '2025-01-05 23:52:00.979932+00', '2025-01-05 23:52:00.979932+00'),
	(147, 'merchant_0011', 35576, 1061, 'PAID', '2025-01-06 00:41:36.219521+00', '2025-01-06 00:41:36.219521+00'),
	(148, 'merchant_0515', 34116, 1019, 'PAID', '2025-01-06 01:31:12.45911+00', '2025-01-06 01:31:12.45911+00'),
	(149, 'merchant_0018', 32657, 977, 'PAID', '2025-01-06 02:20:48.698698+00', '2025-01-06 02:20:48.698698+00'),
	(150, 'merchant_0522', 31198, 934, 'PAID', '2025-01-06 03:10:24.938287+00', '2025-01-06 03:10:24.938287+00'),
	(151, 'merchant_0025', 29738, 892, 'PAID', '2025-01-06 04:00:00.177875+00', '2025-01-06 04:00:00.177875+00'),
	(152, 'merchant_0529', 28279, 850, 'PAID', '2025-01-06 04:49:36.417464+00', '2025-01-06 04:49:36.417464+00'),
	(153, 'merchant_0032', 26820, 807, 'PAID', '2025-01-06 05:39:12.657053+00', '2025-01-06 05:39:12.657053+00'),
	(154, 'merchant_0536', 25360, 765, 'PAID', '2025-01-06 06:28:48.896641+00', '2025-01-06 06:28:48.896641+00'),
	(155, 'merchant_0039', 23901, 723, 'REFUNDED', '2025-01-06 07:18:24.13623+00', '2025-01-06 07:18:24.13623+00'),
	(156, 'merchant_0543', 22442, 680, 'PAID', '2025-01-06 08:08:00.375818+00', '2025-01-06 08:08:00.375818+00'),
	(157, 'merchant_0046', 20982, 638, 'PAID', '2025-01-06 08:57:36.615407+00', '2025-01-06 08:57:36.615407+00'),
	(158, 'merchant_0550', 19523, 596, 'PAID', '2025-01-06 09:47:12.854995+00', '2025-01-06 09:47:12.854995+00'),
	(159, 'merchant_0053', 18063, 553, 'PAID', '2025-01-06 10:36:48.094584+00', '2025-01-06 10:36:48.094584+00'),
	(160, 'merchant_0557', 16604, 511, 'PAID', '2025-01-06 11:26:24.334173+00', '2025-01-06 11:26:24.334173+00'),
	(161, 'merchant_0060', 15145, 469, 'PAID', '2025-01-06 12:16:00.573761+00', '2025-01-06 12:16:00.573761+00'),
	(162, 'merchant_0564', 13685, 426, 'PAID', '2025-01-06 13:05:36.81335+00', '2025-01-06 13:05:36.81335+00'),
	(163, 'merchant_0067', 12226, 384, 'PAID', '2025-01-06 13:55:12.052938+00', '2025-01-06 13:55:12.052938+00'),
	(164, 'merchant_0570', 10767, 342, 'PAID', '2025-01-06 14:44:48.292527+00', '2025-01-06 14:44:48.292527+00'),
	(165, 'merchant_0074', 9307, 299, 'PAID', '2025-01-06 15:34:24.532116+00', '2025-01-06 15:34:24.532116+00'),
	(166, 'merchant_0577', 7848, 257, 'PAID', '2025-01-06 16:24:00.771704+00', '2025-01-06 16:24:00.771704+00'),
	(167, 'merchant_0081', 6389, 215, 'PAID', '2025-01-06 17:13:36.011293+00', '2025-01-06 17:13:36.011293+00'),
	(168, 'merchant_0584', 4929, 172, 'PAID', '2025-01-06 18:03:12.250881+00', '2025-01-06 18:03:12.250881+00'),
	(169, 'merchant_0088', 3470, 130, 'PAID', '2025-01-06 18:52:48.49047+00', '2025-01-06 18:52:48.49047+00'),
	(170, 'merchant_0591', 2011, 88, 'PAID', '2025-01-06 19:42:24.730058+00', '2025-01-06 19:42:24.730058+00'),
	(171, 'merchant_0095', 551, 45, 'PAID', '2025-01-06 20:32:00.969647+00', '2025-01-06 20:32:00.969647+00'),
	(172, 'merchant_0598', 49092, 1453, 'PAID', '2025-01-06 21:21:36.209236+00', '2025-01-06 21:21:36.209236+00'),
	(173, 'merchant_0102', 47633, 1411, 'PAID', '2025-01-06 22:11:12.448824+00', '2025-01-06 22:11:12.448824+00'),
	(174, 'merchant_0605', 46173, 1369, 'PAID', '2025-01-06 23:00:48.688413+00', '2025-01-06 23:00:48.688413+00'),
	(175, 'merchant_0109', 44714, 1326, 'PAID', '2025-01-06 23:50:24.928001+00', '2025-01-06 23:50:24.928001+00'),
	(176, 'merchant_0612', 43255, 1284, 'PAID', '2025-01-07 00:40:00.16759+00', '2025-01-07 00:40:00.16759+00'),
	(177, 'merchant_0116', 41795, 1242, 'PAID', '2025-01-07 01:29:36.407179+00', '2025-01-07 01:29:36.407179+00'),
	(178, 'merchant_0619', 40336, 1199, 'PAID', '2025-01-07 02:19:12.646767+00', '2025-01-07 02:19:12.646767+00'),
	(179, 'merchant_0123', 38877, 1157, 'PAID', '2025-01-07 03:08:48.886356+00', '2025-01-07 03:08:48.886356+00'),
	(180, 'merchant_0626', 37417, 1115, 'PAID', '2025-01-07 03:58:24.125944+00', '2025-01-07 03:58:24.125944+00'),
	(181, 'merchant_0130', 35958, 1072, 'PAID', '2025-01-07 04:48:00.365533+00', '2025-01-07 04:48:00.365533+00'),
	(182, 'merchant_0633', 34499, 1030, 'PAID', '2025-01-07 05:37:36.605121+00', '2025-01-07 05:37:36.605121+00'),
	(183, 'merchant_0136', 33039, 988, 'PAID', '2025-01-07 06:27:12.84471+00', '2025-01-07 06:27:12.84471+00'),
	(184, 'merchant_0640', 31580, 945, 'PAID', '2025-01-07 07:16:48.084299+00', '2025-01-07 07:16:48.084299+00'),
	(185, 'merchant_0143', 30120, 903, 'PAID', '2025-01-07 08:06:24.323887+00', '2025-01-07 08:06:24.323887+00'),
	(186, 'merchant_0647', 28661, 861, 'PAID', '2025-01-07 08:56:00.563476+00', '2025-01-07 08:56:00.563476+00'),
	(187, 'merchant_0150', 27202, 818, 'PAID', '2025-01-07 09:45:36.803064+00', '2025-01-07 09:45:36.803064+00'),
	(188, 'merchant_0654', 25742, 776, 'PAID', '2025-01-07 10:35:12.042653+00', '2025-01-07 10:35:12.042653+00'),
	(189, 'merchant_0157', 24283, 734, 'PAID', '2025-01-07 11:24:48.282242+00', '2025-01-07 11:24:48.282242+00'),
	(190, 'merchant_0661', 22824, 691, 'PAID', '2025-01-07 12:14:24.52183+00', '2025-01-07 12:14:24.52183+00'),
	(191, 'merchant_0164', 21364, 649, 'PAID', '2025-01-07 13:04:00.761419+00', '2025-01-07 13:04:00.761419+00'),
	(192, 'merchant_0668', 19905, 607, 'PAID', '2025-01-07 13:53:36.001007+00', '2025-01-07 13:53:36.001007+00'),
	(193, 'merchant_0171', 18446, 564, 'PAID', '2025-01-07 14:43:12.240596+00', '2025-01-07 14:43:12.240596+00'),
	(194, 'merchant_0675', 16986, 522, 'PAID', '2025-01-07 15:32:48.480184+00', '2025-01-07 15:32:48.480184+00'),
	(195, 'merchant_0178', 15527, 480, 'PAID', '2025-01-07 16:22:24.719773+00', '2025-01-07 16:22:24.719773+00'),
	(196, 'merchant_0682', 14068, 437, 'PAID', '2025-01-07 17:12:00.959362+00', '2025-01-07 17:12:00.959362+00'),
	(197, 'merchant_0185', 12608, 395, 'PAID', '2025-01-07 18:01:36.19895+00', '2025-01-07 18:01:36.19895+00'),
	(198, 'merchant_0689', 11149, 353, 'PAID', '2025-01-07 18:51:12.438539+00', '2025-01-07 18:51:12.438539+00'),
	(199, 'merchant_0192', 9690, 311, 'PAID', '2025-01-07 19:40:48.678127+00', '2025-01-07 19:40:48.678127+00'),
	(200, 'merchant_0696', 8230, 268, 'PAID', '2025-01-07 20:30:24.917716+00', '2025-01-07 20:30:24.917716+00'),
	(201, 'merchant_0199', 6771, 226, 'PAID', '2025-01-07 21:20:00.157304+00', '2025-01-07 21:20:00.157304+00'),
	(202, 'merchant_0703', 5312, 184, 'PAID', '2025-01-07 22:09:36.396893+00', '2025-01-07 22:09:36.396893+00'),
	(203, 'merchant_0206', 3852, 141, 'PAID', '2025-01-07 22:59:12.636482+00', '2025-01-07 22:59:12.636482+00'),
	(204, 'merchant_0709', 2393, 99, 'PAID', '2025-01-07 23:48:48.87607+00', '2025-01-07 23:48:48.87607+00'),
	(205, 'merchant_0213', 934, 57, 'PAID', '2025-01-08 00:38:24.115659+00', '2025-01-08 00:38:24.115659+00'),
	(206, 'merchant_0716', 49474, 1464, 'PAID', '2025-01-08 01:28:00.355247+00', '2025-01-08 01:28:00.355247+00'),
	(207, 'merchant_0220', 48015, 1422, 'PAID', '2025-01-08 02:17:36.594836+00', '2025-01-08 02:17:36.594836+00'),
	(208, 'merchant_0723', 46556, 1380, 'PAID', '2025-01-08 03:07:12.834425+00', '2025-01-08 03:07:12.834425+00'),
	(209, 'merchant_0227', 45096, 1337, 'PAID', '2025-01-08 03:56:48.074013+00', '2025-01-08 03:56:48.074013+00'),
	(210, 'merchant_0730', 43637, 1295, 'PAID', '2025-01-08 04:46:24.313602+00', '2025-01-08 04:46:24.313602+00'),
	(211, 'merchant_0234', 42178, 1253, 'FAILED', '2025-01-08 05:36:00.55319+00', '2025-01-08 05:36:00.55319+00'),
	(212, 'merchant_0737', 40718, 1210, 'PAID', '2025-01-08 06:25:36.792779+00', '2025-01-08 06:25:36.792779+00'),
	(213, 'merchant_0241', 39259, 1168, 'PAID', '2025-01-08 07:15:12.032367+00', '2025-01-08 07:15:12.032367+00'),
	(214, 'merchant_0744', 37799, 1126, 'PAID', '2025-01-08 08:04:48.271956+00', '2025-01-08 08:04:48.271956+00'),
	(215, 'merchant_0248', 36340, 1083, 'PAID', '2025-01-08 08:54:24.511545+00', '2025-01-08 08:54:24.511545+00'),
	(216, 'merchant_0751', 34881, 1041, 'PAID', '2025-01-08 09:44:00.751133+00', '2025-01-08 09:44:00.751133+00'),
	(217, 'merchant_0255', 33421, 999, 'PAID', '2025-01-08 10:33:36.990722+00', '2025-01-08 10:33:36.990722+00'),
	(218, 'merchant_0758', 31962, 956, 'PAID', '2025-01-08 11:23:12.23031+00', '2025-01-08 11:23:12.23031+00'),
	(219, 'merchant_0262', 30503, 914, 'PAID', '2025-01-08 12:12:48.469899+00', '2025-01-08 12:12:48.469899+00'),
	(220, 'merchant_0765', 29043, 872, 'PAID', '2025-01-08 13:02:24.709488+00', '2025-01-08 13:02:24.709488+00'),
	(221, 'merchant_0269', 27584, 829, 'PAID', '2025-01-08 13:52:00.949076+00', '2025-01-08 13:52:00.949076+00'),
	(222, 'merchant_0772', 26125, 787, 'PAID', '2025-01-08 14:41:36.188665+00', '2025-01-08 14:41:36.188665+00'),
	(223, 'merchant_0276', 24665, 745, 'PAID', '2025-01-08 15:31:12.428253+00', '2025-01-08 15:31:12.428253+00'),
	(224, 'merchant_0779', 23206, 702, 'PAID', '2025-01-08 16:20:48.667842+00', '2025-01-08 16:20:48.667842+00'),
	(225, 'merchant_0282', 21747, 660, 'PAID', '2025-01-08 17:10:24.90743+00', '2025-01-08 17:10:24.90743+00'),
	(226, 'merchant_0786', 20287, 618, 'PAID', '2025-01-08 18:00:00.147019+00', '2025-01-08 18:00:00.147019+00'),
	(227, 'merchant_0289', 18828, 576, 'PAID', '2025-01-08 18:49:36.386608+00', '2025-01-08 18:49:36.386608+00'),
	(228, 'merchant_0793', 17369, 533, 'PAID', '2025-01-08 19:39:12.626196+00', '2025-01-08 19:39:12.626196+00'),
	(229, 'merchant_0296', 15909, 491, 'PAID', '2025-01-08 20:28:48.865785+00', '2025-01-08 20:28:48.865785+00'),
	(230, 'merchant_0800', 14450, 449, 'PAID', '2025-01-08 21:18:24.105373+00', '2025-01-08 21:18:24.105373+00'),
	(231, 'merchant_0303', 12991, 406, 'PAID', '2025-01-08 22:08:00.344962+00', '2025-01-08 22:08:00.344962+00'),
	(232, 'merchant_0807', 11531, 364, 'PAID', '2025-01-08 22:57:36.584551+00', '2025-01-08 22:57:36.584551+00'),
	(233, 'merchant_0310', 10072, 322, 'PAID', '2025-01-08 23:47:12.824139+00', '2025-01-08 23:47:12.824139+00'),
	(234, 'merchant_0814', 8613, 279, 'PAID', '2025-01-09 00:36:48.063728+00', '2025-01-09 00:36:48.063728+00'),
	(235, 'merchant_0317', 7153, 237, 'PAID', '2025-01-09 01:26:24.303316+00', '2025-01-09 01:26:24.303316+00'),
	(236, 'merchant_0821', 5694, 195, 'PAID', '2025-01-09 02:16:00.542905+00', '2025-01-09 02:16:00.542905+00'),
	(237, 'merchant_0324', 4235, 152, 'PAID', '2025-01-09 03:05:36.782493+00', '2025-01-09 03:05:36.782493+00'),
	(238, 'merchant_0828', 2775, 110, 'PAID', '2025-01-09 03:55:12.022082+00', '2025-01-09 03:55:12.022082+00'),
	(239, 'merchant_0331', 1316, 68, 'PAID', '2025-01-09 04:44:48.261671+00', '2025-01-09 04:44:48.261671+00'),
	(240, 'merchant_0835', 49856, 1475, 'PAID', '2025-01-09 05:34:24.501259+00', '2025-01-09 05:34:24.501259+00'),
	(241, 'merchant_0338', 48397, 1433, 'PAID', '2025-01-09 06:24:00.740848+00', '2025-01-09 06:24:00.740848+00'),
	(242, 'merchant_0842', 46938, 1391, 'PAID', '2025-01-09 07:13:36.980436+00', '2025-01-09 07:13:36.980436+00'),
	(243, 'merchant_0345', 45478, 1348, 'PAID', '2025-01-09 08:03:12.220025+00', '2025-01-09 08:03:12.220025+00'),
	(244, 'merchant_0848', 44019, 1306, 'FAILED', '2025-01-09 08:52:48.459614+00', '2025-01-09 08:52:48.459614+00'),
	(245, 'merchant_0352', 42560, 1264, 'PAID', '2025-01-09 09:42:24.699202+00', '2025-01-09 09:42:24.699202+00'),
	(246, 'merchant_0855', 41100, 1221, 'PAID', '2025-01-09 10:32:00.938791+00', '2025-01-09 10:32:00.938791+00'),
	(247, 'merchant_0359', 39641, 1179, 'PAID', '2025-01-09 11:21:36.178379+00', '2025-01-09 11:21:36.178379+00'),
	(248, 'merchant_0862', 38182, 1137, 'PAID', '2025-01-09 12:11:12.417968+00', '2025-01-09 12:11:12.417968+00'),
	(249, 'merchant_0366', 36722, 1094, 'PAID', '2025-01-09 13:00:48.657556+00', '2025-01-09 13:00:48.657556+00'),
	(250, 'merchant_0869', 35263, 1052, 'PAID', '2025-01-09 13:50:24.897145+00', '2025-01-09 13:50:24.897145+00'),
	(251, 'merchant_0373', 33804, 1010, 'PAID', '2025-01-09 14:40:00.136734+00', '2025-01-09 14:40:00.136734+00'),
	(252, 'merchant_0876', 32344, 967, 'PAID', '2025-01-09 15:29:36.376322+00', '2025-01-09 15:29:36.376322+00'),
	(253, 'merchant_0380', 30885, 925, 'PAID', '2025-01-09 16:19:12.615911+00', '2025-01-09 16:19:12.615911+00'),
	(254, 'merchant_0883', 29426, 883, 'PAID', '2025-01-09 17:08:48.855499+00', '2025-01-09 17:08:48.855499+00'),
	(255, 'merchant_0387', 27966, 841, 'PAID', '2025-01-09 17:58:24.095088+00', '2025-01-09 17:58:24.095088+00'),
	(256, 'merchant_0890', 26507, 798, 'PAID', '2025-01-09 18:48:00.334677+00', '2025-01-09 18:48:00.334677+00'),
	(257, 'merchant_0394', 25048, 756, 'PAID', '2025-01-09 19:37:36.574265+00', '2025-01-09 19:37:36.574265+00'),
	(258, 'merchant_0897', 23588, 714, 'PAID', '2025-01-09 20:27:12.813854+00', '2025-01-09 20:27:12.813854+00'),
	(259, 'merchant_0401', 22129, 671, 'PAID', '2025-01-09 21:16:48.053442+00', '2025-01-09 21:16:48.053442+00'),
	(260, 'merchant_0904', 20670, 629, 'PAID', '2025-01-09 22:06:24.293031+00', '2025-01-09 22:06:24.293031+00'),
	(261, 'merchant_0408', 19210, 587, 'PAID', '2025-01-09 22:56:00.532619+00', '2025-01-09 22:56:00.532619+00'),
	(262, 'merchant_0911', 17751, 544, 'PAID', '2025-01-09 23:45:36.772208+00', '2025-01-09 23:45:36.772208+00'),
	(263, 'merchant_0415', 16292, 502, 'PAID', '2025-01-10 00:35:12.011797+00', '2025-01-10 00:35:12.011797+00'),
	(264, 'merchant_0918', 14832, 460, 'PAID', '2025-01-10 01:24:48.251385+00', '2025-01-10 01:24:48.251385+00'),
	(265, 'merchant_0421', 13373, 417, 'PAID', '2025-01-10 02:14:24.490974+00', '2025-01-10 02:14:24.490974+00'),
	(266, 'merchant_0925', 11913, 375, 'PAID', '2025-01-10 03:04:00.730562+00', '2025-01-10 03:04:00.730562+00'),
	(267, 'merchant_0428', 10454, 333, 'PAID', '2025-01-10 03:53:36.970151+00', '2025-01-10 03:53:36.970151+00'),
	(268, 'merchant_0932', 8995, 290, 'PAID', '2025-01-10 04:43:12.209739+00', '2025-01-10 04:43:12.209739+00'),
	(269, 'merchant_0435', 7535, 248, 'PAID', '2025-01-10 05:32:48.449328+00', '2025-01-10 05:32:48.449328+00'),
	(270, 'merchant_0939', 6076, 206, 'PAID', '2025-01-10 06:22:24.688917+00', '2025-01-10 06:22:24.688917+00'),
	(271, 'merchant_0442', 4617, 163, 'PAID', '2025-01-10 07:12:00.928505+00', '2025-01-10 07:12:00.928505+00'),
	(272, 'merchant_0946', 3157, 121, 'PAID', '2025-01-10 08:01:36.168094+00', '2025-01-10 08:01:36.168094+00'),
	(273, 'merchant_0449', 1698, 79, 'PAID', '2025-01-10 08:51:12.407682+00', '2025-01-10 08:51:12.407682+00'),
	(274, 'merchant_0953', 239, 36, 'PAID', '2025-01-10 09:40:48.647271+00', '2025-01-10 09:40:48.647271+00'),
	(275, 'merchant_0456', 48779, 1444, 'PAID', '2025-01-10 10:30:24.88686+00', '2025-01-10 10:30:24.88686+00'),
	(276, 'merchant_0960', 47320, 1402, 'PAID', '2025-01-10 11:20:00.126448+00', '2025-01-10 11:20:00.126448+00'),
	(277, 'merchant_0463', 45861, 1359, 'PAID', '2025-01-10 12:09:36.366037+00', '2025-01-10 12:09:36.366037+00'),
	(278, 'merchant_0967', 44401, 1317, 'PAID', '2025-01-10 12:59:12.605625+00', '2025-01-10 12:59:12.605625+00'),
	(279, 'merchant_0470', 42942, 1275, 'PAID', '2025-01-10 13:48:48.845214+00', '2025-01-10 13:48:48.845214+00'),
	(280, 'merchant_0974', 41483, 1233, 'PAID', '2025-01-10 14:38:24.084802+00', '2025-01-10 14:38:24.084802+00'),
	(281, 'merchant_0477', 40023, 1190, 'PAID', '2025-01-10 15:28:00.324391+00', '2025-01-10 15:28:00.324391+00'),
	(282, 'merchant_0981', 38564, 1148, 'PAID', '2025-01-10 16:17:36.56398+00', '2025-01-10 16:17:36.56398+00'),
	(283, 'merchant_0484', 37105, 1106, 'PAID', '2025-01-10 17:07:12.803568+00', '2025-01-10 17:07:12.803568+00'),
	(284, 'merchant_0988', 35645, 1063, 'PAID', '2025-01-10 17:56:48.043157+00', '2025-01-10 17:56:48.043157+00'),
	(285, 'merchant_0491', 34186, 1021, 'PAID', '2025-01-10 18:46:24.282745+00', '2025-01-10 18:46:24.282745+00'),
	(286, 'merchant_0994', 32727, 979, 'PAID', '2025-01-10 19:36:00.522334+00', '2025-01-10 19:36:00.522334+00'),
	(287, 'merchant_0498', 31267, 936, 'PAID', '2025-01-10 20:25:36.761923+00', '2025-01-10 20:25:36.761923+00'),
	(288, 'merchant_0001', 29808, 894, 'PAID', '2025-01-10 21:15:12.001511+00', '2025-01-10 21:15:12.001511+00'),
	(289, 'merchant_0505', 28349, 852, 'PAID', '2025-01-10 22:04:48.2411+00', '2025-01-10 22:04:48.2411+00'),
	(290, 'merchant_0008', 26889, 809, 'PAID', '2025-01-10 22:54:24.480688+00', '2025-01-10 22:54:24.480688+00'),
	(291, 'merchant_0512', 25430, 767, 'PAID', '2025-01-10 23:44:00.720277+00', '2025-01-10 23:44:00.720277+00'),
	(292, 'merchant_0015', 23970, 725, 'PAID', '2025-01-11 00:33:36.959865+00', '2025-01-11 00:33:36.959865+00'),
	(293, 'merchant_0519', 22511, 682, 'PAID', '2025-01-11 01:23:12.199454+00', '2025-01-11 01:23:12.199454+00'),
	(294, 'merchant_0022', 21052, 640, 'PAID', '2025-01-11 02:12:48.439043+00', '2025-01-11 02:12:48.439043+00'),
	(295, 'merchant_0526', 19592, 598, 'PAID', '2025-01-11 03:02:24.678631+00', '2025-01-11 03:02:24.678631+00'),
	(296, 'merchant_0029', 18133, 555, 'PAID', '2025-01-11 03:52:00.91822+00', '2025-01-11 03:52:00.91822+00'),
	(297, 'merchant_0533', 16674, 513, 'PAID', '2025-01-11 04:41:36.157808+00', '2025-01-11 04:41:36.157808+00'),
	(298, 'merchant_0036', 15214, 471, 'PAID', '2025-01-11 05:31:12.397397+00', '2025-01-11 05:31:12.397397+00'),
	(299, 'merchant_0540', 13755, 428, 'PAID', '2025-01-11 06:20:48.636986+00', '2025-01-11 06:20:48.636986+00'),
	(300, 'merchant_0043', 12296, 386, 'PENDING', '2025-01-11 07:10:24.876574+00', '2025-01-11 07:10:24.876574+00'),
	(301, 'merchant_0547', 10836, 344, 'PAID', '2025-01-11 08:00:00.116163+00', '2025-01-11 08:00:00.116163+00'),
	(302, 'merchant_0050', 9377, 301, 'PAID', '2025-01-11 08:49:36.355751+00', '2025-01-11 08:49:36.355751+00'),
	(303, 'merchant_0554', 7918, 259, 'PAID', '2025-01-11 09:39:12.59534+00', '2025-01-11 09:39:12.59534+00'),
	(304, 'merchant_0057', 6458, 217, 'PAID', '2025-01-11 10:28:48.834928+00', '2025-01-11 10:28:48.834928+00'),
	(305, 'merchant_0560', 4999, 174, 'PAID', '2025-01-11 11:18:24.074517+00', '2025-01-11 11:18:24.074517+00'),
	(306, 'merchant_0064', 3540, 132, 'PAID', '2025-01-11 12:08:00.314106+00', '2025-01-11 12:08:00.314106+00'),
	(307, 'merchant_0567', 2080, 90, 'PAID', '2025-01-11 12:57:36.553694+00', '2025-01-11 12:57:36.553694+00'),
	(308, 'merchant_0071', 621, 48, 'PAID', '2025-01-11 13:47:12.793283+00', '2025-01-11 13:47:12.793283+00'),
	(309, 'merchant_0574', 49162, 1455, 'PAID', '2025-01-11 14:36:48.032871+00', '2025-01-11 14:36:48.032871+00'),
	(310, 'merchant_0078', 47702, 1413, 'PAID', '2025-01-11 15:26:24.27246+00', '2025-01-11 15:26:24.27246+00'),
	(311, 'merchant_0581', 46243, 1371, 'PAID', '2025-01-11 16:16:00.512049+00', '2025-01-11 16:16:00.512049+00'),
	(312, 'merchant_0085', 44784, 1328, 'PAID', '2025-01-11 17:05:36.751637+00', '2025-01-11 17:05:36.751637+00'),
	(313, 'merchant_0588', 43324, 1286, 'PAID', '2025-01-11 17:55:12.991226+00', '2025-01-11 17:55:12.991226+00'),
	(314, 'merchant_0092', 41865, 1244, 'PAID', '2025-01-11 18:44:48.230814+00', '2025-01-11 18:44:48.230814+00'),
	(315, 'merchant_0595', 40406, 1201, 'PAID', '2025-01-11 19:34:24.470403+00', '2025-01-11 19:34:24.470403+00'),
	(316, 'merchant_0099', 38946, 1159, 'PAID', '2025-01-11 20:24:00.709991+00', '2025-01-11 20:24:00.709991+00'),
	(317, 'merchant_0602', 37487, 1117, 'PAID', '2025-01-11 21:13:36.94958+00', '2025-01-11 21:13:36.94958+00'),
	(318, 'merchant_0106', 36027, 1074, 'PAID', '2025-01-11 22:03:12.189169+00', '2025-01-11 22:03:12.189169+00'),
	(319, 'merchant_0609', 34568, 1032, 'PAID', '2025-01-11 22:52:48.428757+00', '2025-01-11 22:52:48.428757+00'),
	(320, 'merchant_0113', 33109, 990, 'PAID', '2025-01-11 23:42:24.668346+00', '2025-01-11 23:42:24.668346+00'),
	(321, 'merchant_0616', 31649, 947, 'PAID', '2025-01-12 00:32:00.907934+00', '2025-01-12 00:32:00.907934+00'),
	(322, 'merchant_0120', 30190, 905, 'PAID', '2025-01-12 01:21:36.147523+00', '2025-01-12 01:21:36.147523+00'),
	(323, 'merchant_0623', 28731, 863, 'PAID', '2025-01-12 02:11:12.387111+00', '2025-01-12 02:11:12.387111+00'),
	(324, 'merchant_0127', 27271, 820, 'PAID', '2025-01-12 03:00:48.6267+00', '2025-01-12 03:00:48.6267+00'),
	(325, 'merchant_0630', 25812, 778, 'PAID', '2025-01-12 03:50:24.866289+00', '2025-01-12 03:50:24.866289+00'),
	(326, 'merchant_0133', 24353, 736, 'PAID', '2025-01-12 04:40:00.105877+00', '2025-01-12 04:40:00.105877+00'),
	(327, 'merchant_0637', 22893, 693, 'PAID', '2025-01-12 05:29:36.345466+00', '2025-01-12 05:29:36.345466+00'),
	(328, 'merchant_0140', 21434, 651, 'PAID', '2025-01-12 06:19:12.585054+00', '2025-01-12 06:19:12.585054+00'),
	(329, 'merchant_0644', 19975, 609, 'PAID', '2025-01-12 07:08:48.824643+00', '2025-01-12 07:08:48.824643+00'),
	(330, 'merchant_0147', 18515, 566, 'PAID', '2025-01-12 07:58:24.064232+00', '2025-01-12 07:58:24.064232+00'),
	(331, 'merchant_0651', 17056, 524, 'PAID', '2025-01-12 08:48:00.30382+00', '2025-01-12 08:48:00.30382+00'),
	(332, 'merchant_0154', 15597, 482, 'PAID', '2025-01-12 09:37:36.543409+00', '2025-01-12 09:37:36.543409+00'),
	(333, 'merchant_0658', 14137, 439, 'PENDING', '2025-01-12 10:27:12.782997+00', '2025-01-12 10:27:12.782997+00'),
	(334, 'merchant_0161', 12678, 397, 'PAID', '2025-01-12 11:16:48.022586+00', '2025-01-12 11:16:48.022586+00'),
	(335, 'merchant_0665', 11219, 355, 'PAID', '2025-01-12 12:06:24.262174+00', '2025-01-12 12:06:24.262174+00'),
	(336, 'merchant_0168', 9759, 313, 'PAID', '2025-01-12 12:56:00.501763+00', '2025-01-12 12:56:00.501763+00'),
	(337, 'merchant_0672', 8300, 270, 'PAID', '2025-01-12 13:45:36.741352+00', '2025-01-12 13:45:36.741352+00'),
	(338, 'merchant_0175', 6841, 228, 'PAID', '2025-01-12 14:35:12.98094+00', '2025-01-12 14:35:12.98094+00'),
	(339, 'merchant_0679', 5381, 186, 'PAID', '2025-01-12 15:24:48.220529+00', '2025-01-12 15:24:48.220529+00'),
	(340, 'merchant_0182', 3922, 143, 'PAID', '2025-01-12 16:14:24.460117+00', '2025-01-12 16:14:24.460117+00'),
	(341, 'merchant_0686', 2463, 101, 'PAID', '2025-01-12 17:04:00.699706+00', '2025-01-12 17:04:00.699706+00'),
	(342, 'merchant_0189', 1003, 59, 'PAID', '2025-01-12 17:53:36.939295+00', '2025-01-12 17:53:36.939295+00'),
	(343, 'merchant_0693', 49544, 1466, 'PAID', '2025-01-12 18:43:12.178883+00', '2025-01-12 18:43:12.178883+00'),
	(344, 'merchant_0196', 48084, 1424, 'PAID', '2025-01-12 19:32:48.418472+00', '2025-01-12 19:32:48.418472+00'),
	(345, 'merchant_0699', 46625, 1382, 'PAID', '2025-01-12 20:22:24.65806+00', '2025-01-12 20:22:24.65806+00'),
	(346, 'merchant_0203', 45166, 1339, 'PAID', '2025-01-12 21:12:00.897649+00', '2025-01-12 21:12:00.897649+00'),
	(347, 'merchant_0706', 43706, 1297, 'PAID', '2025-01-12 22:01:36.137237+00', '2025-01-12 22:01:36.137237+00'),
	(348, 'merchant_0210', 42247, 1255, 'PAID', '2025-01-12 22:51:12.376826+00', '2025-01-12 22:51:12.376826+00'),
	(349, 'merchant_0713', 40788, 1212, 'PAID', '2025-01-12 23:40:48.616415+00', '2025-01-12 23:40:48.616415+00'),
	(350, 'merchant_0217', 39328, 1170, 'PAID', '2025-01-13 00:30:24.856003+00', '2025-01-13 00:30:24.856003+00'),
	(351, 'merchant_0720', 37869, 1128, 'PAID', '2025-01-13 01:20:00.095592+00', '2025-01-13 01:20:00.095592+00'),
	(352, 'merchant_0224', 36410, 1085, 'PAID', '2025-01-13 02:09:36.33518+00', '2025-01-13 02:09:36.33518+00'),
	(353, 'merchant_0727', 34950, 1043, 'PAID', '2025-01-13 02:59:12.574769+00', '2025-01-13 02:59:12.574769+00'),
	(354, 'merchant_0231', 33491, 1001, 'PAID', '2025-01-13 03:48:48.814358+00', '2025-01-13 03:48:48.814358+00'),
	(355, 'merchant_0734', 32032, 958, 'PAID', '2025-01-13 04:38:24.053946+00', '2025-01-13 04:38:24.053946+00'),
	(356, 'merchant_0238', 30572, 916, 'PAID', '2025-01-13 05:28:00.293535+00', '2025-01-13 05:28:00.293535+00'),
	(357, 'merchant_0741', 29113, 874, 'PAID', '2025-01-13 06:17:36.533123+00', '2025-01-13 06:17:36.533123+00'),
	(358, 'merchant_0245', 27654, 831, 'PAID', '2025-01-13 07:07:12.772712+00', '2025-01-13 07:07:12.772712+00'),
	(359, 'merchant_0748', 26194, 789, 'PAID', '2025-01-13 07:56:48.0123+00', '2025-01-13 07:56:48.0123+00'),
	(360, 'merchant_0252', 24735, 747, 'PAID', '2025-01-13 08:46:24.251889+00', '2025-01-13 08:46:24.251889+00'),
	(361, 'merchant_0755', 23276, 705, 'PAID', '2025-01-13 09:36:00.491478+00', '2025-01-13 09:36:00.491478+00'),
	(362, 'merchant_0259', 21816, 662, 'PAID', '2025-01-13 10:25:36.731066+00', '2025-01-13 10:25:36.731066+00'),
	(363, 'merchant_0762', 20357, 620, 'PAID', '2025-01-13 11:15:12.970655+00', '2025-01-13 11:15:12.970655+00'),
	(364, 'merchant_0266', 18898, 578, 'PAID', '2025-01-13 12:04:48.210243+00', '2025-01-13 12:04:48.210243+00'),
	(365, 'merchant_0769', 17438, 535, 'PAID', '2025-01-13 12:54:24.449832+00', '2025-01-13 12:54:24.449832+00'),
	(366, 'merchant_0272', 15979, 493, 'PAID', '2025-01-13 13:44:00.689421+00', '2025-01-13 13:44:00.689421+00'),
	(367, 'merchant_0776', 14520, 451, 'PAID', '2025-01-13 14:33:36.929009+00', '2025-01-13 14:33:36.929009+00'),
	(368, 'merchant_0279', 13060, 408, 'PAID', '2025-01-13 15:23:12.168598+00', '2025-01-13 15:23:12.168598+00'),
	(369, 'merchant_0783', 11601, 366, 'PAID', '2025-01-13 16:12:48.408186+00', '2025-01-13 16:12:48.408186+00'),
	(370, 'merchant_0286', 10141, 324, 'PAID', '2025-01-13 17:02:24.647775+00', '2025-01-13 17:02:24.647775+00'),
	(371, 'merchant_0790', 8682, 281, 'PAID', '2025-01-13 17:52:00.887363+00', '2025-01-13 17:52:00.887363+00'),
	(372, 'merchant_0293', 7223, 239, 'PAID', '2025-01-13 18:41:36.126952+00', '2025-01-13 18:41:36.126952+00'),
	(373, 'merchant_0797', 5763, 197, 'PAID', '2025-01-13 19:31:12.366541+00', '2025-01-13 19:31:12.366541+00'),
	(374, 'merchant_0300', 4304, 154, 'PAID', '2025-01-13 20:20:48.606129+00', '2025-01-13 20:20:48.606129+00'),
	(375, 'merchant_0804', 2845, 112, 'PAID', '2025-01-13 21:10:24.845718+00', '2025-01-13 21:10:24.845718+00'),
	(376, 'merchant_0307', 1385, 70, 'PAID', '2025-01-13 22:00:00.085306+00', '2025-01-13 22:00:00.085306+00'),
	(377, 'merchant_0811', 49926, 1477, 'PAID', '2025-01-13 22:49:36.324895+00', '2025-01-13 22:49:36.324895+00'),
	(378, 'merchant_0314', 48467, 1435, 'PAID', '2025-01-13 23:39:12.564484+00', '2025-01-13 23:39:12.564484+00'),
	(379, 'merchant_0818', 47007, 1393, 'PAID', '2025-01-14 00:28:48.804072+00', '2025-01-14 00:28:48.804072+00'),
	(380, 'merchant_0321', 45548, 1350, 'PAID', '2025-01-14 01:18:24.043661+00', '2025-01-14 01:18:24.043661+00'),
	(381, 'merchant_0825', 44089, 1308, 'PAID', '2025-01-14 02:08:00.283249+00', '2025-01-14 02:08:00.283249+00'),
	(382, 'merchant_0328', 42629, 1266, 'PAID', '2025-01-14 02:57:36.522838+00', '2025-01-14 02:57:36.522838+00'),
	(383, 'merchant_0832', 41170, 1223, 'PAID', '2025-01-14 03:47:12.762426+00', '2025-01-14 03:47:12.762426+00'),
	(384, 'merchant_0335', 39711, 1181, 'PAID', '2025-01-14 04:36:48.002015+00', '2025-01-14 04:36:48.002015+00'),
	(385, 'merchant_0839', 38251, 1139, 'PAID', '2025-01-14 05:26:24.241604+00', '2025-01-14 05:26:24.241604+00'),
	(386, 'merchant_0342', 36792, 1096, 'PAID', '2025-01-14 06:16:00.481192+00', '2025-01-14 06:16:00.481192+00'),
	(387, 'merchant_0845', 35333, 1054, 'PAID', '2025-01-14 07:05:36.720781+00', '2025-01-14 07:05:36.720781+00'),
	(388, 'merchant_0349', 33873, 1012, 'PAID', '2025-01-14 07:55:12.960369+00', '2025-01-14 07:55:12.960369+00'),
	(389, 'merchant_0852', 32414, 970, 'REFUNDED', '2025-01-14 08:44:48.199958+00', '2025-01-14 08:44:48.199958+00'),
	(390, 'merchant_0356', 30955, 927, 'PAID', '2025-01-14 09:34:24.439546+00', '2025-01-14 09:34:24.439546+00'),
	(391, 'merchant_0859', 29495, 885, 'PAID', '2025-01-14 10:24:00.679135+00', '2025-01-14 10:24:00.679135+00'),
	(392, 'merchant_0363', 28036, 843, 'PAID', '2025-01-14 11:13:36.918724+00', '2025-01-14 11:13:36.918724+00'),
	(393, 'merchant_0866', 26577, 800, 'PAID', '2025-01-14 12:03:12.158312+00', '2025-01-14 12:03:12.158312+00'),
	(394, 'merchant_0370', 25117, 758, 'PAID', '2025-01-14 12:52:48.397901+00', '2025-01-14 12:52:48.397901+00'),
	(395, 'merchant_0873', 23658, 716, 'PAID', '2025-01-14 13:42:24.637489+00', '2025-01-14 13:42:24.637489+00'),
	(396, 'merchant_0377', 22199, 673, 'PAID', '2025-01-14 14:32:00.877078+00', '2025-01-14 14:32:00.877078+00'),
	(397, 'merchant_0880', 20739, 631, 'PAID', '2025-01-14 15:21:36.116667+00', '2025-01-14 15:21:36.116667+00'),
	(398, 'merchant_0384', 19280, 589, 'PAID', '2025-01-14 16:11:12.356255+00', '2025-01-14 16:11:12.356255+00'),
	(399, 'merchant_0887', 17820, 546, 'PAID', '2025-01-14 17:00:48.595844+00', '2025-01-14 17:00:48.595844+00'),
	(400, 'merchant_0391', 16361, 504, 'PAID', '2025-01-14 17:50:24.835432+00', '2025-01-14 17:50:24.835432+00'),
	(401, 'merchant_0894', 14902, 462, 'PAID', '2025-01-14 18:40:00.075021+00', '2025-01-14 18:40:00.075021+00'),
	(402, 'merchant_0398', 13442, 419, 'PAID', '2025-01-14 19:29:36.314609+00', '2025-01-14 19:29:36.314609+00'),
	(403, 'merchant_0901', 11983, 377, 'PAID', '2025-01-14 20:19:12.554198+00', '2025-01-14 20:19:12.554198+00'),
	(404, 'merchant_0405', 10524, 335, 'PAID', '2025-01-14 21:08:48.793787+00', '2025-01-14 21:08:48.793787+00'),
	(405, 'merchant_0908', 9064, 292, 'PAID', '2025-01-14 21:58:24.033375+00', '2025-01-14 21:58:24.033375+00'),
	(406, 'merchant_0411', 7605, 250, 'PAID', '2025-01-14 22:48:00.272964+00', '2025-01-14 22:48:00.272964+00'),
	(407, 'merchant_0915', 6146, 208, 'PAID', '2025-01-14 23:37:36.512552+00', '2025-01-14 23:37:36.512552+00'),
	(408, 'merchant_0418', 4686, 165, 'PAID', '2025-01-15 00:27:12.752141+00', '2025-01-15 00:27:12.752141+00'),
	(409, 'merchant_0922', 3227, 123, 'PAID', '2025-01-15 01:16:48.99173+00', '2025-01-15 01:16:48.99173+00'),
	(410, 'merchant_0425', 1768, 81, 'PAID', '2025-01-15 02:06:24.231318+00', '2025-01-15 02:06:24.231318+00'),
	(411, 'merchant_0929', 308, 38, 'PAID', '2025-01-15 02:56:00.470907+00', '2025-01-15 02:56:00.470907+00'),
	(412, 'merchant_0432', 48849, 1446, 'PAID', '2025-01-15 03:45:36.710495+00', '2025-01-15 03:45:36.710495+00'),
	(413, 'merchant_0936', 47390, 1404, 'PAID', '2025-01-15 04:35:12.950084+00', '2025-01-15 04:35:12.950084+00'),
	(414, 'merchant_0439', 45930, 1361, 'PAID', '2025-01-15 05:24:48.189672+00', '2025-01-15 05:24:48.189672+00'),
	(415, 'merchant_0943', 44471, 1319, 'PAID', '2025-01-15 06:14:24.429261+00', '2025-01-15 06:14:24.429261+00'),
	(416, 'merchant_0446', 43012, 1277, 'PAID', '2025-01-15 07:04:00.66885+00', '2025-01-15 07:04:00.66885+00'),
	(417, 'merchant_0950', 41552, 1235, 'PAID', '2025-01-15 07:53:36.908438+00', '2025-01-15 07:53:36.908438+00'),
	(418, 'merchant_0453', 40093, 1192, 'PAID', '2025-01-15 08:43:12.148027+00', '2025-01-15 08:43:12.148027+00'),
	(419, 'merchant_0957', 38634, 1150, 'PAID', '2025-01-15 09:32:48.387615+00', '2025-01-15 09:32:48.387615+00'),
	(420, 'merchant_0460', 37174, 1108, 'PAID', '2025-01-15 10:22:24.627204+00', '2025-01-15 10:22:24.627204+00'),
	(421, 'merchant_0964', 35715, 1065, 'PAID', '2025-01-15 11:12:00.866793+00', '2025-01-15 11:12:00.866793+00'),
	(422, 'merchant_0467', 34256, 1023, 'REFUNDED', '2025-01-15 12:01:36.106381+00', '2025-01-15 12:01:36.106381+00'),
	(423, 'merchant_0971', 32796, 981, 'PAID', '2025-01-15 12:51:12.34597+00', '2025-01-15 12:51:12.34597+00'),
	(424, 'merchant_0474', 31337, 938, 'PAID', '2025-01-15 13:40:48.585558+00', '2025-01-15 13:40:48.585558+00'),
	(425, 'merchant_0978', 29877, 896, 'PAID', '2025-01-15 14:30:24.825147+00', '2025-01-15 14:30:24.825147+00'),
	(426, 'merchant_0481', 28418, 854, 'PAID', '2025-01-15 15:20:00.064735+00', '2025-01-15 15:20:00.064735+00'),
	(427, 'merchant_0984', 26959, 811, 'PAID', '2025-01-15 16:09:36.304324+00', '2025-01-15 16:09:36.304324+00'),
	(428, 'merchant_0488', 25499, 769, 'PAID', '2025-01-15 16:59:12.543913+00', '2025-01-15 16:59:12.543913+00'),
	(429, 'merchant_0991', 24040, 727, 'PAID', '2025-01-15 17:48:48.783501+00', '2025-01-15 17:48:48.783501+00'),
	(430, 'merchant_0495', 22581, 684, 'PAID', '2025-01-15 18:38:24.02309+00', '2025-01-15 18:38:24.02309+00'),
	(431, 'merchant_0998', 21121, 642, 'PAID', '2025-01-15 19:28:00.262678+00', '2025-01-15 19:28:00.262678+00'),
	(432, 'merchant_0502', 19662, 600, 'PAID', '2025-01-15 20:17:36.502267+00', '2025-01-15 20:17:36.502267+00'),
	(433, 'merchant_0005', 18203, 557, 'PAID', '2025-01-15 21:07:12.741856+00', '2025-01-15 21:07:12.741856+00'),
	(434, 'merchant_0509', 16743, 515, 'PAID', '2025-01-15 21:56:48.981444+00', '2025-01-15 21:56:48.981444+00'),
	(435, 'merchant_0012', 15284, 473, 'PAID', '2025-01-15 22:46:24.221033+00', '2025-01-15 22:46:24.221033+00'),
	(436, 'merchant_0516', 13825, 430, 'PAID', '2025-01-15 23:36:00.460621+00', '2025-01-15 23:36:00.460621+00'),
	(437, 'merchant_0019', 12365, 388, 'PAID', '2025-01-16 00:25:36.70021+00', '2025-01-16 00:25:36.70021+00'),
	(438, 'merchant_0523', 10906, 346, 'PAID', '2025-01-16 01:15:12.939798+00', '2025-01-16 01:15:12.939798+00'),
	(439, 'merchant_0026', 9447, 303, 'PAID', '2025-01-16 02:04:48.179387+00', '2025-01-16 02:04:48.179387+00'),
	(440, 'merchant_0530', 7987, 261, 'PAID', '2025-01-16 02:54:24.418976+00', '2025-01-16 02:54:24.418976+00'),
	(441, 'merchant_0033', 6528, 219, 'PAID', '2025-01-16 03:44:00.658564+00', '2025-01-16 03:44:00.658564+00'),
	(442, 'merchant_0537', 5069, 177, 'PAID', '2025-01-16 04:33:36.898153+00', '2025-01-16 04:33:36.898153+00'),
	(443, 'merchant_0040', 3609, 134, 'PAID', '2025-01-16 05:23:12.137741+00', '2025-01-16 05:23:12.137741+00'),
	(444, 'merchant_0544', 2150, 92, 'PAID', '2025-01-16 06:12:48.37733+00', '2025-01-16 06:12:48.37733+00'),
	(445, 'merchant_0047', 691, 50, 'PAID', '2025-01-16 07:02:24.616919+00', '2025-01-16 07:02:24.616919+00'),
	(446, 'merchant_0551', 49231, 1457, 'PAID', '2025-01-16 07:52:00.856507+00', '2025-01-16 07:52:00.856507+00'),
	(447, 'merchant_0054', 47772, 1415, 'PAID', '2025-01-16 08:41:36.096096+00', '2025-01-16 08:41:36.096096+00'),
	(448, 'merchant_0557', 46313, 1373, 'PAID', '2025-01-16 09:31:12.335684+00', '2025-01-16 09:31:12.335684+00'),
	(449, 'merchant_0061', 44853, 1330, 'PAID', '2025-01-16 10:20:48.575273+00', '2025-01-16 10:20:48.575273+00'),
	(450, 'merchant_0564', 43394, 1288, 'PAID', '2025-01-16 11:10:24.814861+00', '2025-01-16 11:10:24.814861+00'),
	(451, 'merchant_0068', 41934, 1246, 'PAID', '2025-01-16 12:00:00.05445+00', '2025-01-16 12:00:00.05445+00'),
	(452, 'merchant_0571', 40475, 1203, 'PAID', '2025-01-16 12:49:36.294039+00', '2025-01-16 12:49:36.294039+00'),
	(453, 'merchant_0075', 39016, 1161, 'PAID', '2025-01-16 13:39:12.533627+00', '2025-01-16 13:39:12.533627+00'),
	(454, 'merchant_0578', 37556, 1119, 'PAID', '2025-01-16 14:28:48.773216+00', '2025-01-16 14:28:48.773216+00'),
	(455, 'merchant_0082', 36097, 1076, 'PAID', '2025-01-16 15:18:24.012804+00', '2025-01-16 15:18:24.012804+00'),
	(456, 'merchant_0585', 34638, 1034, 'PAID', '2025-01-16 16:08:00.252393+00', '2025-01-16 16:08:00.252393+00'),
	(457, 'merchant_0089', 33178, 992, 'PAID', '2025-01-16 16:57:36.491981+00', '2025-01-16 16:57:36.491981+00'),
	(458, 'merchant_0592', 31719, 949, 'PAID', '2025-01-16 17:47:12.73157+00', '2025-01-16 17:47:12.73157+00'),
	(459, 'merchant_0096', 30260, 907, 'PAID', '2025-01-16 18:36:48.971159+00', '2025-01-16 18:36:48.971159+00'),
	(460, 'merchant_0599', 28800, 865, 'PAID', '2025-01-16 19:26:24.210747+00', '2025-01-16 19:26:24.210747+00'),
	(461, 'merchant_0103', 27341, 822, 'PAID', '2025-01-16 20:16:00.450336+00', '2025-01-16 20:16:00.450336+00'),
	(462, 'merchant_0606', 25882, 780, 'PAID', '2025-01-16 21:05:36.689924+00', '2025-01-16 21:05:36.689924+00'),
	(463, 'merchant_0110', 24422, 738, 'PAID', '2025-01-16 21:55:12.929513+00', '2025-01-16 21:55:12.929513+00'),
	(464, 'merchant_0613', 22963, 695, 'PAID', '2025-01-16 22:44:48.169102+00', '2025-01-16 22:44:48.169102+00'),
	(465, 'merchant_0117', 21504, 653, 'PAID', '2025-01-16 23:34:24.40869+00', '2025-01-16 23:34:24.40869+00'),
	(466, 'merchant_0620', 20044, 611, 'PAID', '2025-01-17 00:24:00.648279+00', '2025-01-17 00:24:00.648279+00'),
	(467, 'merchant_0123', 18585, 568, 'PAID', '2025-01-17 01:13:36.887867+00', '2025-01-17 01:13:36.887867+00'),
	(468, 'merchant_0627', 17126, 526, 'PAID', '2025-01-17 02:03:12.127456+00', '2025-01-17 02:03:12.127456+00'),
	(469, 'merchant_0130', 15666, 484, 'PAID', '2025-01-17 02:52:48.367044+00', '2025-01-17 02:52:48.367044+00'),
	(470, 'merchant_0634', 14207, 442, 'PAID', '2025-01-17 03:42:24.606633+00', '2025-01-17 03:42:24.606633+00'),
	(471, 'merchant_0137', 12748, 399, 'PAID', '2025-01-17 04:32:00.846222+00', '2025-01-17 04:32:00.846222+00'),
	(472, 'merchant_0641', 11288, 357, 'PAID', '2025-01-17 05:21:36.08581+00', '2025-01-17 05:21:36.08581+00'),
	(473, 'merchant_0144', 9829, 315, 'PAID', '2025-01-17 06:11:12.325399+00', '2025-01-17 06:11:12.325399+00'),
	(474, 'merchant_0648', 8370, 272, 'PAID', '2025-01-17 07:00:48.564987+00', '2025-01-17 07:00:48.564987+00'),
	(475, 'merchant_0151', 6910, 230, 'PAID', '2025-01-17 07:50:24.804576+00', '2025-01-17 07:50:24.804576+00'),
	(476, 'merchant_0655', 5451, 188, 'PAID', '2025-01-17 08:40:00.044165+00', '2025-01-17 08:40:00.044165+00'),
	(477, 'merchant_0158', 3991, 145, 'PAID', '2025-01-17 09:29:36.283753+00', '2025-01-17 09:29:36.283753+00'),
	(478, 'merchant_0662', 2532, 103, 'FAILED', '2025-01-17 10:19:12.523342+00', '2025-01-17 10:19:12.523342+00'),
	(479, 'merchant_0165', 1073, 61, 'PAID', '2025-01-17 11:08:48.76293+00', '2025-01-17 11:08:48.76293+00'),
	(480, 'merchant_0669', 49613, 1468, 'PAID', '2025-01-17 11:58:24.002519+00', '2025-01-17 11:58:24.002519+00'),
	(481, 'merchant_0172', 48154, 1426, 'PAID', '2025-01-17 12:48:00.242107+00', '2025-01-17 12:48:00.242107+00'),
	(482, 'merchant_0676', 46695, 1384, 'PAID', '2025-01-17 13:37:36.481696+00', '2025-01-17 13:37:36.481696+00'),
	(483, 'merchant_0179', 45235, 1341, 'PAID', '2025-01-17 14:27:12.721285+00', '2025-01-17 14:27:12.721285+00'),
	(484, 'merchant_0683', 43776, 1299, 'PAID', '2025-01-17 15:16:48.960873+00', '2025-01-17 15:16:48.960873+00'),
	(485, 'merchant_0186', 42317, 1257, 'PAID', '2025-01-17 16:06:24.200462+00', '2025-01-17 16:06:24.200462+00'),
	(486, 'merchant_0690', 40857, 1214, 'PAID', '2025-01-17 16:56:00.44005+00', '2025-01-17 16:56:00.44005+00'),
	(487, 'merchant_0193', 39398, 1172, 'PAID', '2025-01-17 17:45:36.679639+00', '2025-01-17 17:45:36.679639+00'),
	(488, 'merchant_0696', 37939, 1130, 'PAID', '2025-01-17 18:35:12.919228+00', '2025-01-17 18:35:12.919228+00'),
	(489, 'merchant_0200', 36479, 1087, 'PAID', '2025-01-17 19:24:48.158816+00', '2025-01-17 19:24:48.158816+00'),
	(490, 'merchant_0703', 35020, 1045, 'PAID', '2025-01-17 20:14:24.398405+00', '2025-01-17 20:14:24.398405+00'),
	(491, 'merchant_0207', 33561, 1003, 'PAID', '2025-01-17 21:04:00.637993+00', '2025-01-17 21:04:00.637993+00'),
	(492, 'merchant_0710', 32101, 960, 'PAID', '2025-01-17 21:53:36.877582+00', '2025-01-17 21:53:36.877582+00'),
	(493, 'merchant_0214', 30642, 918, 'PAID', '2025-01-17 22:43:12.11717+00', '2025-01-17 22:43:12.11717+00'),
	(494, 'merchant_0717', 29183, 876, 'PAID', '2025-01-17 23:32:48.356759+00', '2025-01-17 23:32:48.356759+00'),
	(495, 'merchant_0221', 27723, 833, 'PAID', '2025-01-18 00:22:24.596348+00', '2025-01-18 00:22:24.596348+00'),
	(496, 'merchant_0724', 26264, 791, 'PAID', '2025-01-18 01:12:00.835936+00', '2025-01-18 01:12:00.835936+00'),
	(497, 'merchant_0228', 24805, 749, 'PAID', '2025-01-18 02:01:36.075525+00', '2025-01-18 02:01:36.075525+00'),
	(498, 'merchant_0731', 23345, 707, 'PAID', '2025-01-18 02:51:12.315113+00', '2025-01-18 02:51:12.315113+00'),
	(499, 'merchant_0235', 21886, 664, 'PAID', '2025-01-18 03:40:48.554702+00', '2025-01-18 03:40:48.554702+00'),
	(500, 'merchant_0738', 20427, 622, 'PAID', '2025-01-18 04:30:24.794291+00', '2025-01-18 04:30:24.794291+00'),
	(501, 'merchant_0242', 18967, 580, 'PAID', '2025-01-18 05:20:00.033879+00', '2025-01-18 05:20:00.033879+00'),
	(502, 'merchant_0745', 17508, 537, 'PAID', '2025-01-18 06:09:36.273468+00', '2025-01-18 06:09:36.273468+00'),
	(503, 'merchant_0249', 16048, 495, 'PAID', '2025-01-18 06:59:12.513056+00', '2025-01-18 06:59:12.513056+00'),
	(504, 'merchant_0752', 14589, 453, 'PAID', '2025-01-18 07:48:48.752645+00', '2025-01-18 07:48:48.752645+00'),
	(505, 'merchant_0256', 13130, 410, 'PAID', '2025-01-18 08:38:24.992233+00', '2025-01-18 08:38:24.992233+00'),
	(506, 'merchant_0759', 11670, 368, 'PAID', '2025-01-18 09:28:00.231822+00', '2025-01-18 09:28:00.231822+00'),
	(507, 'merchant_0263', 10211, 326, 'PAID', '2025-01-18 10:17:36.471411+00', '2025-01-18 10:17:36.471411+00'),
	(508, 'merchant_0766', 8752, 283, 'PAID', '2025-01-18 11:07:12.710999+00', '2025-01-18 11:07:12.710999+00'),
	(509, 'merchant_0269', 7292, 241, 'PAID', '2025-01-18 11:56:48.950588+00', '2025-01-18 11:56:48.950588+00'),
	(510, 'merchant_0773', 5833, 199, 'PAID', '2025-01-18 12:46:24.190176+00', '2025-01-18 12:46:24.190176+00'),
	(511, 'merchant_0276', 4374, 156, 'FAILED', '2025-01-18 13:36:00.429765+00', '2025-01-18 13:36:00.429765+00'),
	(512, 'merchant_0780', 2914, 114, 'PAID', '2025-01-18 14:25:36.669354+00', '2025-01-18 14:25:36.669354+00'),
	(513, 'merchant_0283', 1455, 72, 'PAID', '2025-01-18 15:15:12.908942+00', '2025-01-18 15:15:12.908942+00'),
	(514, 'merchant_0787', 49996, 1479, 'PAID', '2025-01-18 16:04:48.148531+00', '2025-01-18 16:04:48.148531+00'),
	(515, 'merchant_0290', 48536, 1437, 'PAID', '2025-01-18 16:54:24.388119+00', '2025-01-18 16:54:24.388119+00'),
	(516, 'merchant_0794', 47077, 1395, 'PAID', '2025-01-18 17:44:00.627708+00', '2025-01-18 17:44:00.627708+00'),
	(517, 'merchant_0297', 45618, 1352, 'PAID', '2025-01-18 18:33:36.867296+00', '2025-01-18 18:33:36.867296+00'),
	(518, 'merchant_0801', 44158, 1310, 'PAID', '2025-01-18 19:23:12.106885+00', '2025-01-18 19:23:12.106885+00'),
	(519, 'merchant_0304', 42699, 1268, 'PAID', '2025-01-18 20:12:48.346474+00', '2025-01-18 20:12:48.346474+00'),
	(520, 'merchant_0808', 41240, 1225, 'PAID', '2025-01-18 21:02:24.586062+00', '2025-01-18 21:02:24.586062+00'),
	(521, 'merchant_0311', 39780, 1183, 'PAID', '2025-01-18 21:52:00.825651+00', '2025-01-18 21:52:00.825651+00'),
	(522, 'merchant_0815', 38321, 1141, 'PAID', '2025-01-18 22:41:36.065239+00', '2025-01-18 22:41:36.065239+00'),
	(523, 'merchant_0318', 36862, 1098, 'PAID', '2025-01-18 23:31:12.304828+00', '2025-01-18 23:31:12.304828+00'),
	(524, 'merchant_0822', 35402, 1056, 'PAID', '2025-01-19 00:20:48.544416+00', '2025-01-19 00:20:48.544416+00'),
	(525, 'merchant_0325', 33943, 1014, 'PAID', '2025-01-19 01:10:24.784005+00', '2025-01-19 01:10:24.784005+00'),
	(526, 'merchant_0829', 32484, 972, 'PAID', '2025-01-19 02:00:00.023594+00', '2025-01-19 02:00:00.023594+00'),
	(527, 'merchant_0332', 31024, 929, 'PAID', '2025-01-19 02:49:36.263182+00', '2025-01-19 02:49:36.263182+00'),
	(528, 'merchant_0835', 29565, 887, 'PAID', '2025-01-19 03:39:12.502771+00', '2025-01-19 03:39:12.502771+00'),
	(529, 'merchant_0339', 28105, 845, 'PAID', '2025-01-19 04:28:48.742359+00', '2025-01-19 04:28:48.742359+00'),
	(530, 'merchant_0842', 26646, 802, 'PAID', '2025-01-19 05:18:24.981948+00', '2025-01-19 05:18:24.981948+00'),
	(531, 'merchant_0346', 25187, 760, 'PAID', '2025-01-19 06:08:00.221537+00', '2025-01-19 06:08:00.221537+00'),
	(532, 'merchant_0849', 23727, 718, 'PAID', '2025-01-19 06:57:36.461125+00', '2025-01-19 06:57:36.461125+00'),
	(533, 'merchant_0353', 22268, 675, 'PAID', '2025-01-19 07:47:12.700714+00', '2025-01-19 07:47:12.700714+00'),
	(534, 'merchant_0856', 20809, 633, 'PAID', '2025-01-19 08:36:48.940302+00', '2025-01-19 08:36:48.940302+00'),
	(535, 'merchant_0360', 19349, 591, 'PAID', '2025-01-19 09:26:24.179891+00', '2025-01-19 09:26:24.179891+00'),
	(536, 'merchant_0863', 17890, 548, 'PAID', '2025-01-19 10:16:00.419479+00', '2025-01-19 10:16:00.419479+00'),
	(537, 'merchant_0367', 16431, 506, 'PAID', '2025-01-19 11:05:36.659068+00', '2025-01-19 11:05:36.659068+00'),
	(538, 'merchant_0870', 14971, 464, 'PAID', '2025-01-19 11:55:12.898657+00', '2025-01-19 11:55:12.898657+00'),
	(539, 'merchant_0374', 13512, 421, 'PAID', '2025-01-19 12:44:48.138245+00', '2025-01-19 12:44:48.138245+00'),
	(540, 'merchant_0877', 12053, 379, 'PAID', '2025-01-19 13:34:24.377834+00', '2025-01-19 13:34:24.377834+00'),
	(541, 'merchant_0381', 10593, 337, 'PAID', '2025-01-19 14:24:00.617422+00', '2025-01-19 14:24:00.617422+00'),
	(542, 'merchant_0884', 9134, 294, 'PAID', '2025-01-19 15:13:36.857011+00', '2025-01-19 15:13:36.857011+00'),
	(543, 'merchant_0388', 7675, 252, 'PAID', '2025-01-19 16:03:12.0966+00', '2025-01-19 16:03:12.0966+00'),
	(544, 'merchant_0891', 6215, 210, 'PAID', '2025-01-19 16:52:48.336188+00', '2025-01-19 16:52:48.336188+00'),
	(545, 'merchant_0395', 4756, 167, 'PAID', '2025-01-19 17:42:24.575777+00', '2025-01-19 17:42:24.575777+00'),
	(546, 'merchant_0898', 3297, 125, 'PAID', '2025-01-19 18:32:00.815365+00', '2025-01-19 18:32:00.815365+00'),
	(547, 'merchant_0402', 1837, 83, 'PAID', '2025-01-19 19:21:36.054954+00', '2025-01-19 19:21:36.054954+00'),
	(548, 'merchant_0905', 378, 40, 'PAID', '2025-01-19 20:11:12.294542+00', '2025-01-19 20:11:12.294542+00'),
	(549, 'merchant_0408', 48919, 1448, 'PAID', '2025-01-19 21:00:48.534131+00', '2025-01-19 21:00:48.534131+00'),
	(550, 'merchant_0912', 47459, 1406, 'PAID', '2025-01-19 21:50:24.77372+00', '2025-01-19 21:50:24.77372+00'),
	(551, 'merchant_0415', 46000, 1364, 'PAID', '2025-01-19 22:40:00.013308+00', '2025-01-19 22:40:00.013308+00'),
	(552, 'merchant_0919', 44541, 1321, 'PAID', '2025-01-19 23:29:36.252897+00', '2025-01-19 23:29:36.252897+00'),
	(553, 'merchant_0422', 43081, 1279, 'PAID', '2025-01-20 00:19:12.492485+00', '2025-01-20 00:19:12.492485+00'),
	(554, 'merchant_0926', 41622, 1237, 'PAID', '2025-01-20 01:08:48.732074+00', '2025-01-20 01:08:48.732074+00'),
	(555, 'merchant_0429', 40162, 1194, 'PAID', '2025-01-20 01:58:24.971663+00', '2025-01-20 01:58:24.971663+00'),
	(556, 'merchant_0933', 38703, 1152, 'PAID', '2025-01-20 02:48:00.211251+00', '2025-01-20 02:48:00.211251+00'),
	(557, 'merchant_0436', 37244, 1110, 'PAID', '2025-01-20 03:37:36.45084+00', '2025-01-20 03:37:36.45084+00'),
	(558, 'merchant_0940', 35784, 1067, 'PAID', '2025-01-20 04:27:12.690428+00', '2025-01-20 04:27:12.690428+00'),
	(559, 'merchant_0443', 34325, 1025, 'PAID', '2025-01-20 05:16:48.930017+00', '2025-01-20 05:16:48.930017+00'),
	(560, 'merchant_0947', 32866, 983, 'PAID', '2025-01-20 06:06:24.169605+00', '2025-01-20 06:06:24.169605+00'),
	(561, 'merchant_0450', 31406, 940, 'PAID', '2025-01-20 06:56:00.409194+00', '2025-01-20 06:56:00.409194+00'),
	(562, 'merchant_0954', 29947, 898, 'PAID', '2025-01-20 07:45:36.648783+00', '2025-01-20 07:45:36.648783+00'),
	(563, 'merchant_0457', 28488, 856, 'PAID', '2025-01-20 08:35:12.888371+00', '2025-01-20 08:35:12.888371+00'),
	(564, 'merchant_0961', 27028, 813, 'PAID', '2025-01-20 09:24:48.12796+00', '2025-01-20 09:24:48.12796+00'),
	(565, 'merchant_0464', 25569, 771, 'PAID', '2025-01-20 10:14:24.367548+00', '2025-01-20 10:14:24.367548+00'),
	(566, 'merchant_0968', 24110, 729, 'PAID', '2025-01-20 11:04:00.607137+00', '2025-01-20 11:04:00.607137+00'),
	(567, 'merchant_0471', 22650, 686, 'PAID', '2025-01-20 11:53:36.846726+00', '2025-01-20 11:53:36.846726+00'),
	(568, 'merchant_0975', 21191, 644, 'PAID', '2025-01-20 12:43:12.086314+00', '2025-01-20 12:43:12.086314+00'),
	(569, 'merchant_0478', 19732, 602, 'PAID', '2025-01-20 13:32:48.325903+00', '2025-01-20 13:32:48.325903+00'),
	(570, 'merchant_0981', 18272, 559, 'PAID', '2025-01-20 14:22:24.565491+00', '2025-01-20 14:22:24.565491+00'),
	(571, 'merchant_0485', 16813, 517, 'PAID', '2025-01-20 15:12:00.80508+00', '2025-01-20 15:12:00.80508+00'),
	(572, 'merchant_0988', 15354, 475, 'PAID', '2025-01-20 16:01:36.044668+00', '2025-01-20 16:01:36.044668+00'),
	(573, 'merchant_0492', 13894, 432, 'PAID', '2025-01-20 16:51:12.284257+00', '2025-01-20 16:51:12.284257+00'),
	(574, 'merchant_0995', 12435, 390, 'PAID', '2025-01-20 17:40:48.523846+00', '2025-01-20 17:40:48.523846+00'),
	(575, 'merchant_0499', 10976, 348, 'PAID', '2025-01-20 18:30:24.763434+00', '2025-01-20 18:30:24.763434+00'),
	(576, 'merchant_0002', 9516, 305, 'PAID', '2025-01-20 19:20:00.003023+00', '2025-01-20 19:20:00.003023+00'),
	(577, 'merchant_0506', 8057, 263, 'PAID', '2025-01-20 20:09:36.242611+00', '2025-01-20 20:09:36.242611+00'),
	(578, 'merchant_0009', 6598, 221, 'PAID', '2025-01-20 20:59:12.4822+00', '2025-01-20 20:59:12.4822+00'),
	(579, 'merchant_0513', 5138, 179, 'PAID', '2025-01-20 21:48:48.721788+00', '2025-01-20 21:48:48.721788+00'),
	(580, 'merchant_0016', 3679, 136, 'PAID', '2025-01-20 22:38:24.961377+00', '2025-01-20 22:38:24.961377+00'),
	(581, 'merchant_0520', 2220, 94, 'PAID', '2025-01-20 23:28:00.200966+00', '2025-01-20 23:28:00.200966+00'),
	(582, 'merchant_0023', 760, 52, 'PAID', '2025-01-21 00:17:36.440554+00', '2025-01-21 00:17:36.440554+00'),
	(583, 'merchant_0527', 49301, 1459, 'PAID', '2025-01-21 01:07:12.680143+00', '2025-01-21 01:07:12.680143+00'),
	(584, 'merchant_0030', 47841, 1417, 'PAID', '2025-01-21 01:56:48.919731+00', '2025-01-21 01:56:48.919731+00'),
	(585, 'merchant_0534', 46382, 1375, 'PAID', '2025-01-21 02:46:24.15932+00', '2025-01-21 02:46:24.15932+00'),
	(586, 'merchant_0037', 44923, 1332, 'PAID', '2025-01-21 03:36:00.398909+00', '2025-01-21 03:36:00.398909+00'),
	(587, 'merchant_0541', 43463, 1290, 'PAID', '2025-01-21 04:25:36.638497+00', '2025-01-21 04:25:36.638497+00'),
	(588, 'merchant_0044', 42004, 1248, 'PAID', '2025-01-21 05:15:12.878086+00', '2025-01-21 05:15:12.878086+00'),
	(589, 'merchant_0547', 40545, 1205, 'PAID', '2025-01-21 06:04:48.117674+00', '2025-01-21 06:04:48.117674+00'),
	(590, 'merchant_0051', 39085, 1163, 'PAID', '2025-01-21 06:54:24.357263+00', '2025-01-21 06:54:24.357263+00'),
	(591, 'merchant_0554', 37626, 1121, 'PAID', '2025-01-21 07:44:00.596851+00', '2025-01-21 07:44:00.596851+00'),
	(592, 'merchant_0058', 36167, 1078, 'PAID', '2025-01-21 08:33:36.83644+00', '2025-01-21 08:33:36.83644+00'),
	(593, 'merchant_0561', 34707, 1036, 'PAID', '2025-01-21 09:23:12.076029+00', '2025-01-21 09:23:12.076029+00'),
	(594, 'merchant_0065', 33248, 994, 'PAID', '2025-01-21 10:12:48.315617+00', '2025-01-21 10:12:48.315617+00'),
	(595, 'merchant_0568', 31789, 951, 'PAID', '2025-01-21 11:02:24.555206+00', '2025-01-21 11:02:24.555206+00'),
	(596, 'merchant_0072', 30329, 909, 'PAID', '2025-01-21 11:52:00.794794+00', '2025-01-21 11:52:00.794794+00'),
	(597, 'merchant_0575', 28870, 867, 'PAID', '2025-01-21 12:41:36.034383+00', '2025-01-21 12:41:36.034383+00'),
	(598, 'merchant_0079', 27411, 824, 'PAID', '2025-01-21 13:31:12.273972+00', '2025-01-21 13:31:12.273972+00'),
	(599, 'merchant_0582', 25951, 782, 'PAID', '2025-01-21 14:20:48.51356+00', '2025-01-21 14:20:48.51356+00'),
	(600, 'merchant_0086', 24492, 740, 'PENDING', '2025-01-21 15:10:24.753149+00', '2025-01-21 15:10:24.753149+00'),
	(601, 'merchant_0589', 23033, 697, 'PAID', '2025-01-21 16:00:00.992737+00', '2025-01-21 16:00:00.992737+00'),
	(602, 'merchant_0093', 21573, 655, 'PAID', '2025-01-21 16:49:36.232326+00', '2025-01-21 16:49:36.232326+00'),
	(603, 'merchant_0596', 20114, 613, 'PAID', '2025-01-21 17:39:12.471914+00', '2025-01-21 17:39:12.471914+00'),
	(604, 'merchant_0100', 18655, 570, 'PAID', '2025-01-21 18:28:48.711503+00', '2025-01-21 18:28:48.711503+00'),
	(605, 'merchant_0603', 17195, 528, 'PAID', '2025-01-21 19:18:24.951092+00', '2025-01-21 19:18:24.951092+00'),
	(606, 'merchant_0107', 15736, 486, 'PAID', '2025-01-21 20:08:00.19068+00', '2025-01-21 20:08:00.19068+00'),
	(607, 'merchant_0610', 14277, 444, 'PAID', '2025-01-21 20:57:36.430269+00', '2025-01-21 20:57:36.430269+00'),
	(608, 'merchant_0114', 12817, 401, 'PAID', '2025-01-21 21:47:12.669857+00', '2025-01-21 21:47:12.669857+00'),
	(609, 'merchant_0617', 11358, 359, 'PAID', '2025-01-21 22:36:48.909446+00', '2025-01-21 22:36:48.909446+00'),
	(610, 'merchant_0120', 9898, 317, 'PAID', '2025-01-21 23:26:24.149035+00', '2025-01-21 23:26:24.149035+00'),
	(611, 'merchant_0624', 8439, 274, 'PAID', '2025-01-22 00:16:00.388623+00', '2025-01-22 00:16:00.388623+00'),
	(612, 'merchant_0127', 6980, 232, 'PAID', '2025-01-22 01:05:36.628212+00', '2025-01-22 01:05:36.628212+00'),
	(613, 'merchant_0631', 5520, 190, 'PAID', '2025-01-22 01:55:12.8678+00', '2025-01-22 01:55:12.8678+00'),
	(614, 'merchant_0134', 4061, 147, 'PAID', '2025-01-22 02:44:48.107389+00', '2025-01-22 02:44:48.107389+00'),
	(615, 'merchant_0638', 2602, 105, 'PAID', '2025-01-22 03:34:24.346977+00', '2025-01-22 03:34:24.346977+00'),
	(616, 'merchant_0141', 1142, 63, 'PAID', '2025-01-22 04:24:00.586566+00', '2025-01-22 04:24:00.586566+00'),
	(617, 'merchant_0645', 49683, 1470, 'PAID', '2025-01-22 05:13:36.826155+00', '2025-01-22 05:13:36.826155+00'),
	(618, 'merchant_0148', 48224, 1428, 'PAID', '2025-01-22 06:03:12.065743+00', '2025-01-22 06:03:12.065743+00'),
	(619, 'merchant_0652', 46764, 1386, 'PAID', '2025-01-22 06:52:48.305332+00', '2025-01-22 06:52:48.305332+00'),
	(620, 'merchant_0155', 45305, 1343, 'PAID', '2025-01-22 07:42:24.54492+00', '2025-01-22 07:42:24.54492+00'),
	(621, 'merchant_0659', 43846, 1301, 'PAID', '2025-01-22 08:32:00.784509+00', '2025-01-22 08:32:00.784509+00'),
	(622, 'merchant_0162', 42386, 1259, 'PAID', '2025-01-22 09:21:36.024098+00', '2025-01-22 09:21:36.024098+00'),
	(623, 'merchant_0666', 40927, 1216, 'PAID', '2025-01-22 10:11:12.263686+00', '2025-01-22 10:11:12.263686+00'),
	(624, 'merchant_0169', 39468, 1174, 'PAID', '2025-01-22 11:00:48.503275+00', '2025-01-22 11:00:48.503275+00'),
	(625, 'merchant_0673', 38008, 1132, 'PAID', '2025-01-22 11:50:24.742863+00', '2025-01-22 11:50:24.742863+00'),
	(626, 'merchant_0176', 36549, 1089, 'PAID', '2025-01-22 12:40:00.982452+00', '2025-01-22 12:40:00.982452+00'),
	(627, 'merchant_0680', 35090, 1047, 'PAID', '2025-01-22 13:29:36.22204+00', '2025-01-22 13:29:36.22204+00'),
	(628, 'merchant_0183', 33630, 1005, 'PAID', '2025-01-22 14:19:12.461629+00', '2025-01-22 14:19:12.461629+00'),
	(629, 'merchant_0686', 32171, 962, 'PAID', '2025-01-22 15:08:48.701218+00', '2025-01-22 15:08:48.701218+00'),
	(630, 'merchant_0190', 30712, 920, 'PAID', '2025-01-22 15:58:24.940806+00', '2025-01-22 15:58:24.940806+00'),
	(631, 'merchant_0693', 29252, 878, 'PAID', '2025-01-22 16:48:00.180395+00', '2025-01-22 16:48:00.180395+00'),
	(632, 'merchant_0197', 27793, 835, 'PAID', '2025-01-22 17:37:36.419983+00', '2025-01-22 17:37:36.419983+00'),
	(633, 'merchant_0700', 26334, 793, 'PAID', '2025-01-22 18:27:12.659572+00', '2025-01-22 18:27:12.659572+00'),
	(634, 'merchant_0204', 24874, 751, 'PAID', '2025-01-22 19:16:48.899161+00', '2025-01-22 19:16:48.899161+00'),
	(635, 'merchant_0707', 23415, 709, 'PAID', '2025-01-22 20:06:24.138749+00', '2025-01-22 20:06:24.138749+00'),
	(636, 'merchant_0211', 21955, 666, 'PAID', '2025-01-22 20:56:00.378338+00', '2025-01-22 20:56:00.378338+00'),
	(637, 'merchant_0714', 20496, 624, 'PAID', '2025-01-22 21:45:36.617926+00', '2025-01-22 21:45:36.617926+00'),
	(638, 'merchant_0218', 19037, 582, 'PAID', '2025-01-22 22:35:12.857515+00', '2025-01-22 22:35:12.857515+00'),
	(639, 'merchant_0721', 17577, 539, 'PAID', '2025-01-22 23:24:48.097103+00', '2025-01-22 23:24:48.097103+00'),
	(640, 'merchant_0225', 16118, 497, 'PAID', '2025-01-23 00:14:24.336692+00', '2025-01-23 00:14:24.336692+00'),
	(641, 'merchant_0728', 14659, 455, 'PAID', '2025-01-23 01:04:00.576281+00', '2025-01-23 01:04:00.576281+00'),
	(642, 'merchant_0232', 13199, 412, 'PAID', '2025-01-23 01:53:36.815869+00', '2025-01-23 01:53:36.815869+00'),
	(643, 'merchant_0735', 11740, 370, 'PAID', '2025-01-23 02:43:12.055458+00', '2025-01-23 02:43:12.055458+00'),
	(644, 'merchant_0239', 10281, 328, 'PAID', '2025-01-23 03:32:48.295046+00', '2025-01-23 03:32:48.295046+00'),
	(645, 'merchant_0742', 8821, 285, 'PAID', '2025-01-23 04:22:24.534635+00', '2025-01-23 04:22:24.534635+00'),
	(646, 'merchant_0246', 7362, 243, 'PAID', '2025-01-23 05:12:00.774223+00', '2025-01-23 05:12:00.774223+00'),
	(647, 'merchant_0749', 5903, 201, 'PAID', '2025-01-23 06:01:36.013812+00', '2025-01-23 06:01:36.013812+00'),
	(648, 'merchant_0253', 4443, 158, 'PAID', '2025-01-23 06:51:12.253401+00', '2025-01-23 06:51:12.253401+00'),
	(649, 'merchant_0756', 2984, 116, 'PAID', '2025-01-23 07:40:48.492989+00', '2025-01-23 07:40:48.492989+00'),
	(650, 'merchant_0259', 1525, 74, 'PAID', '2025-01-23 08:30:24.732578+00', '2025-01-23 08:30:24.732578+00'),
	(651, 'merchant_0763', 50065, 1481, 'PAID', '2025-01-23 09:20:00.972166+00', '2025-01-23 09:20:00.972166+00'),
	(652, 'merchant_0266', 48606, 1439, 'PAID', '2025-01-23 10:09:36.211755+00', '2025-01-23 10:09:36.211755+00'),
	(653, 'merchant_0770', 47147, 1397, 'PAID', '2025-01-23 10:59:12.451344+00', '2025-01-23 10:59:12.451344+00'),
	(654, 'merchant_0273', 45687, 1354, 'PAID', '2025-01-23 11:48:48.690932+00', '2025-01-23 11:48:48.690932+00'),
	(655, 'merchant_0777', 44228, 1312, 'PAID', '2025-01-23 12:38:24.930521+00', '2025-01-23 12:38:24.930521+00'),
	(656, 'merchant_0280', 42769, 1270, 'PAID', '2025-01-23 13:28:00.170109+00', '2025-01-23 13:28:00.170109+00'),
	(657, 'merchant_0784', 41309, 1227, 'PAID', '2025-01-23 14:17:36.409698+00', '2025-01-23 14:17:36.409698+00'),
	(658, 'merchant_0287', 39850, 1185, 'PAID', '2025-01-23 15:07:12.649286+00', '2025-01-23 15:07:12.649286+00'),
	(659, 'merchant_0791', 38391, 1143, 'PAID', '2025-01-23 15:56:48.888875+00', '2025-01-23 15:56:48.888875+00'),
	(660, 'merchant_0294', 36931, 1100, 'PAID', '2025-01-23 16:46:24.128464+00', '2025-01-23 16:46:24.128464+00'),
	(661, 'merchant_0798', 35472, 1058, 'PAID', '2025-01-23 17:36:00.368052+00', '2025-01-23 17:36:00.368052+00'),
	(662, 'merchant_0301', 34012, 1016, 'PAID', '2025-01-23 18:25:36.607641+00', '2025-01-23 18:25:36.607641+00'),
	(663, 'merchant_0805', 32553, 974, 'PAID', '2025-01-23 19:15:12.847229+00', '2025-01-23 19:15:12.847229+00'),
	(664, 'merchant_0308', 31094, 931, 'PAID', '2025-01-23 20:04:48.086818+00', '2025-01-23 20:04:48.086818+00'),
	(665, 'merchant_0812', 29634, 889, 'PAID', '2025-01-23 20:54:24.326407+00', '2025-01-23 20:54:24.326407+00'),
	(666, 'merchant_0315', 28175, 847, 'PAID', '2025-01-23 21:44:00.565995+00', '2025-01-23 21:44:00.565995+00'),
	(667, 'merchant_0819', 26716, 804, 'PAID', '2025-01-23 22:33:36.805584+00', '2025-01-23 22:33:36.805584+00'),
	(668, 'merchant_0322', 25256, 762, 'PAID', '2025-01-23 23:23:12.045172+00', '2025-01-23 23:23:12.045172+00'),
	(669, 'merchant_0826', 23797, 720, 'PAID', '2025-01-24 00:12:48.284761+00', '2025-01-24 00:12:48.284761+00'),
	(670, 'merchant_0329', 22338, 677, 'PAID', '2025-01-24 01:02:24.524349+00', '2025-01-24 01:02:24.524349+00'),
	(671, 'merchant_0832', 20878, 635, 'PAID', '2025-01-24 01:52:00.763938+00', '2025-01-24 01:52:00.763938+00'),
	(672, 'merchant_0336', 19419, 593, 'PAID', '2025-01-24 02:41:36.003527+00', '2025-01-24 02:41:36.003527+00'),
	(673, 'merchant_0839', 17960, 550, 'PAID', '2025-01-24 03:31:12.243115+00', '2025-01-24 03:31:12.243115+00'),
	(674, 'merchant_0343', 16500, 508, 'PAID', '2025-01-24 04:20:48.482704+00', '2025-01-24 04:20:48.482704+00'),
	(675, 'merchant_0846', 15041, 466, 'PAID', '2025-01-24 05:10:24.722292+00', '2025-01-24 05:10:24.722292+00'),
	(676, 'merchant_0350', 13582, 423, 'PAID', '2025-01-24 06:00:00.961881+00', '2025-01-24 06:00:00.961881+00'),
	(677, 'merchant_0853', 12122, 381, 'PAID', '2025-01-24 06:49:36.20147+00', '2025-01-24 06:49:36.20147+00'),
	(678, 'merchant_0357', 10663, 339, 'PAID', '2025-01-24 07:39:12.441058+00', '2025-01-24 07:39:12.441058+00'),
	(679, 'merchant_0860', 9204, 296, 'PAID', '2025-01-24 08:28:48.680647+00', '2025-01-24 08:28:48.680647+00'),
	(680, 'merchant_0364', 7744, 254, 'PAID', '2025-01-24 09:18:24.920235+00', '2025-01-24 09:18:24.920235+00'),
	(681, 'merchant_0867', 6285, 212, 'PAID', '2025-01-24 10:08:00.159824+00', '2025-01-24 10:08:00.159824+00'),
	(682, 'merchant_0371', 4826, 169, 'PAID', '2025-01-24 10:57:36.399412+00', '2025-01-24 10:57:36.399412+00'),
	(683, 'merchant_0874', 3366, 127, 'PAID', '2025-01-24 11:47:12.639001+00', '2025-01-24 11:47:12.639001+00'),
	(684, 'merchant_0378', 1907, 85, 'PAID', '2025-01-24 12:36:48.87859+00', '2025-01-24 12:36:48.87859+00'),
	(685, 'merchant_0881', 448, 42, 'PAID', '2025-01-24 13:26:24.118178+00', '2025-01-24 13:26:24.118178+00'),
	(686, 'merchant_0385', 48988, 1450, 'PAID', '2025-01-24 14:16:00.357767+00', '2025-01-24 14:16:00.357767+00'),
	(687, 'merchant_0888', 47529, 1408, 'PAID', '2025-01-24 15:05:36.597355+00', '2025-01-24 15:05:36.597355+00'),
	(688, 'merchant_0392', 46069, 1366, 'PAID', '2025-01-24 15:55:12.836944+00', '2025-01-24 15:55:12.836944+00'),
	(689, 'merchant_0895', 44610, 1323, 'REFUNDED', '2025-01-24 16:44:48.076533+00', '2025-01-24 16:44:48.076533+00'),
	(690, 'merchant_0398', 43151, 1281, 'PAID', '2025-01-24 17:34:24.316121+00', '2025-01-24 17:34:24.316121+00'),
	(691, 'merchant_0902', 41691, 1239, 'PAID', '2025-01-24 18:24:00.55571+00', '2025-01-24 18:24:00.55571+00'),
	(692, 'merchant_0405', 40232, 1196, 'PAID', '2025-01-24 19:13:36.795298+00', '2025-01-24 19:13:36.795298+00'),
	(693, 'merchant_0909', 38773, 1154, 'PAID', '2025-01-24 20:03:12.034887+00', '2025-01-24 20:03:12.034887+00'),
	(694, 'merchant_0412', 37313, 1112, 'PAID', '2025-01-24 20:52:48.274475+00', '2025-01-24 20:52:48.274475+00'),
	(695, 'merchant_0916', 35854, 1069, 'PAID', '2025-01-24 21:42:24.514064+00', '2025-01-24 21:42:24.514064+00'),
	(696, 'merchant_0419', 34395, 1027, 'PAID', '2025-01-24 22:32:00.753653+00', '2025-01-24 22:32:00.753653+00'),
	(697, 'merchant_0923', 32935, 985, 'PAID', '2025-01-24 23:21:36.993241+00', '2025-01-24 23:21:36.993241+00'),
	(698, 'merchant_0426', 31476, 942, 'PAID', '2025-01-25 00:11:12.23283+00', '2025-01-25 00:11:12.23283+00'),
	(699, 'merchant_0930', 30017, 900, 'PAID', '2025-01-25 01:00:48.472418+00', '2025-01-25 01:00:48.472418+00'),
	(700, 'merchant_0433', 28557, 858, 'PAID', '2025-01-25 01:50:24.712007+00', '2025-01-25 01:50:24.712007+00'),
	(701, 'merchant_0937', 27098, 815, 'PAID', '2025-01-25 02:40:00.951596+00', '2025-01-25 02:40:00.951596+00'),
	(702, 'merchant_0440', 25639, 773, 'PAID', '2025-01-25 03:29:36.191184+00', '2025-01-25 03:29:36.191184+00'),
	(703, 'merchant_0944', 24179, 731, 'PAID', '2025-01-25 04:19:12.430773+00', '2025-01-25 04:19:12.430773+00'),
	(704, 'merchant_0447', 22720, 688, 'PAID', '2025-01-25 05:08:48.670361+00', '2025-01-25 05:08:48.670361+00'),
	(705, 'merchant_0951', 21261, 646, 'PAID', '2025-01-25 05:58:24.90995+00', '2025-01-25 05:58:24.90995+00'),
	(706, 'merchant_0454', 19801, 604, 'PAID', '2025-01-25 06:48:00.149538+00', '2025-01-25 06:48:00.149538+00'),
	(707, 'merchant_0958', 18342, 561, 'PAID', '2025-01-25 07:37:36.389127+00', '2025-01-25 07:37:36.389127+00'),
	(708, 'merchant_0461', 16883, 519, 'PAID', '2025-01-25 08:27:12.628716+00', '2025-01-25 08:27:12.628716+00'),
	(709, 'merchant_0965', 15423, 477, 'PAID', '2025-01-25 09:16:48.868304+00', '2025-01-25 09:16:48.868304+00'),
	(710, 'merchant_0468', 13964, 434, 'PAID', '2025-01-25 10:06:24.107893+00', '2025-01-25 10:06:24.107893+00'),
	(711, 'merchant_0971', 12505, 392, 'PAID', '2025-01-25 10:56:00.347481+00', '2025-01-25 10:56:00.347481+00'),
	(712, 'merchant_0475', 11045, 350, 'PAID', '2025-01-25 11:45:36.58707+00', '2025-01-25 11:45:36.58707+00'),
	(713, 'merchant_0978', 9586, 307, 'PAID', '2025-01-25 12:35:12.826658+00', '2025-01-25 12:35:12.826658+00'),
	(714, 'merchant_0482', 8126, 265, 'PAID', '2025-01-25 13:24:48.066247+00', '2025-01-25 13:24:48.066247+00'),
	(715, 'merchant_0985', 6667, 223, 'PAID', '2025-01-25 14:14:24.305836+00', '2025-01-25 14:14:24.305836+00'),
	(716, 'merchant_0489', 5208, 181, 'PAID', '2025-01-25 15:04:00.545424+00', '2025-01-25 15:04:00.545424+00'),
	(717, 'merchant_0992', 3748, 138, 'PAID', '2025-01-25 15:53:36.785013+00', '2025-01-25 15:53:36.785013+00'),
	(718, 'merchant_0496', 2289, 96, 'PAID', '2025-01-25 16:43:12.024601+00', '2025-01-25 16:43:12.024601+00'),
	(719, 'merchant_0999', 830, 54, 'PAID', '2025-01-25 17:32:48.26419+00', '2025-01-25 17:32:48.26419+00'),
	(720, 'merchant_0503', 49370, 1461, 'PAID', '2025-01-25 18:22:24.503779+00', '2025-01-25 18:22:24.503779+00'),
	(721, 'merchant_0006', 47911, 1419, 'PAID', '2025-01-25 19:12:00.743367+00', '2025-01-25 19:12:00.743367+00'),
	(722, 'merchant_0510', 46452, 1377, 'REFUNDED', '2025-01-25 20:01:36.982956+00', '2025-01-25 20:01:36.982956+00'),
	(723, 'merchant_0013', 44992, 1334, 'PAID', '2025-01-25 20:51:12.222544+00', '2025-01-25 20:51:12.222544+00'),
	(724, 'merchant_0517', 43533, 1292, 'PAID', '2025-01-25 21:40:48.462133+00', '2025-01-25 21:40:48.462133+00'),
	(725, 'merchant_0020', 42074, 1250, 'PAID', '2025-01-25 22:30:24.701721+00', '2025-01-25 22:30:24.701721+00'),
	(726, 'merchant_0524', 40614, 1207, 'PAID', '2025-01-25 23:20:00.94131+00', '2025-01-25 23:20:00.94131+00'),
	(727, 'merchant_0027', 39155, 1165, 'PAID', '2025-01-26 00:09:36.180899+00', '2025-01-26 00:09:36.180899+00'),
	(728, 'merchant_0531', 37696, 1123, 'PAID', '2025-01-26 00:59:12.420487+00', '2025-01-26 00:59:12.420487+00'),
	(729, 'merchant_0034', 36236, 1080, 'PAID', '2025-01-26 01:48:48.660076+00', '2025-01-26 01:48:48.660076+00'),
	(730, 'merchant_0538', 34777, 1038, 'PAID', '2025-01-26 02:38:24.899664+00', '2025-01-26 02:38:24.899664+00'),
	(731, 'merchant_0041', 33318, 996, 'PAID', '2025-01-26 03:28:00.139253+00', '2025-01-26 03:28:00.139253+00'),
	(732, 'merchant_0544', 31858, 953, 'PAID', '2025-01-26 04:17:36.378842+00', '2025-01-26 04:17:36.378842+00'),
	(733, 'merchant_0048', 30399, 911, 'PAID', '2025-01-26 05:07:12.61843+00', '2025-01-26 05:07:12.61843+00'),
	(734, 'merchant_0551', 28940, 869, 'PAID', '2025-01-26 05:56:48.858019+00', '2025-01-26 05:56:48.858019+00'),
	(735, 'merchant_0055', 27480, 826, 'PAID', '2025-01-26 06:46:24.097607+00', '2025-01-26 06:46:24.097607+00'),
	(736, 'merchant_0558', 26021, 784, 'PAID', '2025-01-26 07:36:00.337196+00', '2025-01-26 07:36:00.337196+00'),
	(737, 'merchant_0062', 24562, 742, 'PAID', '2025-01-26 08:25:36.576784+00', '2025-01-26 08:25:36.576784+00'),
	(738, 'merchant_0565', 23102, 699, 'PAID', '2025-01-26 09:15:12.816373+00', '2025-01-26 09:15:12.816373+00'),
	(739, 'merchant_0069', 21643, 657, 'PAID', '2025-01-26 10:04:48.055962+00', '2025-01-26 10:04:48.055962+00'),
	(740, 'merchant_0572', 20183, 615, 'PAID', '2025-01-26 10:54:24.29555+00', '2025-01-26 10:54:24.29555+00'),
	(741, 'merchant_0076', 18724, 572, 'PAID', '2025-01-26 11:44:00.535139+00', '2025-01-26 11:44:00.535139+00'),
	(742, 'merchant_0579', 17265, 530, 'PAID', '2025-01-26 12:33:36.774727+00', '2025-01-26 12:33:36.774727+00'),
	(743, 'merchant_0083', 15805, 488, 'PAID', '2025-01-26 13:23:12.014316+00', '2025-01-26 13:23:12.014316+00'),
	(744, 'merchant_0586', 14346, 446, 'PAID', '2025-01-26 14:12:48.253905+00', '2025-01-26 14:12:48.253905+00'),
	(745, 'merchant_0090', 12887, 403, 'PAID', '2025-01-26 15:02:24.493493+00', '2025-01-26 15:02:24.493493+00'),
	(746, 'merchant_0593', 11427, 361, 'PAID', '2025-01-26 15:52:00.733082+00', '2025-01-26 15:52:00.733082+00'),
	(747, 'merchant_0097', 9968, 319, 'PAID', '2025-01-26 16:41:36.97267+00', '2025-01-26 16:41:36.97267+00'),
	(748, 'merchant_0600', 8509, 276, 'PAID', '2025-01-26 17:31:12.212259+00', '2025-01-26 17:31:12.212259+00'),
	(749, 'merchant_0104', 7049, 234, 'PAID', '2025-01-26 18:20:48.451847+00', '2025-01-26 18:20:48.451847+00'),
	(750, 'merchant_0607', 5590, 192, 'PAID', '2025-01-26 19:10:24.691436+00', '2025-01-26 19:10:24.691436+00'),
	(751, 'merchant_0110', 4131, 149, 'PAID', '2025-01-26 20:00:00.931025+00', '2025-01-26 20:00:00.931025+00'),
	(752, 'merchant_0614', 2671, 107, 'PAID', '2025-01-26 20:49:36.170613+00', '2025-01-26 20:49:36.170613+00'),
	(753, 'merchant_0117', 1212, 65, 'PAID', '2025-01-26 21:39:12.410202+00', '2025-01-26 21:39:12.410202+00'),
	(754, 'merchant_0621', 49753, 1472, 'PAID', '2025-01-26 22:28:48.64979+00', '2025-01-26 22:28:48.64979+00'),
	(755, 'merchant_0124', 48293, 1430, 'PAID', '2025-01-26 23:18:24.889379+00', '2025-01-26 23:18:24.889379+00'),
	(756, 'merchant_0628', 46834, 1388, 'PAID', '2025-01-27 00:08:00.128968+00', '2025-01-27 00:08:00.128968+00'),
	(757, 'merchant_0131', 45375, 1345, 'PAID', '2025-01-27 00:57:36.368556+00', '2025-01-27 00:57:36.368556+00'),
	(758, 'merchant_0635', 43915, 1303, 'PAID', '2025-01-27 01:47:12.608145+00', '2025-01-27 01:47:12.608145+00'),
	(759, 'merchant_0138', 42456, 1261, 'PAID', '2025-01-27 02:36:48.847733+00', '2025-01-27 02:36:48.847733+00'),
	(760, 'merchant_0642', 40997, 1218, 'PAID', '2025-01-27 03:26:24.087322+00', '2025-01-27 03:26:24.087322+00'),
	(761, 'merchant_0145', 39537, 1176, 'PAID', '2025-01-27 04:16:00.32691+00', '2025-01-27 04:16:00.32691+00'),
	(762, 'merchant_0649', 38078, 1134, 'PAID', '2025-01-27 05:05:36.566499+00', '2025-01-27 05:05:36.566499+00'),
	(763, 'merchant_0152', 36619, 1091, 'PAID', '2025-01-27 05:55:12.806088+00', '2025-01-27 05:55:12.806088+00'),
	(764, 'merchant_0656', 35159, 1049, 'PAID', '2025-01-27 06:44:48.045676+00', '2025-01-27 06:44:48.045676+00'),
	(765, 'merchant_0159', 33700, 1007, 'PAID', '2025-01-27 07:34:24.285265+00', '2025-01-27 07:34:24.285265+00'),
	(766, 'merchant_0663', 32241, 964, 'PAID', '2025-01-27 08:24:00.524853+00', '2025-01-27 08:24:00.524853+00'),
	(767, 'merchant_0166', 30781, 922, 'PAID', '2025-01-27 09:13:36.764442+00', '2025-01-27 09:13:36.764442+00'),
	(768, 'merchant_0670', 29322, 880, 'PAID', '2025-01-27 10:03:12.004031+00', '2025-01-27 10:03:12.004031+00'),
	(769, 'merchant_0173', 27862, 837, 'PAID', '2025-01-27 10:52:48.243619+00', '2025-01-27 10:52:48.243619+00'),
	(770, 'merchant_0677', 26403, 795, 'PAID', '2025-01-27 11:42:24.483208+00', '2025-01-27 11:42:24.483208+00'),
	(771, 'merchant_0180', 24944, 753, 'PAID', '2025-01-27 12:32:00.722796+00', '2025-01-27 12:32:00.722796+00'),
	(772, 'merchant_0683', 23484, 711, 'PAID', '2025-01-27 13:21:36.962385+00', '2025-01-27 13:21:36.962385+00'),
	(773, 'merchant_0187', 22025, 668, 'PAID', '2025-01-27 14:11:12.201973+00', '2025-01-27 14:11:12.201973+00'),
	(774, 'merchant_0690', 20566, 626, 'PAID', '2025-01-27 15:00:48.441562+00', '2025-01-27 15:00:48.441562+00'),
	(775, 'merchant_0194', 19106, 584, 'PAID', '2025-01-27 15:50:24.681151+00', '2025-01-27 15:50:24.681151+00'),
	(776, 'merchant_0697', 17647, 541, 'PAID', '2025-01-27 16:40:00.920739+00', '2025-01-27 16:40:00.920739+00'),
	(777, 'merchant_0201', 16188, 499, 'PAID', '2025-01-27 17:29:36.160328+00', '2025-01-27 17:29:36.160328+00'),
	(778, 'merchant_0704', 14728, 457, 'FAILED', '2025-01-27 18:19:12.399916+00', '2025-01-27 18:19:12.399916+00'),
	(779, 'merchant_0208', 13269, 414, 'PAID', '2025-01-27 19:08:48.639505+00', '2025-01-27 19:08:48.639505+00'),
	(780, 'merchant_0711', 11810, 372, 'PAID', '2025-01-27 19:58:24.879093+00', '2025-01-27 19:58:24.879093+00'),
	(781, 'merchant_0215', 10350, 330, 'PAID', '2025-01-27 20:48:00.118682+00', '2025-01-27 20:48:00.118682+00'),
	(782, 'merchant_0718', 8891, 287, 'PAID', '2025-01-27 21:37:36.358271+00', '2025-01-27 21:37:36.358271+00'),
	(783, 'merchant_0222', 7432, 245, 'PAID', '2025-01-27 22:27:12.597859+00', '2025-01-27 22:27:12.597859+00'),
	(784, 'merchant_0725', 5972, 203, 'PAID', '2025-01-27 23:16:48.837448+00', '2025-01-27 23:16:48.837448+00'),
	(785, 'merchant_0229', 4513, 160, 'PAID', '2025-01-28 00:06:24.077036+00', '2025-01-28 00:06:24.077036+00'),
	(786, 'merchant_0732', 3054, 118, 'PAID', '2025-01-28 00:56:00.316625+00', '2025-01-28 00:56:00.316625+00'),
	(787, 'merchant_0236', 1594, 76, 'PAID', '2025-01-28 01:45:36.556214+00', '2025-01-28 01:45:36.556214+00'),
	(788, 'merchant_0739', 135, 33, 'PAID', '2025-01-28 02:35:12.795802+00', '2025-01-28 02:35:12.795802+00'),
	(789, 'merchant_0243', 48676, 1441, 'PAID', '2025-01-28 03:24:48.035391+00', '2025-01-28 03:24:48.035391+00'),
	(790, 'merchant_0746', 47216, 1399, 'PAID', '2025-01-28 04:14:24.274979+00', '2025-01-28 04:14:24.274979+00'),
	(791, 'merchant_0250', 45757, 1356, 'PAID', '2025-01-28 05:04:00.514568+00', '2025-01-28 05:04:00.514568+00'),
	(792, 'merchant_0753', 44298, 1314, 'PAID', '2025-01-28 05:53:36.754156+00', '2025-01-28 05:53:36.754156+00'),
	(793, 'merchant_0256', 42838, 1272, 'PAID', '2025-01-28 06:43:12.993745+00', '2025-01-28 06:43:12.993745+00'),
	(794, 'merchant_0760', 41379, 1229, 'PAID', '2025-01-28 07:32:48.233334+00', '2025-01-28 07:32:48.233334+00'),
	(795, 'merchant_0263', 39919, 1187, 'PAID', '2025-01-28 08:22:24.472922+00', '2025-01-28 08:22:24.472922+00'),
	(796, 'merchant_0767', 38460, 1145, 'PAID', '2025-01-28 09:12:00.712511+00', '2025-01-28 09:12:00.712511+00'),
	(797, 'merchant_0270', 37001, 1103, 'PAID', '2025-01-28 10:01:36.952099+00', '2025-01-28 10:01:36.952099+00'),
	(798, 'merchant_0774', 35541, 1060, 'PAID', '2025-01-28 10:51:12.191688+00', '2025-01-28 10:51:12.191688+00'),
	(799, 'merchant_0277', 34082, 1018, 'PAID', '2025-01-28 11:40:48.431277+00', '2025-01-28 11:40:48.431277+00'),
	(800, 'merchant_0781', 32623, 976, 'PAID', '2025-01-28 12:30:24.670865+00', '2025-01-28 12:30:24.670865+00'),
	(801, 'merchant_0284', 31163, 933, 'PAID', '2025-01-28 13:20:00.910454+00', '2025-01-28 13:20:00.910454+00'),
	(802, 'merchant_0788', 29704, 891, 'PAID', '2025-01-28 14:09:36.150042+00', '2025-01-28 14:09:36.150042+00'),
	(803, 'merchant_0291', 28245, 849, 'PAID', '2025-01-28 14:59:12.389631+00', '2025-01-28 14:59:12.389631+00'),
	(804, 'merchant_0795', 26785, 806, 'PAID', '2025-01-28 15:48:48.629219+00', '2025-01-28 15:48:48.629219+00'),
	(805, 'merchant_0298', 25326, 764, 'PAID', '2025-01-28 16:38:24.868808+00', '2025-01-28 16:38:24.868808+00'),
	(806, 'merchant_0802', 23867, 722, 'PAID', '2025-01-28 17:28:00.108397+00', '2025-01-28 17:28:00.108397+00'),
	(807, 'merchant_0305', 22407, 679, 'PAID', '2025-01-28 18:17:36.347985+00', '2025-01-28 18:17:36.347985+00'),
	(808, 'merchant_0809', 20948, 637, 'PAID', '2025-01-28 19:07:12.587574+00', '2025-01-28 19:07:12.587574+00'),
	(809, 'merchant_0312', 19489, 595, 'PAID', '2025-01-28 19:56:48.827162+00', '2025-01-28 19:56:48.827162+00'),
	(810, 'merchant_0816', 18029, 552, 'PAID', '2025-01-28 20:46:24.066751+00', '2025-01-28 20:46:24.066751+00'),
	(811, 'merchant_0319', 16570, 510, 'FAILED', '2025-01-28 21:36:00.30634+00', '2025-01-28 21:36:00.30634+00'),
	(812, 'merchant_0822', 15111, 468, 'PAID', '2025-01-28 22:25:36.545928+00', '2025-01-28 22:25:36.545928+00'),
	(813, 'merchant_0326', 13651, 425, 'PAID', '2025-01-28 23:15:12.785517+00', '2025-01-28 23:15:12.785517+00'),
	(814, 'merchant_0829', 12192, 383, 'PAID', '2025-01-29 00:04:48.025105+00', '2025-01-29 00:04:48.025105+00'),
	(815, 'merchant_0333', 10733, 341, 'PAID', '2025-01-29 00:54:24.264694+00', '2025-01-29 00:54:24.264694+00'),
	(816, 'merchant_0836', 9273, 298, 'PAID', '2025-01-29 01:44:00.504282+00', '2025-01-29 01:44:00.504282+00'),
	(817, 'merchant_0340', 7814, 256, 'PAID', '2025-01-29 02:33:36.743871+00', '2025-01-29 02:33:36.743871+00'),
	(818, 'merchant_0843', 6355, 214, 'PAID', '2025-01-29 03:23:12.98346+00', '2025-01-29 03:23:12.98346+00'),
	(819, 'merchant_0347', 4895, 171, 'PAID', '2025-01-29 04:12:48.223048+00', '2025-01-29 04:12:48.223048+00'),
	(820, 'merchant_0850', 3436, 129, 'PAID', '2025-01-29 05:02:24.462637+00', '2025-01-29 05:02:24.462637+00'),
	(821, 'merchant_0354', 1976, 87, 'PAID', '2025-01-29 05:52:00.702225+00', '2025-01-29 05:52:00.702225+00'),
	(822, 'merchant_0857', 517, 44, 'PAID', '2025-01-29 06:41:36.941814+00', '2025-01-29 06:41:36.941814+00'),
	(823, 'merchant_0361', 49058, 1452, 'PAID', '2025-01-29 07:31:12.181403+00', '2025-01-29 07:31:12.181403+00'),
	(824, 'merchant_0864', 47598, 1410, 'PAID', '2025-01-29 08:20:48.420991+00', '2025-01-29 08:20:48.420991+00'),
	(825, 'merchant_0368', 46139, 1368, 'PAID', '2025-01-29 09:10:24.66058+00', '2025-01-29 09:10:24.66058+00'),
	(826, 'merchant_0871', 44680, 1325, 'PAID', '2025-01-29 10:00:00.900168+00', '2025-01-29 10:00:00.900168+00'),
	(827, 'merchant_0375', 43220, 1283, 'PAID', '2025-01-29 10:49:36.139757+00', '2025-01-29 10:49:36.139757+00'),
	(828, 'merchant_0878', 41761, 1241, 'PAID', '2025-01-29 11:39:12.379345+00', '2025-01-29 11:39:12.379345+00'),
	(829, 'merchant_0382', 40302, 1198, 'PAID', '2025-01-29 12:28:48.618934+00', '2025-01-29 12:28:48.618934+00'),
	(830, 'merchant_0885', 38842, 1156, 'PAID', '2025-01-29 13:18:24.858523+00', '2025-01-29 13:18:24.858523+00'),
	(831, 'merchant_0389', 37383, 1114, 'PAID', '2025-01-29 14:08:00.098111+00', '2025-01-29 14:08:00.098111+00'),
	(832, 'merchant_0892', 35924, 1071, 'PAID', '2025-01-29 14:57:36.3377+00', '2025-01-29 14:57:36.3377+00'),
	(833, 'merchant_0395', 34464, 1029, 'PAID', '2025-01-29 15:47:12.577288+00', '2025-01-29 15:47:12.577288+00'),
	(834, 'merchant_0899', 33005, 987, 'PAID', '2025-01-29 16:36:48.816877+00', '2025-01-29 16:36:48.816877+00'),
	(835, 'merchant_0402', 31546, 944, 'PAID', '2025-01-29 17:26:24.056465+00', '2025-01-29 17:26:24.056465+00'),
	(836, 'merchant_0906', 30086, 902, 'PAID', '2025-01-29 18:16:00.296054+00', '2025-01-29 18:16:00.296054+00'),
	(837, 'merchant_0409', 28627, 860, 'PAID', '2025-01-29 19:05:36.535643+00', '2025-01-29 19:05:36.535643+00'),
	(838, 'merchant_0913', 27168, 817, 'PAID', '2025-01-29 19:55:12.775231+00', '2025-01-29 19:55:12.775231+00'),
	(839, 'merchant_0416', 25708, 775, 'PAID', '2025-01-29 20:44:48.01482+00', '2025-01-29 20:44:48.01482+00'),
	(840, 'merchant_0920', 24249, 733, 'PAID', '2025-01-29 21:34:24.254408+00', '2025-01-29 21:34:24.254408+00'),
	(841, 'merchant_0423', 22790, 690, 'PAID', '2025-01-29 22:24:00.493997+00', '2025-01-29 22:24:00.493997+00'),
	(842, 'merchant_0927', 21330, 648, 'PAID', '2025-01-29 23:13:36.733586+00', '2025-01-29 23:13:36.733586+00'),
	(843, 'merchant_0430', 19871, 606, 'PAID', '2025-01-30 00:03:12.973174+00', '2025-01-30 00:03:12.973174+00'),
	(844, 'merchant_0934', 18412, 563, 'PAID', '2025-01-30 00:52:48.212763+00', '2025-01-30 00:52:48.212763+00'),
	(845, 'merchant_0437', 16952, 521, 'PAID', '2025-01-30 01:42:24.452351+00', '2025-01-30 01:42:24.452351+00'),
	(846, 'merchant_0941', 15493, 479, 'PAID', '2025-01-30 02:32:00.69194+00', '2025-01-30 02:32:00.69194+00'),
	(847, 'merchant_0444', 14033, 436, 'PAID', '2025-01-30 03:21:36.931528+00', '2025-01-30 03:21:36.931528+00'),
	(848, 'merchant_0948', 12574, 394, 'PAID', '2025-01-30 04:11:12.171117+00', '2025-01-30 04:11:12.171117+00'),
	(849, 'merchant_0451', 11115, 352, 'PAID', '2025-01-30 05:00:48.410706+00', '2025-01-30 05:00:48.410706+00'),
	(850, 'merchant_0955', 9655, 309, 'PAID', '2025-01-30 05:50:24.650294+00', '2025-01-30 05:50:24.650294+00'),
	(851, 'merchant_0458', 8196, 267, 'PAID', '2025-01-30 06:40:00.889883+00', '2025-01-30 06:40:00.889883+00'),
	(852, 'merchant_0962', 6737, 225, 'PAID', '2025-01-30 07:29:36.129471+00', '2025-01-30 07:29:36.129471+00'),
	(853, 'merchant_0465', 5277, 183, 'PAID', '2025-01-30 08:19:12.36906+00', '2025-01-30 08:19:12.36906+00'),
	(854, 'merchant_0968', 3818, 140, 'PAID', '2025-01-30 09:08:48.608649+00', '2025-01-30 09:08:48.608649+00'),
	(855, 'merchant_0472', 2359, 98, 'PAID', '2025-01-30 09:58:24.848237+00', '2025-01-30 09:58:24.848237+00'),
	(856, 'merchant_0975', 899, 56, 'PAID', '2025-01-30 10:48:00.087826+00', '2025-01-30 10:48:00.087826+00'),
	(857, 'merchant_0479', 49440, 1463, 'PAID', '2025-01-30 11:37:36.327414+00', '2025-01-30 11:37:36.327414+00'),
	(858, 'merchant_0982', 47981, 1421, 'PAID', '2025-01-30 12:27:12.567003+00', '2025-01-30 12:27:12.567003+00'),
	(859, 'merchant_0486', 46521, 1379, 'PAID', '2025-01-30 13:16:48.806591+00', '2025-01-30 13:16:48.806591+00'),
	(860, 'merchant_0989', 45062, 1336, 'PAID', '2025-01-30 14:06:24.04618+00', '2025-01-30 14:06:24.04618+00'),
	(861, 'merchant_0493', 43603, 1294, 'PAID', '2025-01-30 14:56:00.285769+00', '2025-01-30 14:56:00.285769+00'),
	(862, 'merchant_0996', 42143, 1252, 'PAID', '2025-01-30 15:45:36.525357+00', '2025-01-30 15:45:36.525357+00'),
	(863, 'merchant_0500', 40684, 1209, 'PAID', '2025-01-30 16:35:12.764946+00', '2025-01-30 16:35:12.764946+00'),
	(864, 'merchant_0003', 39225, 1167, 'PAID', '2025-01-30 17:24:48.004534+00', '2025-01-30 17:24:48.004534+00'),
	(865, 'merchant_0507', 37765, 1125, 'PAID', '2025-01-30 18:14:24.244123+00', '2025-01-30 18:14:24.244123+00'),
	(866, 'merchant_0010', 36306, 1082, 'PAID', '2025-01-30 19:04:00.483712+00', '2025-01-30 19:04:00.483712+00'),
	(867, 'merchant_0514', 34847, 1040, 'PENDING', '2025-01-30 19:53:36.7233+00', '2025-01-30 19:53:36.7233+00'),
	(868, 'merchant_0017', 33387, 998, 'PAID', '2025-01-30 20:43:12.962889+00', '2025-01-30 20:43:12.962889+00'),
	(869, 'merchant_0521', 31928, 955, 'PAID', '2025-01-30 21:32:48.202477+00', '2025-01-30 21:32:48.202477+00'),
	(870, 'merchant_0024', 30469, 913, 'PAID', '2025-01-30 22:22:24.442066+00', '2025-01-30 22:22:24.442066+00'),
	(871, 'merchant_0528', 29009, 871, 'PAID', '2025-01-30 23:12:00.681654+00', '2025-01-30 23:12:00.681654+00'),
	(872, 'merchant_0031', 27550, 828, 'PAID', '2025-01-31 00:01:36.921243+00', '2025-01-31 00:01:36.921243+00'),
	(873, 'merchant_0534', 26090, 786, 'PAID', '2025-01-31 00:51:12.160832+00', '2025-01-31 00:51:12.160832+00'),
	(874, 'merchant_0038', 24631, 744, 'PAID', '2025-01-31 01:40:48.40042+00', '2025-01-31 01:40:48.40042+00'),
	(875, 'merchant_0541', 23172, 701, 'PAID', '2025-01-31 02:30:24.640009+00', '2025-01-31 02:30:24.640009+00'),
	(876, 'merchant_0045', 21712, 659, 'PAID', '2025-01-31 03:20:00.879597+00', '2025-01-31 03:20:00.879597+00'),
	(877, 'merchant_0548', 20253, 617, 'PAID', '2025-01-31 04:09:36.119186+00', '2025-01-31 04:09:36.119186+00'),
	(878, 'merchant_0052', 18794, 575, 'PAID', '2025-01-31 04:59:12.358775+00', '2025-01-31 04:59:12.358775+00'),
	(879, 'merchant_0555', 17334, 532, 'PAID', '2025-01-31 05:48:48.598363+00', '2025-01-31 05:48:48.598363+00'),
	(880, 'merchant_0059', 15875, 490, 'PAID', '2025-01-31 06:38:24.837952+00', '2025-01-31 06:38:24.837952+00'),
	(881, 'merchant_0562', 14416, 448, 'PAID', '2025-01-31 07:28:00.07754+00', '2025-01-31 07:28:00.07754+00'),
	(882, 'merchant_0066', 12956, 405, 'PAID', '2025-01-31 08:17:36.317129+00', '2025-01-31 08:17:36.317129+00'),
	(883, 'merchant_0569', 11497, 363, 'PAID', '2025-01-31 09:07:12.556717+00', '2025-01-31 09:07:12.556717+00'),
	(884, 'merchant_0073', 10038, 321, 'PAID', '2025-01-31 09:56:48.796306+00', '2025-01-31 09:56:48.796306+00'),
	(885, 'merchant_0576', 8578, 278, 'PAID', '2025-01-31 10:46:24.035895+00', '2025-01-31 10:46:24.035895+00'),
	(886, 'merchant_0080', 7119, 236, 'PAID', '2025-01-31 11:36:00.275483+00', '2025-01-31 11:36:00.275483+00'),
	(887, 'merchant_0583', 5660, 194, 'PAID', '2025-01-31 12:25:36.515072+00', '2025-01-31 12:25:36.515072+00'),
	(888, 'merchant_0087', 4200, 151, 'PAID', '2025-01-31 13:15:12.75466+00', '2025-01-31 13:15:12.75466+00'),
	(889, 'merchant_0590', 2741, 109, 'PAID', '2025-01-31 14:04:48.994249+00', '2025-01-31 14:04:48.994249+00'),
	(890, 'merchant_0094', 1282, 67, 'PAID', '2025-01-31 14:54:24.233838+00', '2025-01-31 14:54:24.233838+00'),
	(891, 'merchant_0597', 49822, 1474, 'PAID', '2025-01-31 15:44:00.473426+00', '2025-01-31 15:44:00.473426+00'),
	(892, 'merchant_0101', 48363, 1432, 'PAID', '2025-01-31 16:33:36.713015+00', '2025-01-31 16:33:36.713015+00'),
	(893, 'merchant_0604', 46904, 1390, 'PAID', '2025-01-31 17:23:12.952603+00', '2025-01-31 17:23:12.952603+00'),
	(894, 'merchant_0107', 45444, 1347, 'PAID', '2025-01-31 18:12:48.192192+00', '2025-01-31 18:12:48.192192+00'),
	(895, 'merchant_0611', 43985, 1305, 'PAID', '2025-01-31 19:02:24.43178+00', '2025-01-31 19:02:24.43178+00'),
	(896, 'merchant_0114', 42526, 1263, 'PAID', '2025-01-31 19:52:00.671369+00', '2025-01-31 19:52:00.671369+00'),
	(897, 'merchant_0618', 41066, 1220, 'PAID', '2025-01-31 20:41:36.910958+00', '2025-01-31 20:41:36.910958+00'),
	(898, 'merchant_0121', 39607, 1178, 'PAID', '2025-01-31 21:31:12.150546+00', '2025-01-31 21:31:12.150546+00'),
	(899, 'merchant_0625', 38147, 1136, 'PAID', '2025-01-31 22:20:48.390135+00', '2025-01-31 22:20:48.390135+00'),
	(900, 'merchant_0128', 36688, 1093, 'PENDING', '2025-01-31 23:10:24.629723+00', '2025-01-31 23:10:24.629723+00'),
	(2, 'merchant_0007', 47186, 1398, 'PAID', '2025-01-01 00:49:36.479177+00', '2025-01-01 00:49:36.479177+00'),
	(3, 'merchant_0511', 45726, 1355, 'PAID', '2025-01-01 01:39:12.718765+00', '2025-01-01 01:39:12.718765+00'),
	(901, '=odd "merchant"', 700, 20, 'PAID', '2025-01-03 10:00:00+00', '2026-11-26 15:37:26.343824+00');

SELECT pg_catalog.setval('public.products_id_seq', 5, true);

SELECT pg_catalog.setval('public.transactions_id_seq', 901, true);

ALTER TABLE ONLY pgboss.bam
    ADD CONSTRAINT bam_pkey PRIMARY KEY (id);

ALTER TABLE ONLY pgboss.instance
    ADD CONSTRAINT instance_pkey PRIMARY KEY (id);

ALTER TABLE ONLY pgboss.job
    ADD CONSTRAINT job_pkey PRIMARY KEY (name, id);

ALTER TABLE ONLY pgboss.job_common
    ADD CONSTRAINT job_common_pkey PRIMARY KEY (name, id);

ALTER TABLE ONLY pgboss.job_dependency
    ADD CONSTRAINT job_dependency_pkey PRIMARY KEY (child_name, child_id, parent_name, parent_id);

ALTER TABLE ONLY pgboss.queue
    ADD CONSTRAINT queue_pkey PRIMARY KEY (name);

ALTER TABLE ONLY pgboss.queue_stats
    ADD CONSTRAINT queue_stats_pkey PRIMARY KEY (id, captured_on);

ALTER TABLE ONLY pgboss.queue_stats_20261126
    ADD CONSTRAINT queue_stats_20261126_pkey PRIMARY KEY (id, captured_on);

ALTER TABLE ONLY pgboss.queue_stats_20261127
    ADD CONSTRAINT queue_stats_20261127_pkey PRIMARY KEY (id, captured_on);

ALTER TABLE ONLY pgboss.schedule
    ADD CONSTRAINT schedule_pkey PRIMARY KEY (name, key);

ALTER TABLE ONLY pgboss.subscription
    ADD CONSTRAINT subscription_pkey PRIMARY KEY (event, name);

ALTER TABLE ONLY pgboss.version
    ADD CONSTRAINT version_pkey PRIMARY KEY (version);

ALTER TABLE ONLY pgboss.warning
    ADD CONSTRAINT warning_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.job_keys
    ADD CONSTRAINT job_keys_idempotency_key_key PRIMARY KEY (idempotency_key);

ALTER TABLE ONLY public.jobs
    ADD CONSTRAINT jobs_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.kysely_migration_lock
    ADD CONSTRAINT kysely_migration_lock_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.kysely_migration
    ADD CONSTRAINT kysely_migration_pkey PRIMARY KEY (name);

ALTER TABLE ONLY public.orders
    ADD CONSTRAINT orders_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.products
    ADD CONSTRAINT products_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.settlement_batches
    ADD CONSTRAINT settlement_batches_pkey PRIMARY KEY (job_id, batch_no);

ALTER TABLE ONLY public.settlement_changes
    ADD CONSTRAINT settlement_changes_pkey PRIMARY KEY (run_id, merchant_id, date);

ALTER TABLE ONLY public.settlements
    ADD CONSTRAINT settlements_pkey PRIMARY KEY (merchant_id, date);

ALTER TABLE ONLY public.signing_secrets
    ADD CONSTRAINT signing_secrets_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.transactions
    ADD CONSTRAINT transactions_pkey PRIMARY KEY (id);

CREATE UNIQUE INDEX job_common_i1 ON pgboss.job_common USING btree (name, COALESCE(singleton_key, ''::text)) WHERE ((state = 'created'::pgboss.job_state) AND (policy = 'short'::text));

CREATE INDEX job_common_i10 ON pgboss.job_common USING btree (name, singleton_key, state DESC, created_on, id) INCLUDE (start_after) WHERE ((state < 'active'::pgboss.job_state) AND (NOT blocked) AND (policy = 'key_strict_fifo'::text));

CREATE INDEX job_common_i11 ON pgboss.job_common USING btree (name, priority DESC, created_on, start_after) WHERE ((state < 'active'::pgboss.job_state) AND (NOT blocked));

CREATE INDEX job_common_i12 ON pgboss.job_common USING btree (source_root_id) WHERE (source_root_id IS NOT NULL);

CREATE UNIQUE INDEX job_common_i13 ON pgboss.job_common USING btree (name, singleton_key) WHERE ((state = 'created'::pgboss.job_state) AND upsert_by_key);

CREATE INDEX job_common_i14 ON pgboss.job_common USING btree (name, state, blocked, start_after) WHERE (state = ANY (ARRAY['created'::pgboss.job_state, 'retry'::pgboss.job_state, 'active'::pgboss.job_state, 'failed'::pgboss.job_state]));

CREATE INDEX job_common_i15 ON pgboss.job_common USING btree (name, created_on);

CREATE INDEX job_common_i16 ON pgboss.job_common USING btree (name, completed_on) WHERE (completed_on IS NOT NULL);

CREATE INDEX job_common_i17 ON pgboss.job_common USING btree (name, singleton_key, created_on) WHERE ((state < 'active'::pgboss.job_state) AND (singleton_key IS NOT NULL));

CREATE UNIQUE INDEX job_common_i2 ON pgboss.job_common USING btree (name, COALESCE(singleton_key, ''::text)) WHERE ((state = 'active'::pgboss.job_state) AND (policy = 'singleton'::text));

CREATE UNIQUE INDEX job_common_i3 ON pgboss.job_common USING btree (name, state, COALESCE(singleton_key, ''::text)) WHERE ((state <= 'active'::pgboss.job_state) AND (policy = 'stately'::text));

CREATE UNIQUE INDEX job_common_i4 ON pgboss.job_common USING btree (name, singleton_on, COALESCE(singleton_key, ''::text)) WHERE ((state <> 'cancelled'::pgboss.job_state) AND (singleton_on IS NOT NULL));

CREATE UNIQUE INDEX job_common_i6 ON pgboss.job_common USING btree (name, COALESCE(singleton_key, ''::text)) WHERE ((state <= 'active'::pgboss.job_state) AND (policy = 'exclusive'::text));

CREATE INDEX job_common_i7 ON pgboss.job_common USING btree (name, group_id) WHERE ((state = 'active'::pgboss.job_state) AND (group_id IS NOT NULL));

CREATE UNIQUE INDEX job_common_i8 ON pgboss.job_common USING btree (name, singleton_key) WHERE ((state = ANY (ARRAY['active'::pgboss.job_state, 'retry'::pgboss.job_state, 'failed'::pgboss.job_state])) AND (policy = 'key_strict_fifo'::text));

CREATE INDEX job_common_i9 ON pgboss.job_common USING btree (name, id) WHERE (blocking AND (state = 'completed'::pgboss.job_state));

CREATE INDEX job_dep_parent_idx ON pgboss.job_dependency USING btree (parent_name, parent_id);

CREATE INDEX queue_stats_i1 ON ONLY pgboss.queue_stats USING btree (name, captured_on DESC) INCLUDE (deferred_count, queued_count, ready_count, active_count, failed_count, total_count);

CREATE INDEX queue_stats_20261126_name_captured_on_deferred_count_queued_idx ON pgboss.queue_stats_20261126 USING btree (name, captured_on DESC) INCLUDE (deferred_count, queued_count, ready_count, active_count, failed_count, total_count);

CREATE INDEX queue_stats_20261127_name_captured_on_deferred_count_queued_idx ON pgboss.queue_stats_20261127 USING btree (name, captured_on DESC) INCLUDE (deferred_count, queued_count, ready_count, active_count, failed_count, total_count);

CREATE INDEX warning_i1 ON pgboss.warning USING btree (created_on DESC);

CREATE INDEX job_keys_job ON public.job_keys USING btree (job_id);

CREATE INDEX jobs_completed ON public.jobs USING btree (finished_at) WHERE (status = 'COMPLETED'::text);

CREATE INDEX jobs_published ON public.jobs USING btree (published_no) WHERE (published_no IS NOT NULL);

CREATE INDEX jobs_scheduled ON public.jobs USING btree (finished_at) WHERE ((status = 'COMPLETED'::text) AND (created_by = 'schedule'::text));

CREATE INDEX jobs_unfinished ON public.jobs USING btree (id) WHERE (status = ANY (ARRAY['QUEUED'::text, 'RUNNING'::text]));

CREATE INDEX orders_buyer ON public.orders USING btree (buyer_id, id);

CREATE INDEX orders_cancelled ON public.orders USING btree (id) WHERE (status = 'CANCELLED'::text);

CREATE UNIQUE INDEX orders_idempotency_key_key ON public.orders USING btree (idempotency_key) WHERE (idempotency_key IS NOT NULL);

CREATE INDEX orders_placed_by ON public.orders USING btree (placed_by, id) WHERE (placed_by IS NOT NULL);

CREATE INDEX orders_product ON public.orders USING btree (product_id, id);

CREATE INDEX settlement_batches_claim ON public.settlement_batches USING btree (batch_no, job_id) WHERE open;

CREATE INDEX settlement_batches_open ON public.settlement_batches USING btree (job_id) WHERE open;

CREATE INDEX settlements_date ON public.settlements USING btree (date);

CREATE INDEX transactions_paid ON public.transactions USING btree (paid_at, id) INCLUDE (merchant_id, amount_cents, fee_cents) WHERE (status = 'PAID'::text);

ALTER INDEX pgboss.job_pkey ATTACH PARTITION pgboss.job_common_pkey;

ALTER INDEX pgboss.queue_stats_i1 ATTACH PARTITION pgboss.queue_stats_20261126_name_captured_on_deferred_count_queued_idx;

ALTER INDEX pgboss.queue_stats_pkey ATTACH PARTITION pgboss.queue_stats_20261126_pkey;

ALTER INDEX pgboss.queue_stats_i1 ATTACH PARTITION pgboss.queue_stats_20261127_name_captured_on_deferred_count_queued_idx;

ALTER INDEX pgboss.queue_stats_pkey ATTACH PARTITION pgboss.queue_stats_20261127_pkey;

CREATE TRIGGER jobs_changed AFTER UPDATE OF status, planned, publishing ON public.jobs FOR EACH ROW WHEN ((((old.status IS DISTINCT FROM new.status) OR (old.planned IS DISTINCT FROM new.planned)) OR (old.publishing IS DISTINCT FROM new.publishing))) EXECUTE FUNCTION public.notify_job_changed();

CREATE TRIGGER jobs_number_published BEFORE UPDATE OF status ON public.jobs FOR EACH ROW WHEN (((new.status = 'COMPLETED'::text) AND (old.status <> 'COMPLETED'::text))) EXECUTE FUNCTION public.number_published_job();

CREATE TRIGGER products_inserted BEFORE INSERT ON public.products FOR EACH ROW WHEN ((new.supplied = 0)) EXECUTE FUNCTION public.count_supply();

CREATE TRIGGER products_restocked BEFORE UPDATE OF stock ON public.products FOR EACH ROW WHEN (((new.stock > old.stock) AND (new.supplied = old.supplied))) EXECUTE FUNCTION public.count_supply();

CREATE TRIGGER settlement_batches_done AFTER UPDATE OF done ON public.settlement_batches FOR EACH ROW WHEN ((((new.batch_no % 4) = 0) AND new.done AND (NOT old.done))) EXECUTE FUNCTION public.notify_batch_done();

ALTER TABLE ONLY pgboss.job_common
    ADD CONSTRAINT dlq_fkey FOREIGN KEY (dead_letter) REFERENCES pgboss.queue(name) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY pgboss.job_common
    ADD CONSTRAINT q_fkey FOREIGN KEY (name) REFERENCES pgboss.queue(name) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY pgboss.queue
    ADD CONSTRAINT queue_dead_letter_fkey FOREIGN KEY (dead_letter) REFERENCES pgboss.queue(name);

ALTER TABLE ONLY pgboss.schedule
    ADD CONSTRAINT schedule_name_fkey FOREIGN KEY (name) REFERENCES pgboss.queue(name) ON DELETE CASCADE;

ALTER TABLE ONLY pgboss.subscription
    ADD CONSTRAINT subscription_name_fkey FOREIGN KEY (name) REFERENCES pgboss.queue(name) ON DELETE CASCADE;

ALTER TABLE ONLY public.job_keys
    ADD CONSTRAINT job_keys_job_id_fkey FOREIGN KEY (job_id) REFERENCES public.jobs(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.orders
    ADD CONSTRAINT orders_product_id_fkey FOREIGN KEY (product_id) REFERENCES public.products(id);

ALTER TABLE ONLY public.settlement_batches
    ADD CONSTRAINT settlement_batches_job_id_fkey FOREIGN KEY (job_id) REFERENCES public.jobs(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.settlement_changes
    ADD CONSTRAINT settlement_changes_run_id_fkey FOREIGN KEY (run_id) REFERENCES public.jobs(id) ON DELETE CASCADE;
