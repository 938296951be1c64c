import { randomUUID } from 'node:crypto'
import { buffer, text } from 'node:stream/consumers'
import { type ObjectStorage, startObjectStorage } from '@order-settlement/testing/object-storage.ts'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type BucketStore, openBucketStore } from '../src/bucket-store.ts'
import { StoreError } from '../src/settlement-store.ts'

const megabyte = 1024 * 1024

let storage: ObjectStorage
let store: BucketStore
beforeAll(async () => {
  storage = await startObjectStorage()
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'S3RVER')
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'S3RVER')
  store = await openBucketStore({
    url: 's3://bucket/settlements',
    pathStyle: true,
    region: 'us-east-1',
    endpoint: storage.url,
  })
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await storage?.[Symbol.asyncDispose]()
})

async function create(jobId: string, content: Buffer): Promise<string> {
  const file = await store.create(jobId)
  await file.write(content)
  await file.finish()
  return file.publishedName ?? ''
}

test.each([
  ['no byte', 0],
  ['one byte', 1],
  ['5 MiB, a whole part', 5 * megabyte],
  ['12 MiB and a byte, three parts', 12 * megabyte + 1],
])('%s is read as it was written, in ranges too', async (_, length) => {
  const content = Buffer.alloc(length, 'merchant,2025-01-01,1\n')
  const name = await create(randomUUID(), content)
  const file = await store.open(name)
  expect(file?.size).toBe(length)
  if (!file || length === 0) return
  expect((await buffer(file.read())).equals(content)).toBe(true)
  expect(await buffer(file.read({ start: length - 1, end: length }))).toHaveLength(1)
  expect(await storage.uploads()).toEqual([])
})

test('while the bucket takes no part, at most 16 MiB are taken from the writer: memory stays flat', async () => {
  const id = randomUUID()
  const isPart = (line: string) => line.includes(id) && line.includes('partNumber=')
  const holds = [storage.holdNext(isPart), storage.holdNext(isPart)]
  const file = await store.create(id)
  const chunk = Buffer.alloc(megabyte / 2, 'x')
  let taken = 0
  const writing = (async () => {
    for (let n = 0; n < 200; n++) {
      await file.write(chunk)
      taken += chunk.length
    }
    await file.finish()
  })()
  await Promise.all(holds.map(({ reached }) => reached))
  // Each request that the SDK could still make, it makes while this one is answered.
  await store.open(randomUUID())
  expect(taken).toBeLessThanOrEqual(16 * megabyte)
  for (const { release } of holds) release()
  await writing
  expect((await store.open(file.publishedName ?? ''))?.size).toBe(100 * megabyte)
})

test('two attempts at the same job are two files, in whichever order they end', async () => {
  const id = randomUUID()
  const [first, second] = [await store.create(id), await store.create(id)]
  await second.write(Buffer.from('second'))
  await second.finish()
  await first.write(Buffer.from('first'))
  await first.finish()
  expect(first.publishedName).not.toBe(second.publishedName)
  const published = await store.open(second.publishedName ?? '')
  expect(published && (await text(published.read()))).toBe('second')
})

test('a file that is discarded, and one whose upload was aborted by another worker, leave nothing', async () => {
  const [discarded, aborted] = [randomUUID(), randomUUID()]
  for (const id of [discarded, aborted]) {
    const file = await store.create(id)
    await file.write(Buffer.alloc(6 * megabyte))
    await vi.waitFor(async () => expect(await storage.uploads()).toHaveLength(1))
    if (id === discarded) await file.discard()
    else {
      await store.removeJob(id, { published: false })
      await expect(file.finish()).rejects.toThrow(new StoreError(store.location, 'NoSuchUpload'))
      await file.discard()
    }
    expect(await storage.uploads()).toEqual([])
    expect((await storage.names()).filter((name) => name.startsWith(id))).toEqual([])
  }
})

test('removing the files of a job keeps those of others, and its own CSV unless that is published too', async () => {
  const [id, other] = [randomUUID(), randomUUID()]
  const [ours, kept] = [await create(id, Buffer.from('a')), await create(other, Buffer.from('b'))]
  await store.removeJob(id, { published: false })
  const left = await storage.names()
  expect(left).not.toContain(ours)
  expect(left).toContain(kept)
})

test('five uploads of a job that were left half-written are aborted, over three pages of the list', async () => {
  const id = randomUUID()
  const files = await Promise.all(Array.from({ length: 5 }, () => store.create(id)))
  for (const file of files) await file.write(Buffer.alloc(6 * megabyte))
  await vi.waitFor(async () => expect(await storage.uploads()).toHaveLength(5))
  await store.removeJob(id, { published: false })
  expect(await storage.uploads()).toEqual([])
  for (const file of files) await file.discard()
})

test('an unknown name is not found; while the storage is down, an error says so without a secret', async () => {
  expect(await store.open(`${randomUUID()}.csv`)).toBeUndefined()
  storage.setDown(true)
  try {
    const error = await store.open(`${randomUUID()}.csv`).catch((error: unknown) => error)
    expect(error).toBeInstanceOf(StoreError)
    expect(String(error)).toMatch(/^StoreError: cannot use s3:\/\/bucket\/settlements: [A-Z]+$/)
    expect(Object.keys(error as StoreError).sort()).toEqual(['name', 'reason'])
  } finally {
    storage.setDown(false)
  }
})
