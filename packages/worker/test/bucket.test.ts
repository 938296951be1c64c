import { readdir } from 'node:fs/promises'
import { hasEnded } from '@order-settlement/testing/api-driver.ts'
import { makeTemporaryDirectory } from '@order-settlement/testing/temporary-directory.ts'
import { sql } from 'kysely'
import { expect, onTestFinished, test, vi } from 'vitest'
import { expectStored, range, startBucketStack, startWorker } from './bucket-stack.ts'

vi.setConfig({ testTimeout: 60_000 })

test('a settlement is one object in the bucket, of three parts: exact, downloaded, and nothing in the folder', async () => {
  const folder = await makeTemporaryDirectory()
  onTestFinished(() => folder.remove())
  const stack = await startBucketStack(57_000, { SETTLEMENT_DIR: folder.path })
  const worker = await startWorker(stack)
  const { driver, storage, api } = stack

  const job = await driver.settle(range)

  const name = await expectStored(stack, job)
  expect(name).toMatch(/^[0-9a-f-]{36}\.[0-9a-f-]{36}\.csv$/)
  const parts = storage.requests.filter((line) => line.includes('partNumber='))
  expect(parts).toHaveLength(3)
  expect(await storage.uploads()).toEqual([])
  expect(await readdir(folder.path)).toEqual([])
  for (const { output } of [api, worker]) {
    expect(output()).not.toContain('S3RVER')
    expect(output()).not.toContain('X-Amz-')
  }
})

test('a dry run leaves no object, and settling the days again leaves one for each job', async () => {
  const stack = await startBucketStack(100)
  await startWorker(stack)
  const { driver, storage } = stack
  const first = await driver.settle(range)

  const compared = await driver.settle({ ...range, dry_run: true })

  expect(compared).toMatchObject({ status: 'COMPLETED', download_url: null })
  expect(await storage.names()).toEqual([await expectStored(stack, first)])
  await expectStored(stack, await driver.settle(range))
  expect(await storage.names()).toHaveLength(2)
})

test('a worker that is killed in the middle of an upload is replaced: exact, and its upload is aborted', async () => {
  const stack = await startBucketStack(31_000)
  const { driver, storage } = stack
  const victim = await startWorker(stack)
  const hold = storage.holdNext((line) => line.includes('partNumber=2'))
  const id = await driver.startSettlement(range)
  await hold.reached
  expect(await storage.uploads()).toHaveLength(1)
  await victim.kill('SIGKILL')
  hold.release()

  await startWorker(stack)

  await expectStored(stack, await driver.waitForJob(id, hasEnded))
  expect(await storage.uploads()).toEqual([])
})

test.for([
  { lines: 100, what: 'an object', isLast: (line: string) => /^PUT .*x-id=PutObject/.test(line) },
  {
    lines: 31_000,
    what: 'the last step of an upload',
    isLast: (line: string) => /^POST .*uploadId=/.test(line),
  },
])(
  'a worker that is overtaken while it sends $what replaces nothing when it continues',
  async ({ lines, isLast }) => {
    const stack = await startBucketStack(lines)
    const { driver, storage, db } = stack
    const overtaken = await startWorker(stack)
    const hold = storage.holdNext(isLast)
    const id = await driver.startSettlement(range)
    await hold.reached
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name = 'settlement-worker'`.execute(db)
    await startWorker(stack)
    const job = await driver.waitForJob(id, hasEnded)
    const [name = ''] = await storage.names()
    const csv = (await storage.read(name)).toString()

    hold.release()

    // It begins again, and finds the job completed.
    await overtaken.waitForLog(({ msg }) => msg === 'database error, retrying', 20_000)
    await vi.waitFor(async () => {
      const { rows } = await sql`select from pgboss.job
        where name = 'settlement-publish' and state in ('created', 'retry', 'active')`.execute(db)
      expect(rows).toEqual([])
    }, 20_000)
    const { rows } = await sql`select file_name from jobs`.execute(db)
    expect(rows).toEqual([{ file_name: name }])
    const download = await fetch(`${stack.api.url}${job.download_url}`)
    expect(await download.text()).toBe(csv)
    expect(await driver.readJob(id)).toEqual(job)
  },
)

test('while the bucket does not answer, a settlement is tried 6 times, then fails with what to do; a retry completes', async () => {
  const stack = await startBucketStack(100)
  const worker = await startWorker(stack)
  const { driver, storage, db } = stack
  const first = await driver.settle(range)
  await sql`update transactions set fee_cents = fee_cents + 1`.execute(db)
  const settled = () => sql`select * from settlements order by 1, 2`.execute(db)
  const before = await settled()
  storage.setDown(true)

  const failed = await driver.settle(range, { timeoutMs: 45_000 })

  expect(failed).toMatchObject({ status: 'FAILED', proof: null, download_url: null })
  expect(failed.error).toMatch(
    /^The CSV could not be stored in s3:\/\/bucket\/settlements \([A-Z]+\), and nothing was published\./,
  )
  const tries = worker.logs.filter(
    ({ msg, queue }) => msg === 'message failed' && queue === 'settlement-publish',
  )
  expect(tries).toHaveLength(5)
  expect(await settled()).toEqual(before)
  expect(await storage.names()).toEqual([await storageName(first.job_id)])
  storage.setDown(false)
  await driver.retryJob(failed.job_id)
  await expectStored(stack, await driver.waitForJob(failed.job_id, hasEnded))
  expect(worker.output()).not.toContain('S3RVER')

  async function storageName(jobId: string) {
    const { rows } = await sql<{ file_name: string }>`
      select file_name from jobs where id = ${jobId}`.execute(db)
    return rows[0]?.file_name
  }
})

test('a storage that is away for a second fails nothing', async () => {
  const stack = await startBucketStack(100)
  const worker = await startWorker(stack)
  const { driver, storage } = stack
  storage.setDown(true)
  const id = await driver.startSettlement(range)
  await worker.waitForLog(({ msg }) => msg === 'message failed', 20_000)
  storage.setDown(false)
  await expectStored(stack, await driver.waitForJob(id, hasEnded, { timeoutMs: 20_000 }))
})
