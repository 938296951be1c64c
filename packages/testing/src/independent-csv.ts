import type { Database } from '@order-settlement/db/tables.ts'
import { sql } from 'kysely'

export interface Range {
  from: string
  to: string
  timezone?: string
}

/**
 * The CSV of a range without the columns of the run, made by one statement that shares nothing with the worker.
 *
 * @param currency of merchants that nobody described
 */
export async function independentCsv(
  db: Database,
  { from, to, timezone = 'UTC' }: Range,
  currency = 'USD',
): Promise<string> {
  const { rows } = await sql<{ csv: string }>`
    with days as (
      select merchant_id, (paid_at at time zone ${timezone})::date as day,
        sum(amount_cents) as gross, sum(fee_cents) as fee, count(*) as n,
        sum(case kind when 'REFUND' then -amount_cents else 0 end) as refunded,
        sum(case kind when 'REFUND' then 1 else 0 end) as refunds
      from transactions where status = 'PAID'
      group by 1, 2
    ),
    cells as (
      select days.*,
        coalesce((select currency from merchants where id = merchant_id), ${currency}) as currency,
        -- An apostrophe before what a spreadsheet runs: at the start, and after each line break.
        case when merchant_id ~ '^''*[-=+@\t\r＝＋－＠]' then '''' else '' end
          || regexp_replace(merchant_id, '(\r\n|\r|\n)(?=''*[-=+@\t\r＝＋－＠])', '\\1''', 'g') as safe
      from days where day between ${from}::date and ${to}::date
    )
    select coalesce(string_agg(concat_ws(',',
      case when safe ~ '[",;\t\n\r]' then '"' || replace(safe, '"', '""') || '"' else safe end,
      day, gross, fee, gross - fee, n, refunded, refunds, currency) || chr(10), ''
      order by merchant_id collate "C", day), '') as csv
    from cells`.execute(db)
  return `merchant_id,date,gross_cents,fee_cents,net_cents,txn_count,refund_cents,refund_count,currency\n${rows[0]?.csv}`
}

/** A published CSV without the columns of its run: the instant and the job. */
export function withoutRun(csv: string): string {
  return csv.replaceAll(
    /,(generated_at,unique_run_id|[-:.\dTZ]{27},[-\da-f]{36})(?=,[^,\n]+,[^,\n]+,[^,\n]+$)/gm,
    '',
  )
}

/** The settlements table of a range in the form of `independentCsv`, unescaped and without a header. */
export async function settledLines(db: Database, { from, to }: Range): Promise<string[]> {
  const rows = await db
    .selectFrom('settlements')
    .select(['merchant_id', 'date', 'gross_cents', 'fee_cents', 'net_cents', 'txn_count'])
    .select(['refund_cents', 'refund_count', 'currency'])
    .where('date', '>=', from)
    .where('date', '<=', to)
    .orderBy('merchant_id')
    .orderBy('date')
    .execute()
  return rows.map((row) => Object.values(row).join(','))
}
