import { execFile } from 'node:child_process'
import { readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { createApiDriver, hasEnded } from '@order-settlement/testing/api-driver.ts'
import { makeTemporaryDirectory } from '@order-settlement/testing/temporary-directory.ts'
import { createTestDatabase } from '@order-settlement/testing/test-database.ts'
import { startProcess } from '@order-settlement/testing/test-process.ts'
import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { expectExact, expectNothingLeft } from './settle.ts'

const run = promisify(execFile)
const size = 4_000_000
const range = { from: '2025-06-01', to: '2025-06-30' }

/** A directory on its own file system; undefined if this user may not mount one. */
async function mountFolder(): Promise<string | undefined> {
  const { path, remove } = await makeTemporaryDirectory()
  const mounted = await run('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', path]).then(
    () => true,
    () => false,
  )
  onTestFinished(async () => {
    if (mounted) await run('umount', ['--lazy', path])
    await remove()
  })
  return mounted ? path : undefined
}

const filler = (path: string) => join(path, 'filler')

test.for([
  {
    trouble: 'full',
    sentence: 'No room is left in',
    // Fills the file system, then fails.
    make: (path: string) => writeFile(filler(path), Buffer.alloc(size)).catch(() => {}),
    cure: (path: string) => rm(filler(path)),
  },
  {
    trouble: 'read-only',
    sentence: 'may not write to',
    make: (path: string) => run('mount', ['-o', 'remount,ro', path]),
    cure: (path: string) => run('mount', ['-o', 'remount,rw', path]),
  },
])(
  'a SETTLEMENT_DIR that is $trouble fails the settlement with an error that names it; once mended, a retry completes',
  async ({ make, cure, sentence }, { skip }) => {
    const folder = await mountFolder()
    if (folder === undefined) return skip('mounting a file system takes root')
    await using database = await createTestDatabase()
    const { db } = database
    await sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at)
      select 'm' || n % 100, n, n % 7, 'PAID', timestamptz '2025-06-01Z' + n * interval '10 minutes'
      from generate_series(1, 4000) n`.execute(db)
    const env = {
      DATABASE_URL: database.url,
      SETTLEMENT_DIR: folder,
      SETTLEMENT_BATCH_SIZE: '500',
    }
    await using api = await startProcess('api', env)
    const driver = createApiDriver(api.url)
    await using _worker = await startProcess('worker', env)
    const first = await driver.settle(range)
    const settled = () => sql`select * from settlements order by 1, 2`.execute(db)
    const before = await settled()
    await make(folder)

    const failed = await driver.settle(range)

    expect(failed).toMatchObject({ status: 'FAILED', proof: null, download_url: null })
    expect(failed.error).toContain(`${sentence} ${folder}`)
    expect(await settled()).toEqual(before)
    await cure(folder)
    await expectNothingLeft(db, folder, failed.job_id)
    expect(await readdir(folder)).toEqual([`${first.job_id}.csv`])
    await driver.retryJob(failed.job_id)
    const job = await driver.waitForJob(failed.job_id, hasEnded)
    await expectExact({ api: api.url, db, directory: folder }, job, range)
  },
)
