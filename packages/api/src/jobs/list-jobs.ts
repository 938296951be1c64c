import type { Database } from '@order-settlement/db/tables.ts'
import Type from 'typebox'
import { defaultLimit, readCursor, toPage } from '../server/pagination.ts'
import { Uuid } from '../server/route-schemas.ts'
import { selectJobs } from './jobs.queries.ts'
import type { JobPage, JobQuery } from './jobs.schemas.ts'
import { toJob } from './to-job.ts'

const Key = Type.Tuple([Uuid])

/**
 * A page of jobs, the newest first (keyset pagination).
 *
 * @param only the one merchant that may be told of; all if undefined
 * @throws ProblemError VALIDATION for an invalid cursor
 */
export async function listJobs(
  db: Database,
  { limit = defaultLimit, cursor, ...filters }: JobQuery,
  only?: string,
): Promise<JobPage> {
  const [before] = readCursor(cursor, Key) ?? []
  const rows = await selectJobs(db, filters, before, limit + 1)
  const { page, next_cursor } = toPage(rows, limit, ({ id }) => [id])
  return { jobs: page.map((row) => toJob(row, only)), next_cursor }
}
