import { deadQueue } from '@order-settlement/shared/jobs/queues.ts'
import type { SettlementJob } from '../../job.ts'
import { failSettlement, WorkersLostError } from './fail-settlement.ts'

/**
 * Ends a settlement whose message used up its retries. Errors end a settlement where they occur, so the only
 * messages that get here are those whose workers crashed or stopped answering.
 *
 * Idempotent: `failSettlement` ignores a settlement that has ended.
 */
export const deadJob: SettlementJob = {
  queue: deadQueue,
  concurrency: () => 1,
  async handler(worker, { job_id }) {
    await failSettlement(worker, job_id, new WorkersLostError('message used up its retries'))
  },
}
