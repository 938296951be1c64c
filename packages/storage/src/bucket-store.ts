import { Readable } from 'node:stream'
import {
  AbortMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  paginateListObjectsV2,
} from '@aws-sdk/client-s3'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import { ConfigError } from '@order-settlement/shared/process/config.ts'
import { parseStoreUrl } from '@order-settlement/shared/process/store-url.ts'
import {
  type Bucket,
  type BucketSettings,
  isNotFound,
  openBucket,
  toStoreError,
  withStoreError,
} from './bucket-client.ts'
import { createObject, csvType } from './bucket-file.ts'
import { listUploads } from './list-uploads.ts'
import {
  type ByteRange,
  type ListedFile,
  type SettlementStore,
  type StoredFile,
  StoreError,
} from './settlement-store.ts'

export interface BucketStore extends SettlementStore {
  kind: 'bucket'
  /**
   * A URL of a file that needs no credentials for a minute. It makes no request.
   *
   * @param filename in Content-Disposition
   */
  signUrl(name: string, headers: { disposition: string; cacheControl: string }): Promise<string>
}

/** Seconds in which a client has to follow the redirect; a download that has begun may take longer. */
const urlLifetime = 60

/** @throws ConfigError, one line without credentials, if the bucket cannot be listed */
export async function openBucketStore(settings: BucketSettings): Promise<BucketStore> {
  const bucket = openBucket(settings, parseStoreUrl(settings.url))
  await check(bucket)
  return {
    kind: 'bucket',
    location: bucket.location,
    create: async (jobId) => createObject(bucket, jobId),
    removeJob: (jobId, { published }) => removeJob(bucket, jobId, published),
    list: () => list(bucket, ''),
    remove: (file) => remove(bucket, file),
    open: (name) => openObject(bucket, name),
    signUrl: (name, { disposition, cacheControl }) =>
      withStoreError(bucket, () =>
        getSignedUrl(
          bucket.client,
          new GetObjectCommand({
            ...keyOf(bucket, name),
            ResponseContentDisposition: disposition,
            ResponseContentType: csvType,
            ResponseCacheControl: cacheControl,
          }),
          { expiresIn: urlLifetime },
        ),
      ),
  }
}

async function check(bucket: Bucket): Promise<void> {
  const request = { Bucket: bucket.name, Prefix: bucket.prefix, MaxKeys: 1 }
  try {
    await withStoreError(bucket, () => bucket.client.send(new ListObjectsV2Command(request)))
  } catch (error) {
    const reason = error instanceof StoreError ? error.reason : String(error)
    throw new ConfigError(`cannot list SETTLEMENT_STORE ${bucket.location}: ${reason}`)
  }
}

function keyOf(bucket: Bucket, name: string) {
  return { Bucket: bucket.name, Key: bucket.prefix + name }
}

const id = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'
/** One with the id of a job alone was copied from a folder. */
const objectName = new RegExp(`^(${id})(?:\\.${id})?\\.csv$`)

/** The objects and the unfinished uploads whose names begin with `start`. */
async function* list(bucket: Bucket, start: string): AsyncGenerator<ListedFile> {
  const request = { Bucket: bucket.name, Prefix: bucket.prefix + start }
  try {
    const pages = paginateListObjectsV2({ client: bucket.client }, request)
    for await (const { Contents = [] } of pages)
      for (const { Key, LastModified } of Contents) yield* toListed(bucket, Key, LastModified)
    for await (const { Key, Initiated, UploadId } of listUploads(bucket.client, request))
      for (const file of toListed(bucket, Key, Initiated))
        yield {
          ...file,
          temporary: true,
          ...(UploadId === undefined ? {} : { uploadId: UploadId }),
        }
  } catch (error) {
    throw toStoreError(bucket.location, error)
  }
}

/** @returns nothing for a key that no worker has written */
function toListed({ prefix }: Bucket, key = '', since = new Date()): ListedFile[] {
  const name = key.slice(prefix.length)
  const [, jobId] = objectName.exec(name) ?? []
  if (jobId === undefined) return []
  return [{ name, jobId, temporary: false, ageMs: Date.now() - since.getTime() }]
}

async function removeJob(bucket: Bucket, jobId: string, published: boolean): Promise<void> {
  for await (const file of list(bucket, `${jobId}.`))
    if (published || file.name !== `${jobId}.csv`) await remove(bucket, file)
}

async function remove(bucket: Bucket, { name, uploadId }: ListedFile): Promise<void> {
  const key = keyOf(bucket, name)
  try {
    if (uploadId === undefined) await bucket.client.send(new DeleteObjectCommand(key))
    else await bucket.client.send(new AbortMultipartUploadCommand({ ...key, UploadId: uploadId }))
  } catch (error) {
    // Removed or completed since it was listed.
    if (!isNotFound(error)) throw toStoreError(bucket.location, error)
  }
}

async function openObject(bucket: Bucket, name: string): Promise<StoredFile | undefined> {
  const key = keyOf(bucket, name)
  try {
    const { ContentLength, LastModified, ETag } = await bucket.client.send(
      new HeadObjectCommand(key),
    )
    return {
      size: ContentLength ?? 0,
      modified: LastModified ?? new Date(0),
      etag: ETag,
      read: (range) => Readable.from(readObject(bucket, name, range)),
      close: async () => {},
    }
  } catch (error) {
    if (isNotFound(error)) return undefined
    throw toStoreError(bucket.location, error)
  }
}

async function* readObject(bucket: Bucket, name: string, range?: ByteRange) {
  try {
    const { Body } = await bucket.client.send(
      new GetObjectCommand({
        ...keyOf(bucket, name),
        ...(range ? { Range: `bytes=${range.start}-${range.end - 1}` } : {}),
      }),
    )
    if (Body instanceof Readable) yield* Body
  } catch (error) {
    throw toStoreError(bucket.location, error)
  }
}
