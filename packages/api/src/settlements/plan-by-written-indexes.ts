import type { Trx } from '@order-settlement/db/tables.ts'
import { sql } from 'kysely'

/**
 * Settings with which the planner finds transactions that were written since by the indexes of migration 0037. Its
 * estimates know nothing of their expressions, and without statistics it would read a B-tree from end to end: that of
 * `transactions_paid` holds for the same rows. Only B-trees cost per index tuple, whatever the statistics say.
 */
export const writtenIndexSettings = {
  enable_seqscan: 'off',
  cpu_index_tuple_cost: '1e12',
  // It would compile what takes no time.
  jit: 'off',
}

/** Sets them for the transaction. */
export async function planByWrittenIndexes(trx: Trx): Promise<void> {
  const settings = Object.entries(writtenIndexSettings).map(
    ([name, value]) => sql`set_config(${name}, ${value}, true)`,
  )
  await sql`select ${sql.join(settings)}`.execute(trx)
}

/** Plans the rest of the transaction as its session does. */
export async function planAsBefore(trx: Trx): Promise<void> {
  const names = Object.keys(writtenIndexSettings)
  await sql`select set_config(name, reset_val, true) from pg_settings where name in (${sql.join(names)})`.execute(
    trx,
  )
}
