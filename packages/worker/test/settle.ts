import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Database } from '@order-settlement/db/tables.ts'
import {
  firstSixColumns,
  independentCsv,
  type Range,
} from '@order-settlement/testing/independent-csv.ts'
import { sql } from 'kysely'
import { expect, vi } from 'vitest'

export interface JobView {
  job_id: string
  status: string
  progress: number
  processed: number
  total: number
  error: string | null
  // biome-ignore lint/suspicious/noExplicitAny: the tests look into it as a client does
  proof: any
  download_url: string | null
  started_at: string | null
  finished_at: string
}

/** Posts a settlement and returns its id. */
export async function startSettlement(api: string, range: Range): Promise<string> {
  const response = await fetch(`${api}/jobs/settlement`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(range),
  })
  expect(response.status).toBe(202)
  const { job_id } = (await response.json()) as JobView
  return job_id
}

export async function readJob(api: string, jobId: string): Promise<JobView> {
  const response = await fetch(`${api}/jobs/${jobId}`)
  expect(response.status).toBe(200)
  return (await response.json()) as JobView
}

/** Waits until `reached` holds for a job, and returns the job as it was then. */
export async function waitForJob(
  api: string,
  jobId: string,
  reached: (job: JobView) => boolean,
  timeoutMs = 20_000,
): Promise<JobView> {
  return await vi.waitUntil(
    async () => {
      const job = await readJob(api, jobId)
      return reached(job) && job
    },
    { timeout: timeoutMs, interval: 20 },
  )
}

/** Runs a settlement to its end. */
export async function settle(api: string, range: Range): Promise<JobView> {
  return await waitForJob(api, await startSettlement(api, range), hasEnded)
}

export function hasEnded({ status }: JobView): boolean {
  return !['QUEUED', 'RUNNING'].includes(status)
}

/** The file, the table, the proof and an independent statement say the same, and nothing is left over. */
export async function expectExact(
  { api, db, directory }: { api: string; db: Database; directory: string },
  job: JobView,
  range: Range,
): Promise<void> {
  expect(job).toMatchObject({ status: 'COMPLETED', progress: 100, error: null })
  const csv = await readFile(join(directory, `${job.job_id}.csv`), 'utf8')
  expect(firstSixColumns(csv)).toBe(await independentCsv(db, range))
  const download = await fetch(`${api}${job.download_url}`)
  expect(await download.text()).toBe(csv)
  expect(job.proof.drift).toEqual({ txn_count: 0, gross_cents: 0, fee_cents: 0, net_cents: 0 })
  await expectNothingLeft(db, directory, job.job_id)
}

/** No batch, temporary file or unfinished queue job is left, but the batches that a retry could use. */
export async function expectNothingLeft(
  db: Database,
  directory: string,
  jobId: string,
): Promise<void> {
  await vi.waitFor(
    async () => {
      const { rows } = await sql`
        select 'batch' as what from settlement_batches join jobs on id = job_id
          where job_id = ${jobId} and status not in ('CANCELLED', 'FAILED')
        union all select name from pgboss.job
          where data->>'job_id' = ${jobId} and state in ('created', 'retry', 'active')`.execute(db)
      expect(rows).toEqual([])
      const files = await readdir(directory)
      expect(files.filter((name) => name.startsWith(jobId) && name.endsWith('.tmp'))).toEqual([])
    },
    { timeout: 20_000, interval: 50 },
  )
}
