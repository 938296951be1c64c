import type { Database } from '@order-settlement/db/tables.ts'
import { hasFile } from '../jobs/jobs.queries.ts'
import { SettlementError } from '../settlements/settlements.errors.ts'

// The name exactly as the worker writes it: no path, no upper case, no ".tmp" can match.
const fileName = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.csv$/

/**
 * The file name of a completed settlement.
 *
 * @throws SettlementError DOWNLOAD_NOT_FOUND for every other name
 */
export async function findDownload(db: Database, name: string): Promise<string> {
  const jobId = fileName.exec(name)?.[1]
  if (jobId === undefined || !(await hasFile(db, jobId))) throw downloadNotFound()
  return `${jobId}.csv`
}

export function downloadNotFound(): SettlementError {
  return new SettlementError('DOWNLOAD_NOT_FOUND', 'There is no such file, or not yet')
}
