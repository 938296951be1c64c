import { type Kysely, sql } from 'kysely'

/** Drops the index that transactions_merchant_paid and transactions_merchant_unpaid replace. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`drop index transactions_merchant`.execute(db)
}
