import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { readdir, readFile, rm, stat, utimes } from 'node:fs/promises'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import S3rver from '@20minutes/s3rver'
import { CreateMultipartUploadCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { makeTemporaryDirectory } from './temporary-directory.ts'

/** A request of a client, by its method and its path with the query. */
type Selects = (request: string) => boolean

export interface ObjectStorage extends AsyncDisposable {
  url: string
  /** `s3://bucket/settlements` of this storage, and what reaches it, for the environment of a process. */
  env: Record<string, string>
  /** Names below `settlements/`, sorted. */
  names(): Promise<string[]>
  /** Ids of multipart uploads that were neither completed nor aborted. */
  uploads(): Promise<string[]>
  read(name: string): Promise<Buffer>
  remove(name: string): Promise<void>
  put(name: string, content: string): Promise<void>
  startUpload(name: string): Promise<void>
  /** Makes objects and uploads look as if they began so many hours earlier. */
  age(hours: number): Promise<void>
  /** While it is down, it closes every connection without an answer. */
  setDown(down: boolean): void
  /** Holds the next request of this kind, before it is handled, until `release`. Others pass. */
  holdNext(selects: Selects): { reached: Promise<void>; release(): void }
  /** Every request so far, such as `PUT /bucket/key?partNumber=1`. */
  requests: string[]
}

const bucket = 'bucket'
const prefix = 'settlements'
const suffix = '._S3rver_object'
/** The only one that the server knows, and its secret. */
const key = 'S3RVER'

/**
 * Starts an object storage in this process: the npm package `@20minutes/s3rver`, with what it lacks. It neither lists nor
 * aborts multipart uploads, and takes a part of an upload that does not exist. It ignores If-None-Match.
 */
export async function startObjectStorage(): Promise<ObjectStorage> {
  const directory = await makeTemporaryDirectory()
  const options = { directory: directory.path, silent: true, vhostBuckets: false }
  const strict = new S3rver({ ...options, configureBuckets: [{ name: bucket }] })
  await strict.configureBuckets()
  // It signs the path of a bucket without the slash at its end that the SDK has.
  const lenient = new S3rver({ ...options, allowMismatchedSignatures: true })
  const handlers = { object: strict.callback(), bucket: lenient.callback() }
  const root = join(directory.path, bucket)
  const requests: string[] = []
  const holds: { selects: Selects; reach(): void; released: Promise<void> }[] = []
  let isDown = false

  const server = createServer(async (request, response) => {
    const line = `${request.method} ${request.url}`
    requests.push(line)
    const held = holds.findIndex(({ selects }) => selects(line))
    if (held >= 0) {
      const [hold] = holds.splice(held, 1)
      hold?.reach()
      await hold?.released
    }
    if (isDown) request.socket.destroy()
    else handle(root, handlers, request, response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const url = `http://127.0.0.1:${port}`

  const client = new S3Client({
    endpoint: url,
    forcePathStyle: true,
    region: 'us-east-1',
    credentials: { accessKeyId: key, secretAccessKey: key },
  })
  const keyOf = (name: string) => ({ Bucket: bucket, Key: `${prefix}/${name}` })
  const objects = async () =>
    (await readdir(root, { recursive: true })).filter((path) => path.endsWith(suffix))
  const objectFile = (name: string) => join(root, prefix, `${name}${suffix}`)
  return {
    url,
    env: {
      SETTLEMENT_STORE: `s3://${bucket}/${prefix}`,
      SETTLEMENT_STORE_PATH_STYLE: 'true',
      AWS_ENDPOINT_URL_S3: url,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: key,
      AWS_SECRET_ACCESS_KEY: key,
    },
    async names() {
      const paths = await objects()
      return paths.map((path) => path.slice(prefix.length + 1, -suffix.length)).sort()
    },
    uploads: async () => (await listUploads(root)).map(({ id }) => id),
    read: (name) => readFile(objectFile(name)),
    remove: (name) => rm(objectFile(name)),
    async put(name, content) {
      await client.send(new PutObjectCommand({ ...keyOf(name), Body: content }))
    },
    async startUpload(name) {
      await client.send(new CreateMultipartUploadCommand(keyOf(name)))
    },
    async age(hours) {
      const since = new Date(Date.now() - hours * 3_600_000)
      const started = (await listUploads(root)).map(({ id }) => join(uploadFolder(root, id), 'key'))
      for (const path of [...(await objects()).map((path) => join(root, path)), ...started])
        await utimes(path, since, since)
    },
    setDown: (down) => {
      isDown = down
    },
    holdNext(selects) {
      const reached = Promise.withResolvers<void>()
      const released = Promise.withResolvers<void>()
      holds.push({ selects, reach: reached.resolve, released: released.promise })
      return { reached: reached.promise, release: released.resolve }
    },
    requests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      for (const { logger } of [strict, lenient]) {
        logger.exceptions.unhandle()
        logger.close()
      }
      await directory.remove()
    },
  }
}

function handle(
  root: string,
  handlers: Record<'object' | 'bucket', RequestListener>,
  ...[request, response]: Parameters<RequestListener>
): void {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://storage')
  const upload = searchParams.get('uploadId')
  if (upload !== null && !existsSync(join(uploadFolder(root, upload), 'key'))) {
    request.resume()
    response.writeHead(404, { 'content-type': 'application/xml' })
    response.end('<Error><Code>NoSuchUpload</Code><Message>gone</Message></Error>')
  } else if (upload !== null && request.method === 'DELETE') {
    void rm(uploadFolder(root, upload), { recursive: true }).then(() => {
      response.writeHead(204).end()
    })
  } else if (request.method === 'GET' && searchParams.has('uploads')) {
    void describeUploads(root, searchParams).then((xml) => {
      response.writeHead(200, { 'content-type': 'application/xml' }).end(xml)
    })
  } else {
    handlers[isObject(pathname) ? 'object' : 'bucket'](request, response)
  }
}

function isObject(pathname: string): boolean {
  return pathname.split('/').filter(Boolean).length > 1
}

interface StartedUpload {
  id: string
  key: string
  initiated: Date
}

function uploadFolder(root: string, id: string): string {
  return join(root, '._S3rver_uploads', id)
}

async function listUploads(root: string): Promise<StartedUpload[]> {
  const ids = await readdir(uploadFolder(root, '')).catch(() => [])
  return await Promise.all(
    ids.map(async (id) => {
      const path = join(uploadFolder(root, id), 'key')
      const [key, { mtime }] = await Promise.all([readFile(path, 'utf8'), stat(path)])
      return { id, key, initiated: mtime }
    }),
  )
}

/** In pages of two, so that clients have to read more than one. */
async function describeUploads(root: string, query: URLSearchParams): Promise<string> {
  const place = (key: string | null, id: string | null) => `${key ?? ''} ${id ?? ''}`
  const after = place(query.get('key-marker'), query.get('upload-id-marker'))
  const uploads = (await listUploads(root))
    .filter(({ key, id }) => key.startsWith(query.get('prefix') ?? '') && place(key, id) > after)
    .sort((a, b) => (place(a.key, a.id) < place(b.key, b.id) ? -1 : 1))
  const page = uploads.slice(0, 2)
  const items = page.map(
    ({ id, key, initiated }) =>
      `<Upload><Key>${key}</Key><UploadId>${id}</UploadId><Initiated>${initiated.toISOString()}</Initiated></Upload>`,
  )
  const last = page.at(-1)
  const next = `<NextKeyMarker>${last?.key}</NextKeyMarker><NextUploadIdMarker>${last?.id}</NextUploadIdMarker>`
  const isTruncated = uploads.length > page.length
  return `<ListMultipartUploadsResult><IsTruncated>${isTruncated}</IsTruncated>${isTruncated ? next : ''}${items.join('')}</ListMultipartUploadsResult>`
}
