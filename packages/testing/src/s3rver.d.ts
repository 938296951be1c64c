/** It has no types of its own, and those of the package that it is a fork of are of another version. */
declare module '@20minutes/s3rver' {
  import type { RequestListener } from 'node:http'

  interface Options {
    directory: string
    silent?: boolean
    /** Whether a signature is not checked; the access key is. */
    allowMismatchedSignatures?: boolean
    vhostBuckets?: boolean
    configureBuckets?: { name: string }[]
  }

  export default class S3rver {
    constructor(options: Options)
    logger: { exceptions: { unhandle(): void }; close(): void }
    configureBuckets(): Promise<void>
    callback(): RequestListener
  }
}
