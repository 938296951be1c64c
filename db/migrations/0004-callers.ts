import { type Kysely, sql } from 'kysely'

/** Whose orders are whose, and what download URLs are signed with. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  // The name of the API key that an order came with; null where none was asked for.
  `ALTER TABLE orders ADD placed_by text`,
  // What is there fits, so no row is looked at while orders wait; the same below.
  `ALTER TABLE orders ADD CONSTRAINT orders_placed_by_check
    CHECK (char_length(placed_by) BETWEEN 1 AND 64) NOT VALID`,
  `CREATE INDEX orders_placed_by ON orders (placed_by, id) WHERE placed_by IS NOT NULL`,
  // With the name of its API key before it.
  `ALTER TABLE orders DROP CONSTRAINT orders_idempotency_key_check,
    ADD CONSTRAINT orders_idempotency_key_check
      CHECK (char_length(idempotency_key) BETWEEN 1 AND 320) NOT VALID`,
  `ALTER TABLE job_keys DROP CONSTRAINT job_keys_idempotency_key_check,
    ADD CONSTRAINT job_keys_idempotency_key_check
      CHECK (char_length(idempotency_key) BETWEEN 1 AND 320) NOT VALID`,
  // One for all processes, also after a restart. The random bits of two UUIDs are 244.
  `CREATE TABLE signing_secrets (
    id integer PRIMARY KEY DEFAULT 1 CHECK (id = 1),
    secret bytea NOT NULL CHECK (octet_length(secret) = 32)
  )`,
  `INSERT INTO signing_secrets (secret)
    SELECT sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()))`,
]
