import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Database } from '@order-settlement/db/tables.ts'
import type { Range } from '@order-settlement/testing/independent-csv.ts'
import { sql } from 'kysely'
import type { Stack } from '../stack/start-stack.ts'

/** Creates the table that the baseline fills, with the columns, keys, indexes and checks of `settlements`. */
export async function createBaselineTable(db: Database): Promise<void> {
  await sql`create table baseline_settlements (like settlements including all)`.execute(db)
}

/**
 * The baseline: the same days summed by one statement, then copied to a file by PostgreSQL itself.
 *
 * @returns the duration of both, in ms
 */
export async function settleInOneStatement(
  { db, serverDirectory }: Stack,
  { from, to }: Range,
): Promise<number> {
  await sql`truncate baseline_settlements`.execute(db)
  const file = join(serverDirectory, 'baseline.csv')
  const started = performance.now()
  await sql`
    insert into baseline_settlements
      (merchant_id, date, gross_cents, fee_cents, net_cents, txn_count, generated_at, unique_run_id,
        refund_cents, refund_count, currency)
    select merchant_id, day, gross, fee, gross - fee, n, now(), gen_random_uuid(), refunded, refunds, currency
    from (
      select merchant_id, (paid_at at time zone 'UTC')::date as day, sum(amount_cents) as gross,
        sum(fee_cents) as fee, count(*) as n,
        coalesce(-sum(amount_cents) filter (where kind = 'REFUND'), 0) as refunded,
        count(*) filter (where kind = 'REFUND') as refunds
      from transactions
      where status = 'PAID'
        and paid_at >= ${`${from}T00:00:00Z`}::timestamptz
        and paid_at < ${`${to}T00:00:00Z`}::timestamptz + interval '1 day'
      group by 1, 2
    ) as sums
    -- The seed describes every merchant.
    left join merchants on merchants.id = merchant_id`.execute(db)
  // COPY takes no parameters; the path is ours.
  await sql`copy (select * from baseline_settlements order by merchant_id, date)
    to ${sql.lit(file)} with (format csv, header)`.execute(db)
  const ms = performance.now() - started
  await rm(file)
  return ms
}

/** @returns the number of merchants and days that the service and the statement settled differently */
export async function countDifferences(db: Database): Promise<number> {
  const { rows } = await sql<{ differences: string }>`
    with ours as (
      select merchant_id, date, gross_cents, fee_cents, net_cents, txn_count, refund_cents, refund_count, currency
      from settlements
    ), baseline as (
      select merchant_id, date, gross_cents, fee_cents, net_cents, txn_count, refund_cents, refund_count, currency
      from baseline_settlements
    )
    select count(*) as differences from (
      (select * from ours except select * from baseline)
      union all (select * from baseline except select * from ours)
    ) as different`.execute(db)
  return Number(rows[0]?.differences)
}
