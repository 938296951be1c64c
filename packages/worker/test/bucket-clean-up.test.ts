import { cleanUpQueue } from '@order-settlement/shared/jobs/queues.ts'
import { hasEnded } from '@order-settlement/testing/api-driver.ts'
import { sql } from 'kysely'
import { expect, test, vi } from 'vitest'
import { expectStored, range, startBucketStack, startWorker } from './bucket-stack.ts'
import { runJob } from './run-job.ts'

vi.setConfig({ testTimeout: 60_000 })

test('an object older than SETTLEMENT_RETENTION_DAYS is removed: its download answers 404, the others stay', async () => {
  const stack = await startBucketStack(100, { SETTLEMENT_RETENTION_DAYS: '30' })
  await startWorker(stack)
  const { driver, storage, db, url, api } = stack
  const [old, young] = [await driver.settle(range), await driver.settle(range)]
  for (const [{ job_id }, days] of [
    [old, 30.01],
    [young, 29.99],
  ] as const)
    await sql`update jobs set finished_at = clock_timestamp() - ${days} * interval '1 day'
      where id = ${job_id}`.execute(db)

  await runJob(url, cleanUpQueue)

  expect(await storage.names()).toEqual([await expectStored(stack, young)])
  expect((await fetch(`${api.url}/downloads/${old.job_id}.csv`)).status).toBe(404)
  expect(await driver.readJob(old.job_id)).toMatchObject({ download_url: null, proof: old.proof })
})

test('objects that no job names and uploads that nobody ended are removed after a day; those of a running job stay', async () => {
  const stack = await startBucketStack(31_000)
  const { driver, storage, db, url } = stack
  const worker = await startWorker(stack)
  const published = await driver.settle(range)
  const [name = ''] = await storage.names()
  const orphan = name.replace(/\.[0-9a-f-]{36}/, '.01900000-0000-7000-8000-000000000000')
  const foreign = name.replace(/^[0-9a-f-]{36}/, '01900000-0000-7000-8000-000000000000')
  for (const copy of [orphan, foreign]) await storage.put(copy, 'x')
  await storage.startUpload(orphan)
  await runJob(url, cleanUpQueue)
  expect(await storage.names()).toEqual([foreign, orphan, name].sort())
  expect(await storage.uploads()).toHaveLength(1)
  const hold = storage.holdNext((line) => line.includes('partNumber=1&'))
  const running = await driver.startSettlement(range)
  await hold.reached
  expect(await storage.uploads()).toHaveLength(2)
  await storage.age(25)

  await runJob(url, cleanUpQueue)

  expect(await storage.names()).toEqual([foreign, name].sort())
  expect(await storage.uploads()).toHaveLength(1)
  hold.release()
  await expectStored(stack, await driver.waitForJob(running, hasEnded))
  await expectStored(stack, published)
  expect(worker.logs.filter(({ level }) => level >= 50)).toEqual([])
  expect(await sql`select from jobs where file_name is null`.execute(db)).toMatchObject({
    rows: [],
  })
})
