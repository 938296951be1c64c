import { open } from 'node:fs/promises'
import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { ProblemError } from '../problems/problem-error.ts'
import { hasTag, matchesEtag } from '../server/etag.ts'
import { downloadNotFound, requireRegularFile } from './find-download.ts'
import { type SpreadsheetOptions, toSpreadsheet } from './to-spreadsheet.ts'

interface Spreadsheet extends SpreadsheetOptions {
  /** Absolute path of the CSV file. */
  path: string
  /** File name in Content-Disposition. */
  filename: string
}

/**
 * Sends the CSV file of a settlement as one for a spreadsheet. It has an ETag of its own, and no ranges, since its
 * length is not known before it is converted.
 *
 * @throws ProblemError DOWNLOAD_NOT_FOUND, PRECONDITION_FAILED
 */
export async function sendSpreadsheet(
  { method, headers }: FastifyRequest,
  reply: FastifyReply,
  { path, filename, ...options }: Spreadsheet,
): Promise<FastifyReply> {
  const { size, mtime } = await requireRegularFile(path)
  const etag = `W/"${size.toString(16)}-${mtime.getTime().toString(16)}-${options.format}"`
  const ifMatch = headers['if-match']
  if (ifMatch !== undefined && !matchesEtag(ifMatch, etag))
    throw new ProblemError('PRECONDITION_FAILED')
  const file = await open(path).catch(() => {
    throw downloadNotFound()
  })
  reply.headers({
    etag,
    'last-modified': mtime.toUTCString(),
    'cache-control': 'private, no-cache',
    'accept-ranges': 'none',
  })
  const hasCopy = isCurrent(headers, etag, mtime)
  if (hasCopy || method === 'HEAD') await file.close()
  if (hasCopy) return reply.code(304).send()
  reply.type('text/csv; charset=utf-8')
  reply.header('content-disposition', `attachment; filename="${filename}"`)
  // Without a stream, HEAD would announce a length of 0.
  if (method === 'HEAD') return reply.send(Readable.from([]))
  return reply.send(toSpreadsheet(file.createReadStream(), options))
}

/** Whether the copy of the caller is the one that it would get (RFC 9110, 13.2.2). */
function isCurrent(headers: FastifyRequest['headers'], etag: string, mtime: Date): boolean {
  const ifNoneMatch = headers['if-none-match']
  if (ifNoneMatch !== undefined) return hasTag(ifNoneMatch, etag)
  const since = Date.parse(headers['if-modified-since'] ?? '')
  return Math.floor(mtime.getTime() / 1000) * 1000 <= since
}
