import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { PassThrough } from 'node:stream'
import {
  AbortMultipartUploadCommand,
  DeleteObjectCommand,
  HeadObjectCommand,
} from '@aws-sdk/client-s3'
import { Upload } from '@aws-sdk/lib-storage'
import { type Bucket, toStoreError, withStoreError } from './bucket-client.ts'
import { type NewFile, StoreError } from './settlement-store.ts'

/** S3's minimum; of at most 10,000 parts, so a file has 52 GB at most. */
const partSize = 5 * 1024 * 1024
/** Parts that are sent at the same time: a worker keeps so many and one more in memory. */
const queueSize = 2

export const csvType = 'text/csv; charset=utf-8'

/**
 * Uploads a CSV while it is written, in parts. Its name is of this attempt alone, and no download finds it before the
 * commit that stores the name in the job's row: a worker that another has overtaken can complete its upload at any
 * time, and replaces nothing.
 */
export function createObject(bucket: Bucket, jobId: string): NewFile {
  const name = `${jobId}.${randomUUID()}.csv`
  const key = { Bucket: bucket.name, Key: bucket.prefix + name }
  const body = new PassThrough()
  const upload = new Upload({
    client: bucket.client,
    params: { ...key, Body: body, ContentType: csvType },
    partSize,
    queueSize,
  })
  const uploading = upload.done().then(
    () => {},
    (error: unknown) => {
      throw toStoreError(bucket.location, error)
    },
  )
  // It is thrown where `uploading` is awaited. The stream ends with it, so that no write waits for ever.
  uploading.catch(() => body.destroy())
  let bytes = 0
  return {
    publishedName: name,
    async write(text) {
      if (body.destroyed) await uploading
      bytes += text.length
      if (!body.write(text)) await Promise.race([once(body, 'drain'), uploading])
    },
    async finish() {
      body.end()
      await uploading
      await expectSize(bucket, key, bytes)
    },
    async discard() {
      body.destroy()
      await upload.abort()
      await uploading.catch(() => {})
      const { uploadId: UploadId } = upload
      const abort = new AbortMultipartUploadCommand({ ...key, UploadId })
      // What cannot be removed now, the next attempt or the clean-up removes.
      if (UploadId) await bucket.client.send(abort).catch(() => {})
      await bucket.client.send(new DeleteObjectCommand(key)).catch(() => {})
    },
    // The job's row names it.
    publish: async () => {},
  }
}

/** The SDK sends a checksum with each part; this finds a part that is missing. */
async function expectSize(
  bucket: Bucket,
  key: { Bucket: string; Key: string },
  bytes: number,
): Promise<void> {
  const { ContentLength } = await withStoreError(bucket, () =>
    bucket.client.send(new HeadObjectCommand(key)),
  )
  if (ContentLength !== bytes)
    throw new StoreError(bucket.location, `has ${ContentLength} of ${bytes} bytes`)
}
