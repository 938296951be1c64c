import type { Database, Trx } from '@order-settlement/db/tables.ts'
import type { PublishingJob } from '@order-settlement/shared/jobs/publish-job.ts'
import { sql } from 'kysely'

/**
 * Locks each day until the transaction ends, so that of two settlements that share days the later one replaces
 * all rows of the earlier one. Days are locked in ascending order, which rules out a deadlock.
 */
export async function lockDays(trx: Trx, { from_date, to_date }: PublishingJob): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('settlement-day'), day)
    from generate_series(${from_date}::date - date '2000-01-01', ${to_date}::date - date '2000-01-01')
      as day`.execute(trx)
}

/**
 * Sets how a transaction plans `mergedSums`. The planner has no statistics on sums in arrays, nor on a table that was
 * just filled: it may choose a nested loop over the wrong index, which takes minutes, or sort the sums to group them,
 * which takes longer than hashing. 32 MB suffice for about 150,000 merchants and days; more of them spill to disk.
 */
async function planMergedSums(trx: Trx): Promise<void> {
  await sql`select set_config('enable_nestloop', 'off', true), set_config('enable_sort', 'off', true),
    set_config('work_mem', '32MB', true), set_config('cursor_tuple_fraction', '1', true)`.execute(
    trx,
  )
}

/**
 * The sums of a settlement's batches by merchant and day, in no order. A batch has fewer rows than an integer holds,
 * and sums of integers need no numeric; `unnest` in the select list takes half the time of one in `from`.
 */
function mergedSums(jobId: string) {
  return sql`
    select merchant_id, date, sum(n::integer) as n, sum(gross)::bigint as gross, sum(fee)::bigint as fee
    from (
      select unnest(merchant_ids) as merchant_id, unnest(dates) as date, unnest(txn_counts) as n,
        unnest(gross_cents) as gross, unnest(fee_cents) as fee
      from settlement_batches where job_id = ${jobId}
    ) as batch_sums
    group by merchant_id, date`
}

/**
 * Replaces the days of a settlement by the merged sums of its batches, and records the changes on days that
 * were settled before.
 *
 * @param generatedAt RFC 3339
 * @throws 22003 from PostgreSQL if a sum exceeds 64 bits
 */
export async function replaceSettlements(
  trx: Trx,
  { id, from_date, to_date }: PublishingJob,
  generatedAt: string,
): Promise<void> {
  await planMergedSums(trx)
  await sql`
    with written as (
      merge into settlements as s using (${mergedSums(id)}) as m
      on s.merchant_id = m.merchant_id and s.date = m.date
        and s.date between ${from_date}::date and ${to_date}::date
      when matched then update set gross_cents = gross, fee_cents = fee, net_cents = gross - fee,
        txn_count = n, generated_at = ${generatedAt}::timestamptz, unique_run_id = ${id}
      when not matched then insert
        (merchant_id, date, gross_cents, fee_cents, net_cents, txn_count, generated_at, unique_run_id)
        values (m.merchant_id, m.date, gross, fee, gross - fee, n, ${generatedAt}::timestamptz, ${id})
      returning new.merchant_id, new.date, old.unique_run_id as replaced_run_id,
        old.gross_cents as before_gross, old.fee_cents as before_fee,
        old.net_cents as before_net, old.txn_count as before_n,
        new.gross_cents as gross, new.fee_cents as fee, new.net_cents as net, new.txn_count as n
    ),
    settled_days as materialized (
      select distinct day::date from jobs, generate_series(
        greatest(from_date, ${from_date}::date), least(to_date, ${to_date}::date), interval '1 day') as day
      where status = 'COMPLETED'
    )
    insert into settlement_changes
      (run_id, merchant_id, date, replaced_run_id,
        before_gross_cents, before_fee_cents, before_net_cents, before_txn_count,
        after_gross_cents, after_fee_cents, after_net_cents, after_txn_count)
    select ${id}::uuid, merchant_id, date, replaced_run_id,
      before_gross, before_fee, before_net, before_n, gross, fee, net, n
    from written
    where (before_gross, before_fee, before_n) is distinct from (gross, fee, n)
      and date in (select day from settled_days)`.execute(trx)

  await sql`
    with gone as (
      delete from settlements
      where date between ${from_date}::date and ${to_date}::date and unique_run_id <> ${id}
      returning *
    )
    insert into settlement_changes
      (run_id, merchant_id, date, replaced_run_id,
        before_gross_cents, before_fee_cents, before_net_cents, before_txn_count)
    select ${id}::uuid, merchant_id, date, unique_run_id, gross_cents, fee_cents, net_cents, txn_count
    from gone`.execute(trx)
}

/** A merchant's lines of the CSV. */
export interface SettledMerchant {
  merchant_id: string
  /** The date and the sums of each day, by date: numbers, none of which needs quotes. */
  lines: string[]
}

export interface SettledPage {
  merchants: SettledMerchant[]
  /** Merchants and days of all pages. */
  rows: number
}

/** A page has no more bytes than this; a line has fewer than `lineBytes` beside its merchant. */
const pageBytes = 1_000_000
const lineBytes = 100

/**
 * Opens the merged sums of a settlement on a connection of its own and passes them to `read` by merchant and date,
 * in pages. The batches must not change meanwhile: call it under the lock of the job.
 *
 * @throws what `read` throws, and 22003 from PostgreSQL if a sum exceeds 64 bits
 */
export async function readMergedSums<Result>(
  db: Database,
  job: PublishingJob,
  read: (pages: AsyncIterable<SettledPage>) => Promise<Result>,
): Promise<Result> {
  return await db.transaction().execute(async (trx) => {
    await planMergedSums(trx)
    // An SQL cursor, since the driver's own cursor never ends when its connection breaks.
    await sql`
      declare merchants no scroll cursor for
      with merged as materialized (${mergedSums(job.id)})
      select merchant_id,
        string_agg(concat_ws(',', date, gross, fee, gross - fee, n), ' ' order by date) as lines,
        (select array[max(octet_length(merchant_id)), count(*)::integer] from merged) as extent
      from merged group by merchant_id order by merchant_id`.execute(trx)
    return await read(readPages(trx, job))
  })
}

/** Prefetches one page. The first page is one merchant, which says how many fit into the others. */
async function* readPages(
  trx: Trx,
  { from_date, to_date }: PublishingJob,
): AsyncGenerator<SettledPage> {
  const days = (Date.parse(to_date) - Date.parse(from_date)) / 86_400_000 + 1
  let page = await readPage(1)
  const [widest, rows] = page[0]?.extent ?? [0, 0]
  const count = Math.max(1, Math.floor(pageBytes / (widest + days * lineBytes)))
  while (page.length > 0) {
    const next = readPage(count)
    // An error is thrown where `next` is awaited. Until then the writer may fail first.
    next.catch(() => {})
    const merchants = page.map(({ merchant_id, lines }) => ({
      merchant_id,
      lines: lines.split(' '),
    }))
    yield { merchants, rows }
    page = await next
  }

  async function readPage(merchants: number) {
    const fetched = await sql<MergedMerchant>`
      fetch ${sql.lit(merchants)} from merchants`.execute(trx)
    return fetched.rows
  }
}

interface MergedMerchant {
  merchant_id: string
  lines: string
  /** The bytes of the longest merchant, and the number of merchants and days. */
  extent: [widest: number, rows: number]
}

export interface Totals {
  txn_count: bigint
  gross_cents: bigint
  fee_cents: bigint
  net_cents: bigint
}

/**
 * Sums the transactions of the range as they are now, independently of the batches. The local day of a
 * transaction is computed only within six hours of the range's ends, and where days outside of the range lie
 * within it, since a clock was set back by more.
 */
export async function sumSource(db: Database, job: PublishingJob): Promise<Totals> {
  const { from_date, to_date, timezone } = job
  return await db.transaction().execute(async (trx) => {
    // Use the covering index: reading the table would evict the pages that orders need. Starting parallel processes
    // takes as long as summing a million rows, and they compete with the statements that publish.
    await sql`select set_config('enable_seqscan', 'off', true),
      set_config('parallel_setup_cost', '50000', true)`.execute(trx)
    // As text, which keeps microseconds. In a query of its own, so that the planner can estimate the row count.
    const bounds = await sql<
      Record<'range_start' | 'inner_start' | 'inner_end' | 'range_end', string>
    >`
      select range_start::text, inner_start::text, range_end::text, greatest(inner_start,
        least(range_end - interval '6 hours', day_range_start(${to_date}::date + 1, ${timezone})))::text as inner_end
      from day_range_start(${from_date}, ${timezone}) as range_start,
        day_range_end(${to_date}, ${timezone}) as range_end,
        least(range_end, greatest(range_start + interval '6 hours',
          day_range_end(${from_date}::date - 1, ${timezone}))) as inner_start`.execute(trx)
    const { range_start, inner_start, inner_end, range_end } = bounds.rows[0] ?? {}
    const sumPaid = (start?: string, end?: string) => sql`
      select count(*) as n, sum(amount_cents) as gross, sum(fee_cents) as fee
      from transactions
      where status = 'PAID' and paid_at >= ${start}::timestamptz and paid_at < ${end}::timestamptz`
    const onDay = sql`(paid_at at time zone ${timezone})::date between ${from_date} and ${to_date}`
    const { rows } = await sql<Record<keyof Totals, string>>`
      select sum(n) as txn_count,
        coalesce(sum(gross), 0) as gross_cents,
        coalesce(sum(fee), 0) as fee_cents,
        coalesce(sum(gross) - sum(fee), 0) as net_cents
      from (
        ${sumPaid(range_start, inner_start)} and ${onDay}
        union all
        ${sumPaid(inner_start, inner_end)}
        union all
        ${sumPaid(inner_end, range_end)} and ${onDay}
      ) as parts`.execute(trx)
    return totals(rows[0])
  })
}

/** Sums the published days, and counts their `rows`. */
export async function sumSettlements(
  trx: Trx,
  job: PublishingJob,
): Promise<Totals & { rows: number }> {
  const { rows } = await sql<Record<keyof Totals, string> & { rows: number }>`
    select count(*)::integer as rows,
      coalesce(sum(txn_count), 0) as txn_count,
      coalesce(sum(gross_cents), 0) as gross_cents,
      coalesce(sum(fee_cents), 0) as fee_cents,
      coalesce(sum(net_cents), 0) as net_cents
    from settlements where date between ${job.from_date}::date and ${job.to_date}::date`.execute(
    trx,
  )
  return { ...totals(rows[0]), rows: rows[0]?.rows ?? 0 }
}

function totals(row?: Record<keyof Totals, string>): Totals {
  return {
    txn_count: BigInt(row?.txn_count ?? 0),
    gross_cents: BigInt(row?.gross_cents ?? 0),
    fee_cents: BigInt(row?.fee_cents ?? 0),
    net_cents: BigInt(row?.net_cents ?? 0),
  }
}

/** Deletes the batches of a settlement with their sums. */
export async function deleteBatches(trx: Trx, jobId: string): Promise<void> {
  await trx.deleteFrom('settlement_batches').where('job_id', '=', jobId).execute()
}
