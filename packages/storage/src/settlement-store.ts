import type { Readable } from 'node:stream'

/** Where the CSV files of settlements are kept: a folder, or a bucket of an object storage. */
export interface SettlementStore {
  /** For operators: the path, or the URL without credentials. */
  readonly location: string
  /** Begins a file of a job. */
  create(jobId: string): Promise<NewFile>
  /** Removes the unpublished files of a job, also half-written ones, and with `published` the CSV too. */
  removeJob(jobId: string, what: { published: boolean }): Promise<void>
  /** The files that workers have written; all others are ignored. */
  list(): AsyncIterable<ListedFile>
  remove(file: ListedFile): Promise<void>
  /** @returns undefined if there is no such file */
  open(name: string): Promise<StoredFile | undefined>
}

/** A CSV that is being written, under a name that no download and no other attempt has. */
export interface NewFile {
  /** What `jobs.file_name` has to be once it is published. */
  readonly publishedName: string | null
  /** Appends. The next call waits for this one. */
  write(text: Buffer): Promise<void>
  /** Makes what was written durable. */
  finish(): Promise<void>
  /** Removes what was written, as far as that is possible. */
  discard(): Promise<void>
  /** Gives it the name that it is published under, if that is another: the last step before the commit. */
  publish(): Promise<void>
}

export interface ListedFile {
  name: string
  jobId: string
  /** Whether it is half-written, and so cannot have been published. */
  temporary: boolean
  ageMs: number
  /** Of a multipart upload that has not been completed. */
  uploadId?: string
}

/** Bytes of a file, from `start` to the one before `end`. */
export interface ByteRange {
  start: number
  end: number
}

/** A file that is open for reading, until `close`. */
export interface StoredFile {
  /** In bytes. */
  size: number
  modified: Date
  /** The store's own strong validator, quoted. */
  etag: string | undefined
  /** Reads a range that is not empty, or all. */
  read(range?: ByteRange): Readable
  close(): Promise<void>
}

/**
 * A request to the object storage failed. It has neither the message nor the fields of the SDK's error, which may have
 * the signed request and a session token. `reason` is not called `code`: ECONNREFUSED would be taken for the database's.
 */
export class StoreError extends Error {
  override name = 'StoreError'
  /** A code of S3 or of the system, such as `AccessDenied` or `ECONNREFUSED`. */
  readonly reason: string

  constructor(location: string, reason: string) {
    super(`cannot use ${location}: ${reason}`)
    this.reason = reason
  }
}
