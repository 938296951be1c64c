import type { Database } from '@order-settlement/db/tables.ts'
import type { SettlementStore, StoredFile } from '@order-settlement/storage/settlement-store.ts'
import { ProblemError } from '../problems/problem-error.ts'

export interface Download {
  /** In the store. */
  file: string
  /** First and last day, for the file name in Content-Disposition. */
  days: string
}

/** `private` keeps proxies from storing a merchant's sums. */
export function attachmentHeaders(filename: string) {
  return {
    'cache-control': 'private, no-cache',
    'content-disposition': `attachment; filename="${filename}"`,
  }
}

// Exactly the names that the worker writes: no path, upper case or ".tmp" matches.
const fileName = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.csv$/

/**
 * The CSV file of a completed settlement.
 *
 * @throws ProblemError DOWNLOAD_NOT_FOUND for every other name
 */
export async function findDownload(db: Database, name: string): Promise<Download> {
  const jobId = fileName.exec(name)?.[1]
  const job = jobId === undefined ? undefined : await findCompletedJob(db, jobId)
  if (!job) throw downloadNotFound()
  return { file: job.file_name ?? `${job.id}.csv`, days: `${job.from_date}-${job.to_date}` }
}

/**
 * @param name as `findDownload` has it
 * @throws ProblemError DOWNLOAD_NOT_FOUND; StoreError
 */
export async function openDownload(store: SettlementStore, name: string): Promise<StoredFile> {
  const file = await store.open(name)
  if (!file) throw downloadNotFound()
  return file
}

export function downloadNotFound(): ProblemError {
  return new ProblemError('DOWNLOAD_NOT_FOUND')
}

/** @returns undefined if the job has not completed, or its file was deleted after the retention period */
function findCompletedJob(db: Database, id: string) {
  return db
    .selectFrom('jobs')
    .select(['id', 'from_date', 'to_date', 'file_name'])
    .where('id', '=', id)
    .where('status', '=', 'COMPLETED')
    .where('dry_run', '=', false)
    .where('file_removed_at', 'is', null)
    .executeTakeFirst()
}
