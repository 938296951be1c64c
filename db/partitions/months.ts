import { type RawBuilder, sql } from 'kysely'
import type { Database } from '../tables.ts'
import { selectPartitions } from './list-partitions.ts'
import type { PartitionedTable } from './partitioned-tables.ts'

export interface Month {
  /** Of its partition. */
  name: string
  lower: string
  upper: string
  /** Whether it begins in more than a day. */
  isAhead: boolean
  /** The constraint of the default partition, while this one is being made, that it has no row of the month. */
  check: string
}

/** The months from that of `first` on that have no partition. None before the migration that partitions the table. */
export async function findMissingMonths(
  db: Database,
  table: PartitionedTable,
  first: RawBuilder<unknown>,
  count: number,
): Promise<Month[]> {
  const partitioned = await sql`
    select from pg_partitioned_table where partrelid = to_regclass(${table.name})`.execute(db)
  if (partitioned.rows.length === 0) return []
  const key = sql.raw(table.kind)
  const bound = sql.raw(table.kind === 'uuid' ? 'lowest_uuid' : '')
  const last = sql`date_add(${first}, make_interval(months => ${count - 1}), 'UTC')`
  const { rows } = await sql<Month>`
    select ${`${table.name}_`} || suffix as name, 'without_' || suffix as check,
      lower::text, upper::text, month > now() + interval '1 day' as "isAhead"
    from generate_series(${first}, ${last}, '1 month', 'UTC') as month
    cross join lateral (
      select to_char(month at time zone 'UTC', 'YYYY_MM') as suffix,
        ${bound}(month) as lower, ${bound}(date_add(month, '1 month', 'UTC')) as upper
    ) as bounds
    where not exists (
      select from (${selectPartitions(table)}) as made
      where (made.lower is null or made.lower::${key} <= bounds.lower) and made.upper::${key} > bounds.lower
    )
    order by month`.execute(db)
  return rows
}

/** Whether a key, in `column`, is of the month. */
export function isOf({ kind }: PartitionedTable, column: string, { lower, upper }: Month) {
  const [key, type] = [sql.ref(column), sql.raw(kind)]
  return sql`${key} >= ${sql.lit(lower)}::${type} and ${key} < ${sql.lit(upper)}::${type}`
}
