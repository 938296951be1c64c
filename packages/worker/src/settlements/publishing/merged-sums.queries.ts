import type { Trx } from '@order-settlement/db/tables.ts'
import type { PublishingJob } from '@order-settlement/shared/jobs/publish-job.ts'
import { sql } from 'kysely'

/**
 * Sets how a transaction plans `mergedSums`. The planner has no statistics on sums in arrays, nor on a table that was
 * just filled: it may choose a nested loop over the wrong index, which takes minutes, or sort the sums to group them,
 * which takes longer than hashing. 32 MB suffice for about 150,000 merchants and days; more of them spill to disk.
 */
export async function planMergedSums(trx: Trx): Promise<void> {
  await sql`select set_config('enable_nestloop', 'off', true), set_config('enable_sort', 'off', true),
    set_config('work_mem', '32MB', true), set_config('cursor_tuple_fraction', '1', true)`.execute(
    trx,
  )
}

/** A settlement whose batches are merged. */
export interface MergingJob extends PublishingJob {
  /** Of merchants that nobody described. */
  currency: string
  /**
   * Whether a sum may exceed 64 bits on the way to one that does not, as those of large amounts and their refunds may.
   * It takes longer. Otherwise PostgreSQL throws 22003 at such a sum.
   */
  wide: boolean
}

/**
 * The sums of a settlement's batches by merchant and day, in no order. A batch has fewer rows than an integer holds,
 * and sums of integers need no numeric; `unnest` in the select list takes half the time of one in `from`, and gives
 * null for each index of an array that is null.
 */
export function mergedSums({ id, wide }: MergingJob) {
  const total = (column: string) =>
    wide ? sql`sum(${sql.ref(column)})::bigint` : sql`bigint_sum(${sql.ref(column)})`
  return sql`
    select merchant_id, date, sum(n::integer) as n, ${total('gross')} as gross, ${total('fee')} as fee,
      coalesce(sum(refunds::integer), 0) as refunds, coalesce(${total('refunded')}, 0) as refunded
    from (
      select unnest(merchant_ids) as merchant_id, unnest(dates) as date, unnest(txn_counts) as n,
        unnest(gross_cents) as gross, unnest(fee_cents) as fee,
        unnest(refund_counts) as refunds, unnest(refund_cents) as refunded
      from settlement_batches where job_id = ${id}
    ) as batch_sums
    group by merchant_id, date`
}
