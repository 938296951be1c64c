import { deleteJobs } from '@order-settlement/shared/jobs/delete-jobs.ts'
import { dropOldPlans } from '@order-settlement/shared/jobs/plan-job.ts'
import { cleanUpQueue } from '@order-settlement/shared/jobs/queues.ts'
import type { ListedFile } from '@order-settlement/storage/settlement-store.ts'
import { dropArchivedMonths } from '../../archives/drop-archived-months.ts'
import type { Job } from '../../job.ts'
import type { Worker } from '../../worker.ts'
import {
  deleteReplacedSnapshots,
  type FileOwner,
  findFileOwners,
  markFilesRemoved,
} from './clean-up.queries.ts'
import { renewPartitions } from './renew-partitions.ts'

/** How long the batches of a failed or cancelled settlement are kept for a retry. */
const keepBatchesDays = 7
/** Age at which a temporary file is left over: publishing is faster. */
const keepTemporaryMs = 24 * 60 * 60 * 1000
/** Rows in a statement, and files in a query. */
const chunk = 500
/** Snapshots in a statement, which reads all of them. */
const snapshotChunk = 50_000

/**
 * Deletes CSV files past their age, temporary files of crashed workers, the batches of settlements that were not
 * retried, snapshots of settlements that were replaced, and jobs past their retention. Makes and drops partitions, and drops
 * archived months. pg-boss deletes its own rows.
 *
 * Idempotent: a file is removed after its job row says so, so a crash in between leaves it to the next hour.
 */
export const cleanUpJob: Job = {
  queue: cleanUpQueue,
  concurrency: () => 1,
  schedule: () => ({ cron: '17 * * * *' }),
  async handler(worker) {
    const { db, logger, retentionDays, jobRetentionDays } = worker
    if (retentionDays > 0) await repeat(() => markFilesRemoved(db, retentionDays, chunk))
    const batches = await repeat(() =>
      db.transaction().execute((trx) => dropOldPlans(trx, keepBatchesDays, chunk)),
    )
    const snapshots = await repeat(() => deleteReplacedSnapshots(db, snapshotChunk))
    const files = await removeFiles(worker)
    const jobs =
      jobRetentionDays > 0 ? await repeat(() => deleteJobs(db, jobRetentionDays, chunk)) : 0
    if (files + batches + snapshots + jobs > 0) {
      logger.info({ files, settlements: batches, snapshots, jobs }, 'cleaned up')
    }
    await renewPartitions(worker)
    await dropArchivedMonths(worker)
  },
}

/** Repeats until there is nothing left to do. @returns the sum of the counts */
async function repeat(deleteSome: () => Promise<number>): Promise<number> {
  let total = 0
  for (;;) {
    const done = await deleteSome()
    if (done === 0) return total
    total += done
  }
}

async function removeFiles({ db, store }: Worker): Promise<number> {
  let removed = 0
  for await (const page of toPages(store.list())) {
    const owners = await findFileOwners(
      db,
      page.map(({ jobId }) => jobId),
    )
    for (const file of page) {
      if (!isLeftOver(file, owners.get(file.jobId))) continue
      await store.remove(file)
      removed += 1
    }
  }
  return removed
}

async function* toPages(files: AsyncIterable<ListedFile>): AsyncGenerator<ListedFile[]> {
  let page: ListedFile[] = []
  for await (const file of files) {
    page.push(file)
    if (page.length < chunk) continue
    yield page
    page = []
  }
  yield page
}

/** Complete files of jobs that the database does not know stay; half-written ones do not. */
function isLeftOver({ name, temporary, ageMs }: ListedFile, owner: FileOwner | undefined): boolean {
  const isUnpublished = temporary || (owner !== undefined && owner.file !== name)
  return isUnpublished ? !owner?.active && ageMs > keepTemporaryMs : owner?.removed === true
}
