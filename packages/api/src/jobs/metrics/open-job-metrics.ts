import type { Database } from '@order-settlement/db/tables.ts'
import { jobIsOpen } from '@order-settlement/shared/jobs/job-state.ts'
import { sql } from 'kysely'
import { Gauge, type Registry } from 'prom-client'

const statuses = ['QUEUED', 'RUNNING'] as const

/** How long the oldest job of a status has waited for its start, or has been running, in seconds. */
export interface OldestJob {
  status: string
  seconds: number
}

export async function readOldestJobs(db: Database): Promise<OldestJob[]> {
  return await db
    .selectFrom('jobs')
    .select([
      'status',
      sql<number>`max(extract(epoch from clock_timestamp() - coalesce(started_at, created_at)))::float8`.as(
        'seconds',
      ),
    ])
    .where(jobIsOpen)
    .groupBy('status')
    .execute()
}

/** @param read the newest state of the jobs; undefined for no sample */
export function registerOpenJobMetrics(
  registry: Registry,
  read: () => Promise<OldestJob[] | undefined>,
): void {
  new Gauge({
    name: 'order_settlement_oldest_job_seconds',
    help: 'How long the oldest job that is QUEUED has waited, and the oldest one that is RUNNING has run; 0 if there is none. Every api reports the same: use max, not sum.',
    labelNames: ['status'] as const,
    registers: [registry],
    async collect() {
      const oldest = await read()
      this.reset()
      if (!oldest) return
      for (const status of statuses) {
        this.set({ status }, oldest.find((job) => job.status === status)?.seconds ?? 0)
      }
    },
  })
}
