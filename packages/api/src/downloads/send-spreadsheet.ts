import { Readable } from 'node:stream'
import type { StoredFile } from '@order-settlement/storage/settlement-store.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { hashOf } from '../server/etag.ts'
import { attachmentHeaders } from './find-download.ts'
import { openLines, openParts } from './merchant-parts.ts'
import { type SpreadsheetOptions, toSpreadsheet } from './to-spreadsheet.ts'
import { isCurrent, requireMatch, type Validators } from './validate-request.ts'

interface Spreadsheet extends SpreadsheetOptions {
  /** The CSV; it is closed with the response. */
  file: StoredFile
  /** File name in Content-Disposition. */
  filename: string
  /** The one whose lines are sent; all if undefined. */
  merchant: string | undefined
}

/**
 * Sends the CSV file of a settlement as one for a spreadsheet. It has an ETag of its own, and no ranges, since its
 * length is not known before it is converted.
 *
 * @throws ProblemError PRECONDITION_FAILED
 */
export async function sendSpreadsheet(
  { method, headers }: FastifyRequest,
  reply: FastifyReply,
  { file, filename, merchant, ...options }: Spreadsheet,
): Promise<FastifyReply> {
  const validators = validatorsOf(file, merchant, options.format)
  const hasCopy = await checkConditions(file, headers, validators)
  reply.headers({ ...validators, ...attachmentHeaders(filename), 'accept-ranges': 'none' })
  if (hasCopy || method === 'HEAD') await file.close()
  if (hasCopy) return reply.code(304).send()
  reply.type('text/csv; charset=utf-8')
  // Without a stream, HEAD would announce a length of 0.
  if (method === 'HEAD') return reply.send(Readable.from([]))
  const lines =
    merchant === undefined
      ? openParts(file, [{ start: 0, end: file.size }])
      : await openLines(file, merchant)
  return reply.send(toSpreadsheet(lines, options))
}

function validatorsOf(
  { size, modified }: StoredFile,
  merchant: string | undefined,
  format: SpreadsheetOptions['format'],
): Validators {
  const tag = [size.toString(16), modified.getTime().toString(16), format]
  if (merchant !== undefined) tag.push(hashOf({ merchant }))
  return { etag: `W/"${tag.join('-')}"`, 'last-modified': modified.toUTCString() }
}

/**
 * @returns whether the caller has this state already
 * @throws ProblemError PRECONDITION_FAILED, after closing the file
 */
async function checkConditions(
  file: StoredFile,
  headers: FastifyRequest['headers'],
  validators: Validators,
): Promise<boolean> {
  try {
    requireMatch(headers, validators)
    return isCurrent(headers, validators)
  } catch (error) {
    await file.close()
    throw error
  }
}
