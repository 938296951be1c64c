import {
  columnText,
  fingerprintQuery,
  type TableOfMonth,
} from '@order-settlement/shared/archives/archived-tables.ts'
import type { Month } from '@order-settlement/shared/archives/month.ts'
import pg from 'pg'
import type { Sums } from './proof.ts'

/**
 * COPY statements whose outputs, one after the other, are the CSV of a table's month. Text has no byte that the table has
 * not, so it can be imported again.
 *
 * @param currency of merchants that nobody described
 */
export function copyStatements(of: TableOfMonth, month: Month, currency: string): string[] {
  const columns = [
    ...of.columns.map((column) => `${columnText(of, column)} as ${column}`),
    ...Object.keys(of.joined).map((name) => `${joinedText(of, name, currency)} as ${name}`),
  ]
  return of.parts.map(
    (part, i) =>
      `copy (select ${columns.join(', ')} from ${of.table} ${of.joins}
        where ${part} and ${of.where(month)} order by ${of.order})
      to stdout with (format csv${i === 0 ? ', header' : ''})`,
  )
}

function joinedText({ joined }: TableOfMonth, name: string, currency: string): string {
  return name === 'currency'
    ? `coalesce(${joined[name]}, ${pg.escapeLiteral(currency)})`
    : `${joined[name]}`
}

/** The sums of a table's month, by their groups. */
export async function sumMonth(
  client: pg.ClientBase,
  of: TableOfMonth,
  month: Month,
  currency: string,
): Promise<Sums[]> {
  const groups = of.groups.map((name) => {
    const column = name in of.joined ? joinedText(of, name, currency) : `${of.table}.${name}`
    return `${column} as ${name}`
  })
  const sums = Object.entries(of.sums).map(
    ([name, column]) => `coalesce(sum(${of.table}.${column}), 0)::text as ${name}`,
  )
  const { rows } = await client.query<Sums>(`
    select ${groups.join(', ')}, count(*)::text as ${of.count}, ${sums.join(', ')}
    from ${of.table} ${of.joins} where ${of.where(month)}
    group by ${of.groups.map((_, i) => i + 1).join(', ')}`)
  return rows
}

/** The fingerprint of each table's month. */
export async function readFingerprints(
  client: pg.ClientBase,
  month: Month,
): Promise<Map<string, string>> {
  const { rows } = await client.query<{ table: string; fingerprint: string }>(
    fingerprintQuery(month),
  )
  return new Map(rows.map(({ table, fingerprint }) => [table, fingerprint]))
}

export interface ClosedState {
  /** Whether every instant of the month is closed. */
  closed: boolean
  /** Null if no day is closed. */
  through: string | null
  timezone: string | null
  now: string
}

export async function readClosedState(
  client: pg.ClientBase,
  { to }: Month,
): Promise<ClosedState | undefined> {
  const { rows } = await client.query<ClosedState>(
    `select closed_until() >= $1::timestamptz as closed, last.through::text as through, last.timezone,
      to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as now
    from (select) as always left join (
      select through, timezone from period_changes order by id desc limit 1
    ) as last on true`,
    [to],
  )
  return rows[0]
}

/**
 * Closed days that share an instant with the month and have no longer what they had when they were closed. A day that had
 * nothing then has no row. One that has hours of a dropped month cannot be counted any more.
 */
export async function findChangedDays(
  client: pg.ClientBase,
  { from, to }: Month,
): Promise<string[]> {
  const { rows } = await client.query<{ date: string }>(
    `select date::text from closed_days as closed cross join lateral (
      select count(*) as n, coalesce(sum(amount_cents), 0) as gross, coalesce(sum(fee_cents), 0) as fee
      from transactions where status = 'PAID' and paid_at >= starts_at and paid_at < ends_at
        and (paid_at at time zone timezone)::date = date
    ) as now
    where starts_at < $2 and ends_at > $1
      and not exists (
        select from archives as gone
        where gone.dropped_at is not null and gone.starts_at < closed.ends_at and gone.ends_at > closed.starts_at)
      and (txn_count, gross_cents, closed.fee_cents) is distinct from (n, gross, fee)
    union select (paid_at at time zone 'UTC')::date::text
    from (
      select unnest(tstzmultirange(tstzrange($1, $2)) - (
        select coalesce(range_agg(tstzrange(starts_at, ends_at)), '{}') from closed_days
        where starts_at < $2 and ends_at > $1)) as stretch
    ) as empty
    join transactions on status = 'PAID' and paid_at >= lower(stretch) and paid_at < upper(stretch)
    order by date`,
    [from, to],
  )
  return rows.map(({ date }) => date)
}
