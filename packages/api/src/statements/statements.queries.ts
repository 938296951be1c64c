import type { Database } from '@order-settlement/db/tables.ts'
import { sql } from 'kysely'
import type { SumName } from '../settlements/to-sums.ts'
import type { Group } from './statements.schemas.ts'

/** Days, both included. */
export interface Period {
  from: string
  to: string
}

/**
 * The period before: as many calendar months if the period is whole calendar months, else as many days.
 *
 * @returns undefined if it would begin before the year 1
 */
export async function findPrevious(
  db: Database,
  { from, to }: Period,
): Promise<Period | undefined> {
  const { rows } = await sql<Period>`
    select previous_from::text as "from", (first - 1)::text as "to"
    from (select ${from}::date as first, ${to}::date + 1 as next) as days,
      lateral (select case
        when extract(day from first) = 1 and extract(day from next) = 1 then (first - make_interval(
          months => ((extract(year from next) - extract(year from first)) * 12
            + extract(month from next) - extract(month from first))::integer))::date
        else first - (next - first) end as previous_from) as previous
    where previous_from >= date '0001-01-01'`.execute(db)
  return rows[0]
}

/** Whether the merchant has a settled day, of any date. */
export async function hasSettlements(db: Database, merchantId: string): Promise<boolean> {
  const { rows } = await sql`
    select from settlements where merchant_id = ${merchantId} limit 1`.execute(db)
  return rows.length > 0
}

/**
 * The currencies of a merchant's settled days, by code.
 *
 * @param currency of days that were settled before currencies were kept
 */
export async function findCurrencies(
  db: Database,
  merchantId: string,
  { from, to }: Period,
  currency: string,
): Promise<string[]> {
  const { rows } = await sql<{ code: string }>`
    select distinct coalesce(currency, ${currency}) as code from settlements
    where merchant_id = ${merchantId} and date between ${from}::date and ${to}::date
    order by code`.execute(db)
  return rows.map(({ code }) => code)
}

/** What a statement is of. */
export interface Subject {
  merchantId: string
  period: Period
  /** It ends the day before `period` begins. */
  previous: Period
  group: Group
  /** Of the sums; days in others are left out. */
  currency: string
  /** Of days that were settled before currencies were kept. */
  defaultCurrency: string
}

type Sums = Record<SumName, string>

export interface StatementRow extends Period, Sums {
  settled: boolean
  timezones: string[]
}

/** The sums of each day, week or month, in their order. */
export async function selectRows(db: Database, subject: Subject): Promise<StatementRow[]> {
  const { rows } = await sql<StatementRow>`
    with ${summedDays(subject)}
    select group_from::text as "from", group_to::text as "to", ${sums}, bool_and(settled) as settled, ${timezones}
    from days where is_current group by group_from, group_to order by group_from`.execute(db)
  return rows
}

/** The sums of a period and of the one before, as text, and how they differ. */
export interface Totals {
  totals: Sums
  previous: Sums
  absolute: Sums
  percent: Record<SumName, string | null>
  timezones: string[]
  unsettled_dates: string[]
  previous_timezones: string[]
  previous_unsettled_dates: string[]
}

export async function selectTotals(db: Database, subject: Subject): Promise<Totals> {
  const { rows } = await sql<Totals>`
    with ${summedDays(subject)},
    totals as (
      select is_current, ${sums}, ${timezones},
        coalesce(array_agg(date::text order by date) filter (where not settled), '{}') as unsettled_dates
      from days group by is_current
    )
    select ${bySum((name) => sql`now.${sql.ref(name)}`)} as totals,
      ${bySum((name) => sql`before.${sql.ref(name)}`)} as previous,
      ${bySum((name) => sql`now.${sql.ref(name)} - before.${sql.ref(name)}`)} as absolute,
      ${bySum(percent)} as percent,
      now.timezones, now.unsettled_dates,
      before.timezones as previous_timezones, before.unsettled_dates as previous_unsettled_dates
    from totals as now, totals as before where now.is_current and not before.is_current`.execute(db)
  const [row] = rows
  if (!row) throw new Error('each of the two periods has a day')
  return row
}

const sumNames: SumName[] = [
  'gross_cents',
  'fee_cents',
  'net_cents',
  'txn_count',
  'refund_cents',
  'refund_count',
]

const sums = sql.join(
  sumNames.map((name) => sql`coalesce(sum(${sql.ref(name)}), 0) as ${sql.ref(name)}`),
)

const timezones = sql`
  coalesce(array_agg(distinct timezone order by timezone) filter (where settled), '{}') as timezones`

/** An object of the six values as text, which JSON does not round. */
function bySum(value: (name: SumName) => ReturnType<typeof sql>) {
  return sql`json_build_object(${sql.join(
    sumNames.map((name) => sql`${sql.lit(name)}, (${value(name)})::text`),
  )})`
}

/**
 * The difference in percent with two decimals, rounded half away from zero. `div` of integers is exact, while `/` rounds
 * the quotient before `round` does.
 */
function percent(name: SumName) {
  const [now, before] = [sql`now.${sql.ref(name)}`, sql`before.${sql.ref(name)}`]
  return sql`case when ${before} <> 0 then sign(${now} - ${before}) * 0.01
    * div(20000 * abs(${now} - ${before}) + abs(${before}), 2 * abs(${before})) end`
}

/**
 * Queries for `with`: `days` has each date of both periods with the group that it is in, the zone of the job that settled it,
 * and what the merchant's day was settled at. Of several jobs the one that was published last counts: it replaced
 * what the others had settled. A date that such a job covers is settled, also if the merchant had no transactions on it.
 */
function summedDays({ merchantId, period, previous, group, ...currencies }: Subject) {
  const [first, last] = [sql`${previous.from}::date`, sql`${period.to}::date`]
  const start = sql`date_trunc(${group}, date::timestamp)`
  return sql`
    covered as (
      select distinct on (date) date, timezone
      from jobs cross join lateral (
        select greatest(from_date, ${first}) + n as date
        from generate_series(0, least(to_date, ${last}) - greatest(from_date, ${first})) as n
      ) as dates
      where status = 'COMPLETED' and not dry_run and from_date <= ${last} and to_date >= ${first}
      order by date, published_no desc nulls last, finished_at desc
    ),
    days as (
      select date, date >= ${period.from}::date as is_current, timezone, covered.date is not null as settled,
        greatest(${start}::date, ${period.from}::date) as group_from,
        least((${start} + ${`1 ${group}`}::interval)::date - 1, ${last}) as group_to,
        gross_cents, fee_cents, net_cents, txn_count, refund_cents, refund_count
      from (select ${first} + n as date from generate_series(0, ${last} - ${first}) as n) as dates
      left join covered using (date)
      left join (
        select * from settlements
        where merchant_id = ${merchantId} and coalesce(currency, ${currencies.defaultCurrency}) = ${currencies.currency}
      ) as settled using (date)
    )`
}
