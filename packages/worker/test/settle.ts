import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Database } from '@order-settlement/db/tables.ts'
import type { Job } from '@order-settlement/testing/api-driver.ts'
import { noDrift } from '@order-settlement/testing/create-proof.ts'
import {
  independentCsv,
  type Range,
  withoutRun,
} from '@order-settlement/testing/independent-csv.ts'
import { sql } from 'kysely'
import { expect, vi } from 'vitest'

/** @throws if it has none */
export function proofOf({ status, proof }: Job): NonNullable<Job['proof']> {
  if (!proof) throw new Error(`a settlement that is ${status} has no proof`)
  return proof
}

interface Stack {
  api: string
  db: Database
  directory: string
}

/**
 * File, table, proof and an independent statement agree, and nothing is left over.
 *
 * @param currency of merchants that nobody described
 */
export async function expectExact(
  stack: Stack,
  job: Job,
  range: Range,
  currency?: string,
): Promise<void> {
  await expectAgreement(stack, job, range, currency)
  await expectNothingLeft(stack.db, stack.directory, job.job_id)
}

/**
 * File, table, proof and an independent statement agree.
 *
 * @param currency of merchants that nobody described
 */
export async function expectAgreement(
  { api, db, directory }: Stack,
  job: Job,
  range: Range,
  currency?: string,
): Promise<void> {
  expect(job).toMatchObject({ status: 'COMPLETED', progress: 100, error: null })
  const csv = await readFile(join(directory, `${job.job_id}.csv`), 'utf8')
  expect(withoutRun(csv)).toBe(await independentCsv(db, range, currency))
  const download = await fetch(`${api}${job.download_url}`)
  expect(await download.text()).toBe(csv)
  expect(proofOf(job).drift).toEqual(noDrift)
}

/** Waits until no temporary file, queue message or batch is left, except batches that a retry could use. */
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
