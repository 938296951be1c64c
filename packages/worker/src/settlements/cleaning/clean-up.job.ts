import type { Worker } from '../../worker.ts'
import { deleteOldBatches, findFileOwners, markFilesRemoved } from './clean-up.queries.ts'
import { listSettlementFiles, removeFile, type SettlementFile } from './settlement-files.ts'

/** How long a retry finds what a failed or cancelled settlement has summed. */
const keepBatchesDays = 7
/** How long a temporary file may be left over. */
const keepTemporaryMs = 24 * 60 * 60 * 1000
/** Rows and files in one go. */
const chunk = 500

/**
 * Clears away CSV files past their age, temporary files that dead workers left, and the batches of
 * settlements that nobody retried. pg-boss deletes its own rows.
 *
 * Idempotent: a file is removed after its job says so, so the next run finds what a crash left in between.
 */
export async function cleanUp(worker: Worker): Promise<void> {
  const { db, logger, retentionDays } = worker
  if (retentionDays > 0) await untilNone(() => markFilesRemoved(db, retentionDays, chunk))
  const batches = await untilNone(() => deleteOldBatches(db, keepBatchesDays, chunk))
  const files = await removeFiles(worker)
  if (files + batches > 0) logger.info({ files, settlements: batches }, 'cleaned up')
}

/** @returns the sum of what `step` did, in chunks, until there was no more to do */
async function untilNone(step: () => Promise<number>): Promise<number> {
  let total = 0
  for (;;) {
    const done = await step()
    if (done === 0) return total
    total += done
  }
}

async function removeFiles({ db, settlementDir }: Worker): Promise<number> {
  const files = await listSettlementFiles(settlementDir)
  let removed = 0
  for (let at = 0; at < files.length; at += chunk) {
    const some = files.slice(at, at + chunk)
    const owners = await findFileOwners(
      db,
      some.map(({ jobId }) => jobId),
    )
    for (const file of some) {
      if (!isUseless(file, owners.get(file.jobId))) continue
      await removeFile(settlementDir, file)
      removed += 1
    }
  }
  return removed
}

type Owner = { active: boolean; removed: boolean }

/** A file of a job that the database does not know is left alone, but a temporary one. */
function isUseless({ temporary, ageMs }: SettlementFile, owner: Owner | undefined): boolean {
  return temporary ? !owner?.active && ageMs > keepTemporaryMs : owner?.removed === true
}
