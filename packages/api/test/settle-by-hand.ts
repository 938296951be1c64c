import type { Database } from '@order-settlement/db/tables.ts'
import { createProof } from '@order-settlement/testing/create-proof.ts'
import { sql } from 'kysely'

/** Adds a PAID transaction of 100 cents, with a fee of 3. */
export async function pay(db: Database, paidAt: string, merchant = 'm'): Promise<void> {
  await sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at)
    values (${merchant}, 100, 3, 'PAID', ${paidAt})`.execute(db)
}

/** Settles days as a worker would, in one statement without a file. @returns the job's id */
export async function settleByHand(
  db: Database,
  { from, to = from, timezone = 'UTC' }: { from: string; to?: string; timezone?: string },
): Promise<string> {
  const { id } = await db
    .insertInto('jobs')
    .values({
      from_date: from,
      to_date: to,
      timezone,
      range_start: sql<Date>`day_range_start(${from}, ${timezone})`,
      range_end: sql<Date>`day_range_end(${to}, ${timezone})`,
      status: 'COMPLETED',
      started_at: sql<Date>`now()`,
      finished_at: sql<Date>`clock_timestamp()`,
      proof: JSON.stringify(createProof()),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await sql`delete from settlements where date between ${from} and ${to}`.execute(db)
  await sql`
    insert into settlements
      (merchant_id, date, gross_cents, fee_cents, net_cents, txn_count, generated_at, unique_run_id, currency)
    select merchant_id, (paid_at at time zone ${timezone})::date, sum(amount_cents), sum(fee_cents),
      sum(amount_cents) - sum(fee_cents), count(*), now(), ${id}, 'USD'
    from transactions
    where status = 'PAID' and (paid_at at time zone ${timezone})::date between ${from} and ${to}
    group by 1, 2`.execute(db)
  return id
}
