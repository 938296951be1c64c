import pg from 'pg'
import type { Month } from './month.ts'
import type { Sums } from './proof.ts'

/** The columns of the file, in their order. Text has no byte that the table has not, so it can be imported again. */
export const columns = [
  'id',
  'merchant_id',
  'kind',
  'status',
  'amount_cents',
  'fee_cents',
  'currency',
  'paid_at',
  'created_at',
  'order_id',
  'external_id',
  'source',
  'import_id',
  'relates_to',
] as const

const time = (column: string) =>
  `to_char(transactions.${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as ${column}`

const ofMonth = ({ from, to }: Month) =>
  `paid_at >= ${pg.escapeLiteral(from)} and paid_at < ${pg.escapeLiteral(to)}`

const currencyOf = (currency: string) =>
  `coalesce(merchants.currency, ${pg.escapeLiteral(currency)})`

/**
 * COPY statements whose outputs, one after the other, are the CSV of a month: first what is PAID, by its index, so that
 * nothing is sorted.
 *
 * @param currency of merchants that nobody described
 */
export function copyStatements(month: Month, currency: string): string[] {
  const select = (
    status: string,
  ) => `select transactions.id, merchant_id, kind, status, amount_cents,
      transactions.fee_cents, ${currencyOf(currency)} as currency, ${time('paid_at')},
      ${time('created_at')},
      order_id, external_id, source, import_id, relates_to
    from transactions left join merchants on merchants.id = merchant_id
    where ${status} and ${ofMonth(month)} order by transactions.paid_at, transactions.id`
  return [
    `copy (${select(`status = 'PAID'`)}) to stdout with (format csv, header)`,
    `copy (${select(`status <> 'PAID'`)}) to stdout with (format csv)`,
  ]
}

/** The sums of a month in the table. */
export async function sumMonth(
  client: pg.ClientBase,
  month: Month,
  currency: string,
): Promise<Sums[]> {
  const { rows } = await client.query<Sums>(`
    select ${currencyOf(currency)} as currency, status, kind, count(*)::text as txn_count,
      sum(amount_cents)::text as gross_cents, sum(transactions.fee_cents)::text as fee_cents
    from transactions left join merchants on merchants.id = merchant_id
    where ${ofMonth(month)} group by 1, 2, 3`)
  return rows
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
 * nothing then has no row.
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
