import type { SettlementTotals } from '@order-settlement/db/proof.ts'
import type { Database } from '@order-settlement/db/tables.ts'
import { cleanUpQueue, nightlyQueue } from '@order-settlement/shared/jobs/queues.ts'
import { sql } from 'kysely'
import { Gauge, type Registry } from 'prom-client'

/** What completed last. Times are seconds since 1970, null if there is none. */
export interface Outcomes {
  settlement: number | null
  /** Of the jobs that the schedule created; null too while there is no schedule. */
  nightly: number | null
  clean_up: number | null
  /** Of the settlement that completed last. */
  drift: SettlementTotals | null
}

export async function readOutcomes(db: Database): Promise<Outcomes | undefined> {
  const { rows } = await sql<Outcomes>`
    select extract(epoch from last.finished_at)::float8 as settlement, last.proof->'drift' as drift,
      (select extract(epoch from max(finished_at))::float8 from jobs
        where status = 'COMPLETED' and created_by = 'schedule'
          and exists (select from pgboss.schedule where name = ${nightlyQueue.name})) as nightly,
      (select extract(epoch from max(completed_on))::float8 from pgboss.job
        where name = ${cleanUpQueue.name} and state = 'completed') as clean_up
    from (select) as always left join lateral (
      select finished_at, proof from jobs where status = 'COMPLETED' and not dry_run
      order by finished_at desc limit 1
    ) as last on true`.execute(db)
  return rows[0]
}

/** @param read the newest outcomes; undefined for no sample */
export function registerOutcomeMetrics(
  registry: Registry,
  read: () => Promise<Outcomes | undefined>,
): void {
  const registers = [registry]
  new Gauge({
    name: 'order_settlement_last_success_timestamp_seconds',
    help: 'When a settlement, a nightly settlement and a clean-up last completed, in seconds since 1970; nightly only while it is scheduled. Every api reports the same: use max, not sum.',
    labelNames: ['type'] as const,
    registers,
    async collect() {
      const { settlement, nightly, clean_up } = (await read()) ?? {}
      this.reset()
      if (settlement) this.set({ type: 'settlement' }, settlement)
      if (nightly) this.set({ type: 'nightly' }, nightly)
      if (clean_up) this.set({ type: 'clean-up' }, clean_up)
    },
  })
  new Gauge({
    name: 'order_settlement_drift_transactions',
    help: 'Transactions of the source less those of the table, when the last completed settlement was published. Every api reports the same: use max, not sum.',
    registers,
    async collect() {
      const { drift } = (await read()) ?? {}
      this.remove()
      if (drift) this.set(Number(drift.txn_count))
    },
  })
  new Gauge({
    name: 'order_settlement_drift_cents',
    help: 'Cents of the source less those of the table, when the last completed settlement was published: gross, fee or net. Every api reports the same: use max, not sum.',
    labelNames: ['sum'] as const,
    registers,
    async collect() {
      const { drift } = (await read()) ?? {}
      this.reset()
      if (!drift) return
      this.set({ sum: 'gross' }, Number(drift.gross_cents))
      this.set({ sum: 'fee' }, Number(drift.fee_cents))
      this.set({ sum: 'net' }, Number(drift.net_cents))
    },
  })
}
