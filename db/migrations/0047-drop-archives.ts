import { type Kysely, sql } from 'kysely'
import type { NewIndex } from '../build-indexes.ts'

/** What it takes to drop archived months from the database. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // A month whose orders change after they were compared with their archive must not be dropped, and no order of a dropped
  // month may change. The row of the archive is locked by both, so each sees what the other has committed.
  await sql`CREATE FUNCTION mark_changed_archives() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    -- Orders of a running shop are younger than all archives.
    end_id CONSTANT uuid := (SELECT lowest_uuid(max(ends_at)) FROM archives);
  BEGIN
    IF end_id IS NULL OR NOT EXISTS (SELECT FROM before WHERE id < end_id) THEN RETURN NULL; END IF;
    UPDATE archives SET changed_at = clock_timestamp()
    WHERE changed_at IS NULL AND dropped_at IS NULL
      AND EXISTS (SELECT FROM before WHERE id >= lowest_uuid(starts_at) AND id < lowest_uuid(ends_at));
    IF EXISTS (
      SELECT FROM archives JOIN before ON id >= lowest_uuid(starts_at) AND id < lowest_uuid(ends_at)
      WHERE dropped_at IS NOT NULL
    ) THEN
      -- A retry finds the month dropped.
      RAISE EXCEPTION 'the month of an order was dropped' USING ERRCODE = 'serialization_failure';
    END IF;
    RETURN NULL;
  END $$`.execute(db)
  await sql`CREATE TRIGGER orders_changed_archives AFTER UPDATE ON orders REFERENCING OLD TABLE AS before
    FOR EACH STATEMENT EXECUTE FUNCTION mark_changed_archives()`.execute(db)
}

// What refers to the orders of a month is found by them, and what refers to a refund that is deleted.
export const indexes: NewIndex[] = [
  { name: 'order_keys_order', on: 'order_keys (order_id)' },
  { name: 'order_keys_refund', on: 'order_keys (refund_id) WHERE refund_id IS NOT NULL' },
]
