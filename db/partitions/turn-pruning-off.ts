import { sql } from 'kysely'
import type { Trx } from '../tables.ts'

/**
 * For the rest of the transaction: a statement that waits for rows and reads orders or transactions by what it finds in
 * them needs it, see `migrate`.
 */
export async function turnPruningOff(trx: Trx): Promise<void> {
  await sql`set local enable_partition_pruning = off`.execute(trx)
}
