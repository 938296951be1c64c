import type { Database } from '@order-settlement/db/tables.ts'
import { sql } from 'kysely'

/**
 * Creates the table of the lines that are well-formed, in their order: `no` counts transactions, `line` lines of the
 * file. Temporary, so that it is not logged and vanishes with the session.
 */
export async function createStaging(db: Database): Promise<void> {
  await sql`create temporary table staged_lines (
    no bigint not null, line bigint not null,
    external_id text collate "C" not null, merchant_id text collate "C" not null,
    amount_cents bigint not null, fee_cents bigint not null, kind text not null, status text not null,
    paid_at timestamptz, order_id uuid, relates_to date, currency text
  )`.execute(db)
}
