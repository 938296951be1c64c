import { type Kysely, sql } from 'kysely'

/** An order that is deleted by hand frees its idempotency key, as it did when the key was unique in `orders`. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  `CREATE FUNCTION free_placing_keys() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF TG_OP = 'TRUNCATE' THEN
      TRUNCATE order_placing_keys;
    ELSE
      DELETE FROM order_placing_keys AS kept USING before
      WHERE kept.idempotency_key = before.idempotency_key AND kept.order_id = before.id;
    END IF;
    RETURN NULL;
  END $$`,
  `CREATE TRIGGER orders_deleted_keys AFTER DELETE ON orders REFERENCING OLD TABLE AS before
    FOR EACH STATEMENT EXECUTE FUNCTION free_placing_keys()`,
  `CREATE TRIGGER orders_truncated_keys AFTER TRUNCATE ON orders
    FOR EACH STATEMENT EXECUTE FUNCTION free_placing_keys()`,
]
