import { type Kysely, sql } from 'kysely'

/** Idempotency keys of requests that create or supply products, and lists of a merchant's products. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  // In a table of their own, since a product may change after the request that created it.
  `CREATE TABLE product_keys (
    idempotency_key text CONSTRAINT product_keys_idempotency_key_key PRIMARY KEY
      CONSTRAINT product_keys_idempotency_key_check CHECK (char_length(idempotency_key) BETWEEN 1 AND 320),
    product_id bigint NOT NULL REFERENCES products,
    request jsonb NOT NULL
  )`,
  `CREATE INDEX products_merchant ON products (merchant_id, id)`,
]
