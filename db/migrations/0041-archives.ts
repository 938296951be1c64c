import { type Kysely, sql } from 'kysely'

/** `archives` and `archived_units`: which months are archived, and what is kept of them once they are dropped. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE TABLE archives (
    month text PRIMARY KEY CHECK (month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
    starts_at timestamptz NOT NULL GENERATED ALWAYS AS (
      make_date(left(month, 4)::integer, right(month, 2)::integer, 1)::timestamp AT TIME ZONE 'UTC'
    ) STORED,
    ends_at timestamptz NOT NULL GENERATED ALWAYS AS (
      (make_date(left(month, 4)::integer, right(month, 2)::integer, 1)::timestamp + interval '1 month') AT TIME ZONE 'UTC'
    ) STORED,
    archived_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    directory text NOT NULL,
    files jsonb NOT NULL CHECK (jsonb_typeof(files) = 'array'),
    related_from timestamptz,
    related_to timestamptz,
    changed_at timestamptz,
    dropped_at timestamptz,
    removed_at timestamptz,
    CHECK (changed_at IS NULL OR dropped_at IS NULL),
    CHECK (removed_at >= dropped_at)
  )`.execute(db)
  // No reference to products, whose check would lock their rows against new orders.
  await sql`CREATE TABLE archived_units (
    month text NOT NULL REFERENCES archives ON DELETE CASCADE,
    product_id bigint NOT NULL,
    held bigint NOT NULL CHECK (held >= 0),
    sold bigint NOT NULL CHECK (sold >= 0),
    PRIMARY KEY (month, product_id)
  )`.execute(db)
}
