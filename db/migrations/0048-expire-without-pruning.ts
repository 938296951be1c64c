import { type Kysely, sql } from 'kysely'

/**
 * `expire_holds` locks orders, and finds them by what it has read: PostgreSQL 18.4 may crash if such a statement prunes
 * partitions while it runs.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter function expire_holds(bigint[], bigint[]) set enable_partition_pruning = off`.execute(
    db,
  )
}
