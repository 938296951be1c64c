import { type Kysely, sql } from 'kysely'
import type { NewIndex } from '../build-indexes.ts'

/** Merchants with their currency and fees, and the fee of a transaction. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

export const indexes: NewIndex[] = [
  // Whether a merchant has a transaction decides whether its currency is fixed.
  { name: 'transactions_merchant', on: 'transactions (merchant_id)' },
]

const statements = [
  // Transactions and products refer to merchants by id only: a merchant that nobody described is settled all the same.
  // An id has no spaces or control characters; the api, which knows Unicode, refuses more of them.
  `CREATE TABLE merchants (
    id text COLLATE "C" PRIMARY KEY
      CHECK (char_length(id) BETWEEN 1 AND 128 AND id !~ '[\\u0001-\\u0020\\u007f]'),
    name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 200),
    currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    fee_basis_points integer NOT NULL DEFAULT 0 CHECK (fee_basis_points BETWEEN 0 AND 10000),
    fee_fixed_cents bigint NOT NULL DEFAULT 0 CHECK (fee_fixed_cents BETWEEN 0 AND 9007199254740991),
    refunds_return_fee boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    created_by text CHECK (char_length(created_by) BETWEEN 1 AND 64),
    updated_by text CHECK (char_length(updated_by) BETWEEN 1 AND 64)
  )`,
  // The amount is split at 10,000, so that its product with the basis points fits into 64 bits. Only the sum with the
  // fixed part can be too large, and PostgreSQL raises an error for it (22003).
  `CREATE FUNCTION merchant_fee(amount_cents bigint, basis_points integer, fixed_cents bigint)
    RETURNS bigint LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$ BEGIN
    IF amount_cents < 0 OR basis_points NOT BETWEEN 0 AND 10000 OR fixed_cents < 0 THEN
      RAISE EXCEPTION 'merchant_fee(%, %, %) is not defined', amount_cents, basis_points, fixed_cents
        USING ERRCODE = 'numeric_value_out_of_range';
    END IF;
    RETURN amount_cents / 10000 * basis_points + (amount_cents % 10000 * basis_points + 5000) / 10000
      + fixed_cents;
  END $$`,
  `COMMENT ON FUNCTION merchant_fee IS
    'Cents: round_half_up(amount_cents * basis_points / 10000) + fixed_cents. Raises 22003 for a negative amount'`,
]
