import { S3Client } from '@aws-sdk/client-s3'
import { StoreError } from './settlement-store.ts'

export interface BucketSettings {
  /** `s3://bucket` or `s3://bucket/prefix`. */
  url: string
  /** Whether the bucket is in the path of a request instead of its host name. */
  pathStyle: boolean
  /** The SDK looks it up in its own settings if undefined. */
  region: string | undefined
  /** AWS's own if undefined. */
  endpoint: string | undefined
}

export interface Bucket {
  client: S3Client
  name: string
  /** Of every key: empty, or ends with a slash. */
  prefix: string
  location: string
}

/** Credentials come from where the SDK looks for them: the environment, a profile, the role of the machine. */
export function openBucket(settings: BucketSettings, { name, prefix }: BucketUrl): Bucket {
  const { url, pathStyle, region, endpoint } = settings
  const client = new S3Client({
    forcePathStyle: pathStyle,
    ...(region === undefined ? {} : { region }),
    ...(endpoint === undefined ? {} : { endpoint }),
    requestHandler: {
      connectionTimeout: 3_000,
      // From the request to its answer, with a part of a file in between.
      requestTimeout: 60_000,
      throwOnRequestTimeout: true,
    },
  })
  return { client, name, prefix, location: url }
}

export interface BucketUrl {
  name: string
  prefix: string
}

/** @throws StoreError instead of what `request` throws */
export async function withStoreError<Result>(
  { location }: Pick<Bucket, 'location'>,
  request: () => Promise<Result>,
): Promise<Result> {
  try {
    return await request()
  } catch (error) {
    throw toStoreError(location, error)
  }
}

export function toStoreError(location: string, error: unknown): StoreError {
  return error instanceof StoreError ? error : new StoreError(location, reasonOf(error))
}

/** Whether the key does not exist. */
export function isNotFound(error: unknown): boolean {
  return error instanceof Error && ['NotFound', 'NoSuchKey', 'NoSuchUpload'].includes(error.name)
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown error'
  if ('code' in error && /^[A-Z0-9_]+$/.test(String(error.code))) return String(error.code)
  // Settings that are missing are errors without a name of their own.
  return error.name === 'Error' ? error.message : error.name
}
