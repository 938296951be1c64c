import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { hashOf } from '../server/etag.ts'
import { attachmentHeaders, openRegularFile, requireRegularFile } from './find-download.ts'
import { openLines } from './merchant-parts.ts'
import { type SpreadsheetOptions, toSpreadsheet } from './to-spreadsheet.ts'
import { isCurrent, requireMatch } from './validate-request.ts'

interface Spreadsheet extends SpreadsheetOptions {
  /** Absolute path of the CSV file. */
  path: string
  /** File name in Content-Disposition. */
  filename: string
  /** The one whose lines are sent; all if undefined. */
  merchant: string | undefined
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
  { path, filename, merchant, ...options }: Spreadsheet,
): Promise<FastifyReply> {
  const { size, mtime } = await requireRegularFile(path)
  const tag = [size.toString(16), mtime.getTime().toString(16), options.format]
  if (merchant !== undefined) tag.push(hashOf({ merchant }))
  const validators = { etag: `W/"${tag.join('-')}"`, 'last-modified': mtime.toUTCString() }
  requireMatch(headers, validators)
  const file = await openRegularFile(path)
  reply.headers({ ...validators, ...attachmentHeaders(filename), 'accept-ranges': 'none' })
  const hasCopy = isCurrent(headers, validators)
  if (hasCopy || method === 'HEAD') await file.close()
  if (hasCopy) return reply.code(304).send()
  reply.type('text/csv; charset=utf-8')
  // Without a stream, HEAD would announce a length of 0.
  if (method === 'HEAD') return reply.send(Readable.from([]))
  const lines = merchant === undefined ? file.createReadStream() : await openLines(file, merchant)
  return reply.send(toSpreadsheet(lines, options))
}
