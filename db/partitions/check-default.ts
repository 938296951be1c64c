import { sql } from 'kysely'
import { errorCode } from '../database-errors.ts'
import type { Database, Trx } from '../tables.ts'
import { excludeMakers, limitLockWait } from './lock-partitions.ts'
import { isOf, type Month } from './months.ts'
import type { PartitionedTable } from './partitioned-tables.ts'

const checkViolation = '23514'

/**
 * Proves beside readers and writers that the default partition has no row of the month, so that attaching the month's
 * does not scan it under a lock. Until that is attached, or `dropCheck` is called, the table refuses rows of the month.
 * An interrupted call leaves its check, which the next one uses.
 *
 * @returns whether it has none
 */
export async function checkDefault(
  db: Database,
  table: PartitionedTable,
  month: Month,
): Promise<boolean> {
  const [others, check] = [sql.table(`${table.name}_default`), sql.ref(month.check)]
  await db.transaction().execute(async (trx) => {
    await excludeMakers(trx)
    await limitLockWait(trx)
    if ((await listChecks(trx, table)).includes(month.check)) return
    await sql`alter table ${others} add constraint ${check}
      check (${sql.ref(table.key)} is null or not (${isOf(table, table.key, month)})) not valid`.execute(
      trx,
    )
  })
  try {
    await db.transaction().execute(async (trx) => {
      await excludeMakers(trx)
      // Unless another process has attached the month meanwhile.
      if (!(await listChecks(trx, table)).includes(month.check)) return
      await sql`alter table ${others} validate constraint ${check}`.execute(trx)
    })
    return true
  } catch (error) {
    if (errorCode(error) !== checkViolation) throw error
    return false
  }
}

/** Checks of months whose partitions are being made, or were when a process ended. */
export async function listChecks(db: Database, { name }: PartitionedTable): Promise<string[]> {
  const { rows } = await sql<{ check: string }>`
    select conname as check from pg_constraint
    where conrelid = to_regclass(${`${name}_default`}) and conname ~ '^without_\\d{4}_\\d\\d$'`.execute(
    db,
  )
  return rows.map(({ check }) => check)
}

export async function dropCheck(trx: Trx, table: PartitionedTable, check: string): Promise<void> {
  if (!(await listChecks(trx, table)).includes(check)) return
  await limitLockWait(trx)
  await sql`alter table ${sql.table(`${table.name}_default`)} drop constraint if exists ${sql.ref(check)}`.execute(
    trx,
  )
}
