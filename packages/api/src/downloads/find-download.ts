import type { Stats } from 'node:fs'
import { type FileHandle, lstat, open } from 'node:fs/promises'
import type { Database } from '@order-settlement/db/tables.ts'
import { ProblemError } from '../problems/problem-error.ts'

export interface Download {
  /** In the settlement directory. */
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
  return { file: `${job.id}.csv`, days: `${job.from_date}-${job.to_date}` }
}

/**
 * Refuses a symbolic link, which could lead out of the directory, and a named pipe, whose read would never end.
 *
 * @param path absolute
 * @throws ProblemError DOWNLOAD_NOT_FOUND
 */
export async function requireRegularFile(path: string): Promise<Stats> {
  const found = await lstat(path).catch(() => undefined)
  if (!found?.isFile()) throw downloadNotFound()
  return found
}

/** @throws ProblemError DOWNLOAD_NOT_FOUND, as `requireRegularFile` */
export async function openRegularFile(path: string): Promise<FileHandle> {
  await requireRegularFile(path)
  return await open(path).catch(() => {
    throw downloadNotFound()
  })
}

export function downloadNotFound(): ProblemError {
  return new ProblemError('DOWNLOAD_NOT_FOUND')
}

/** @returns undefined if the job has not completed, or its file was deleted after the retention period */
function findCompletedJob(db: Database, id: string) {
  return db
    .selectFrom('jobs')
    .select(['id', 'from_date', 'to_date'])
    .where('id', '=', id)
    .where('status', '=', 'COMPLETED')
    .where('dry_run', '=', false)
    .where('file_removed_at', 'is', null)
    .executeTakeFirst()
}
