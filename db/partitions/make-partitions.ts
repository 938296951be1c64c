import { type RawBuilder, sql } from 'kysely'
import { errorCode } from '../database-errors.ts'
import type { Database, Trx } from '../tables.ts'
import { checkDefault, dropCheck, listChecks } from './check-default.ts'
import { lockPartitions } from './lock-partitions.ts'
import { findMissingMonths, isOf, type Month } from './months.ts'
import { type PartitionedTable, partitionedTables } from './partitioned-tables.ts'

/** The current month and those after it that have partitions. */
const months = 4
/** Up to this size, the default partition is scanned and rows of it are moved under its lock, in some 100 ms. */
const smallBytes = 8 * 1024 * 1024
const fewRows = 10_000
const foreignKeyViolation = '23503'

/**
 * Makes the partitions of this month and the next ones of all tables, unless they are there. Rows of a month that came
 * before its partition are in the default partition. They move if they are few; otherwise the month stays there.
 *
 * @returns the names of the partitions that it made
 * @throws 55P03 from PostgreSQL if the tables are in use: those that it made before remain
 */
export async function makePartitions(db: Database): Promise<string[]> {
  const thisMonth = sql`date_trunc('month', now(), 'UTC')`
  for (const table of Object.values(partitionedTables)) {
    await dropOtherChecks(db, table, await findMissingMonths(db, table, thisMonth, months))
  }
  return await makeMonths(db, thisMonth, months)
}

/**
 * Makes the partitions of past months and of this one, as `makePartitions` does, before a shop with a past is built.
 *
 * @param count of months before this one
 * @returns the names of the partitions that it made
 */
export async function makePastPartitions(db: Database, count: number): Promise<string[]> {
  const first = sql`date_subtract(date_trunc('month', now(), 'UTC'), make_interval(months => ${count}), 'UTC')`
  return await makeMonths(db, first, count + 1)
}

async function makeMonths(
  db: Database,
  first: RawBuilder<unknown>,
  count: number,
): Promise<string[]> {
  const made: string[] = []
  for (const table of Object.values(partitionedTables)) {
    for (const month of await findMissingMonths(db, table, first, count)) {
      if (await makeMonth(db, table, month)) made.push(month.name)
    }
  }
  return made
}

/**
 * Makes the partition of one month, of the past or the future, as `makePartitions` does.
 *
 * @param month such as `2025-01`
 * @returns whether it made it: not if it is there, or if the month stays in the default partition
 * @throws 55P03 from PostgreSQL if the tables are in use
 */
export async function makePartition(
  db: Database,
  table: PartitionedTable,
  month: string,
): Promise<boolean> {
  const first = sql`${`${month}-01Z`}::timestamptz`
  const [missing] = await findMissingMonths(db, table, first, 1)
  return missing !== undefined && (await makeMonth(db, table, missing))
}

/** Drops those that an interrupted call has left, of months that have begun since. */
async function dropOtherChecks(
  db: Database,
  table: PartitionedTable,
  missing: Month[],
): Promise<void> {
  const ahead = missing.filter(({ isAhead }) => isAhead).map(({ check }) => check)
  for (const check of await listChecks(db, table)) {
    if (!ahead.includes(check)) {
      await db.transaction().execute((trx) => dropCheck(trx, table, check))
    }
  }
}

/** @returns whether it has been made, rather than left to the default partition */
async function makeMonth(db: Database, table: PartitionedTable, month: Month): Promise<boolean> {
  const { isSmall, rows } = await readDefault(db, table, month)
  const canMove =
    isSmall &&
    rows <= fewRows &&
    (rows === 0 || (table.movesRows && !(await isReferred(db, table, month))))
  // The check refuses rows of the month, so it has to be one that nobody writes yet.
  const isProved = async () => month.isAhead && rows === 0 && (await checkDefault(db, table, month))
  if (!canMove && !(await isProved())) {
    await db.transaction().execute((trx) => dropCheck(trx, table, month.check))
    return false
  }
  try {
    return await db.transaction().execute((trx) => attachMonth(trx, table, month, canMove))
  } catch (error) {
    // Something has referred to a row since.
    if (errorCode(error) === foreignKeyViolation) return false
    throw error
  }
}

/**
 * How many rows of the month the default partition has, counted up to one more than few. A large one is not searched for
 * a month that stays there: of transactions that reads it from end to end, every hour.
 */
async function readDefault(
  db: Database,
  table: PartitionedTable,
  month: Month,
): Promise<{ isSmall: boolean; rows: number }> {
  const others = `${table.name}_default`
  const { rows } = await sql<{ isSmall: boolean; rows: number }>`
    select "isSmall", case when "isSmall" or ${month.isAhead} then (
        select count(*)::integer from (
          select from ${sql.table(others)} where ${isOf(table, table.key, month)} limit ${sql.lit(fewRows + 1)}
        ) as found
      ) else ${sql.lit(fewRows + 1)} end as rows
    from (select pg_relation_size(${others}::regclass) <= ${smallBytes} as "isSmall") as size`.execute(
    db,
  )
  const [found] = rows
  if (!found) throw new Error('a query of one row has none')
  return found
}

async function isReferred(db: Database, table: PartitionedTable, month: Month): Promise<boolean> {
  for (const { table: other, column } of table.referredBy) {
    const { rows } = await sql`
      select from ${sql.table(other)} where ${isOf(table, column, month)} limit 1`.execute(db)
    if (rows.length > 0) return true
  }
  return false
}

/** @param moves whether the default partition is small; if not, it is not searched again under its lock */
async function attachMonth(
  trx: Trx,
  table: PartitionedTable,
  month: Month,
  moves: boolean,
): Promise<boolean> {
  await lockPartitions(trx, table)
  const [parent, partition] = [sql.table(table.name), sql.table(month.name)]
  const others = sql.table(`${table.name}_default`)
  const { rows } = await sql<{ made: boolean }>`
    select to_regclass(${month.name}) is not null as made`.execute(trx)
  // Another process may have made it meanwhile, or dropped the check: to attach it would scan the default partition.
  if (rows[0]?.made || !(moves || (await listChecks(trx, table)).includes(month.check)))
    return false
  await sql`create table ${partition} (like ${parent}
    including defaults including constraints including generated including storage)`.execute(trx)
  for (const { suffix, on } of table.uniqueIndexes) {
    await sql`create unique index ${sql.ref(`${month.name}_${suffix}`)} on ${partition} ${sql.raw(on)}`.execute(
      trx,
    )
  }
  // The table too: a reader that has listed its partitions and waits for one of them would not read the new one.
  await sql`lock table only ${parent}, only ${others} in access exclusive mode`.execute(trx)
  if (moves) await moveRows(trx, table, month)
  await sql`alter table ${parent} attach partition ${partition}
    for values from (${sql.lit(month.lower)}) to (${sql.lit(month.upper)})`.execute(trx)
  await dropCheck(trx, table, month.check)
  return true
}

async function moveRows(trx: Trx, table: PartitionedTable, month: Month): Promise<void> {
  const others = sql.table(`${table.name}_default`)
  const kept = table.keepKeys === null ? sql`` : sql`, kept as (${sql.raw(table.keepKeys)})`
  await sql`with moved as (delete from ${others} where ${isOf(table, table.key, month)} returning *)${kept}
    insert into ${sql.table(month.name)} select * from moved`.execute(trx)
}
