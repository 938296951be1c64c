import type { Trx } from '@order-settlement/db/tables.ts'
import { sql } from 'kysely'

/**
 * Keeps the snapshots that the batches of a settlement were summed with: which versions of transactions its days include.
 * A batch of an earlier version has none; what changed between its sum and this call then remains unexplained.
 */
export async function keepSnapshots(trx: Trx, jobId: string): Promise<void> {
  await sql`
    insert into summed_parts (job_id, lower_paid_at, lower_id, upper_paid_at, upper_id, snapshot, cluster)
    select job_id, lower_paid_at, lower_id, upper_paid_at, upper_id, snapshot, cluster_identifier()
    from (
      select job_id, snapshot,
        case when n = 1 then lower_paid_at else taken_from end as lower_paid_at,
        case when n = 1 then lower_id else ${beforeAllIds} end as lower_id,
        coalesce(lead(taken_from) over batch, upper_paid_at) as upper_paid_at,
        case when lead(taken_from) over batch is null then upper_id else ${beforeAllIds} end as upper_id
      from settlement_batches, unnest(
        coalesce(snapshots, array[pg_current_snapshot()]), coalesce(snapshots_from, array[lower_paid_at])
      ) with ordinality as taken (snapshot, taken_from, n)
      where job_id = ${jobId} and done
      window batch as (partition by batch_no order by n)
    ) as parts`.execute(trx)
}

const beforeAllIds = sql`-9223372036854775808`
