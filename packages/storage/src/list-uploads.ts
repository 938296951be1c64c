import {
  ListMultipartUploadsCommand,
  type MultipartUpload,
  type S3Client,
} from '@aws-sdk/client-s3'

/** The multipart uploads that were neither completed nor aborted. The SDK has no paginator for them. */
export async function* listUploads(
  client: S3Client,
  request: { Bucket: string; Prefix: string },
): AsyncGenerator<MultipartUpload> {
  let marker: { KeyMarker?: string; UploadIdMarker?: string } = {}
  for (;;) {
    const page = await client.send(new ListMultipartUploadsCommand({ ...request, ...marker }))
    yield* page.Uploads ?? []
    if (!page.IsTruncated || page.NextKeyMarker === undefined) return
    const { NextKeyMarker: KeyMarker, NextUploadIdMarker: UploadIdMarker } = page
    marker = UploadIdMarker === undefined ? { KeyMarker } : { KeyMarker, UploadIdMarker }
  }
}
