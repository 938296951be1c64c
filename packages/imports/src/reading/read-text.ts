import type { Hash } from 'node:crypto'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { StringDecoder } from 'node:string_decoder'
import { createGunzip } from 'node:zlib'
import { errorCode } from '@order-settlement/db/database-errors.ts'
import { UnreadableFileError } from './unreadable-file-error.ts'

/** How many times larger than what came the text may be, once it is large. Deflate could make it 1,032 times. */
const maxRatio = 200
const ratioCheckedFrom = 64 * 1024 * 1024
const partBytes = 64 * 1024

/** What has come so far. */
export interface Received {
  bytes: number
  hash: Hash
}

/**
 * The text of a file in UTF-8, with or without a byte order mark, compressed by gzip or not. Bytes that are no UTF-8
 * become U+FFFD.
 *
 * @param isGzip whether it must be gzip; if not, its first bytes tell
 * @param received counts and hashes the bytes as they come
 * @throws UnreadableFileError for gzip that is damaged or expands too much, UTF-16, and formats that are no text
 */
export async function* readText(
  source: Readable,
  isGzip: boolean,
  received: Received,
): AsyncGenerator<string> {
  const bytes = count(source, received)
  try {
    const first = await readFirst(bytes)
    const rest = prepend(first, bytes)
    const hasMagic = first[0] === 0x1f && first[1] === 0x8b
    if (isGzip && !hasMagic)
      throw new UnreadableFileError('is not gzip, as Content-Encoding has it')
    yield* decode(hasMagic ? gunzip(rest, received) : rest)
  } finally {
    // Lets go of the source, also where reading ends before the rest was begun.
    await bytes.return(undefined)
  }
}

/** Leaves the source open when reading ends early: it may be a request that is still to be answered. */
async function* count(source: Readable, received: Received): AsyncGenerator<Buffer> {
  const parts: AsyncIterable<Buffer | string> = source.iterator({ destroyOnReturn: false })
  for await (const part of parts) {
    const bytes = typeof part === 'string' ? Buffer.from(part) : part
    received.bytes += bytes.length
    received.hash.update(bytes)
    yield bytes
  }
}

/** Enough to tell what it is, unless there is no more. */
async function readFirst(parts: AsyncGenerator<Buffer>): Promise<Buffer> {
  let first = Buffer.alloc(0)
  while (first.length < 4) {
    const { done, value } = await parts.next()
    if (done) break
    first = Buffer.concat([first, value])
  }
  return first
}

async function* prepend(first: Buffer, rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  if (first.length > 0) yield first
  yield* rest
}

async function* gunzip(parts: AsyncIterable<Buffer>, received: Received): AsyncGenerator<Buffer> {
  const gunzipping = createGunzip({ chunkSize: partBytes })
  const compressed = Readable.from(parts, { objectMode: false })
  // Its errors are those of the iteration below.
  pipeline(compressed, gunzipping).catch(() => {})
  let bytes = 0
  try {
    for await (const part of gunzipping) {
      bytes += part.length
      if (bytes > ratioCheckedFrom && bytes > maxRatio * received.bytes)
        throw new UnreadableFileError(`is gzip that expands more than ${maxRatio} times`)
      yield part
    }
  } catch (error) {
    if (!errorCode(error).startsWith('Z_')) throw error
    const isCut = errorCode(error) === 'Z_BUF_ERROR'
    throw new UnreadableFileError(isCut ? 'is gzip that ends too early' : 'is damaged gzip')
  }
}

async function* decode(parts: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8')
  let isFirst = true
  for await (const part of parts) {
    if (isFirst) checkKind(part)
    const text = decoder.write(part)
    if (text === '') continue
    yield isFirst && text.startsWith('\uFEFF') ? text.slice(1) : text
    isFirst = false
  }
  yield decoder.end()
}

/** @throws UnreadableFileError for what is no UTF-8 by its first bytes */
function checkKind(first: Buffer): void {
  const start = first.subarray(0, 4).toString('hex')
  if (start.startsWith('fffe') || start.startsWith('feff'))
    throw new UnreadableFileError('is UTF-16; save it as UTF-8')
  if (start === '504b0304')
    throw new UnreadableFileError('is a workbook or another ZIP file; save it as CSV in UTF-8')
}
