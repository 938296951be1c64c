import { type Kysely, sql } from 'kysely'

/**
 * Stores the sums of a batch uncompressed again: compressing them took a tenth of summing. 0002 changed the type of
 * these columns, which set their storage back to the default.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table settlement_batches
    alter gross_cents set storage external, alter fee_cents set storage external`.execute(db)
}
