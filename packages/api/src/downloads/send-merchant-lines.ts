import type { StoredFile } from '@order-settlement/storage/settlement-store.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { hashOf } from '../server/etag.ts'
import { attachmentHeaders } from './find-download.ts'
import { cutParts, findMerchantParts, openParts, type Part } from './merchant-parts.ts'
import { chooseRange, isCurrent, requireMatch, type Validators } from './validate-request.ts'

/**
 * Answers with one merchant's lines of a published CSV as with a file of its own, which has the header, an ETag and
 * ranges. From the file, not from the table: that has what later jobs have made of the days.
 *
 * @param file is closed with the response
 * @returns what the handler returns
 * @throws ProblemError PRECONDITION_FAILED, RANGE_NOT_SATISFIABLE
 */
export async function sendMerchantLines(
  request: FastifyRequest,
  reply: FastifyReply,
  { file, filename, merchant }: { file: StoredFile; filename: string; merchant: string },
): Promise<FastifyReply> {
  try {
    const { modified: mtime, size } = file
    const validators = {
      etag: `"${hashOf({ merchant, size, mtime })}"`,
      'last-modified': mtime.toUTCString(),
    }
    const parts = choose(request, reply, await findMerchantParts(file.read(), merchant), validators)
    reply.headers({ ...validators, ...attachmentHeaders(filename) })
    // Fastify destroys it if the client aborts.
    return reply.send(openParts(file, parts))
  } catch (error) {
    await file.close()
    throw error
  }
}

/** Sets the status and what describes the body. @returns what of the parts to send */
function choose(
  { headers, method }: FastifyRequest,
  reply: FastifyReply,
  parts: Part[],
  validators: Validators,
): Part[] {
  requireMatch(headers, validators)
  if (isCurrent(headers, validators)) {
    reply.code(304)
    return []
  }
  const length = parts.reduce((sum, { start, end }) => sum + end - start, 0)
  const range = chooseRange(headers, validators, length, reply)
  const { start, end } = range ?? { start: 0, end: length }
  if (range) reply.code(206).header('content-range', `bytes ${start}-${end - 1}/${length}`)
  reply.headers({ 'accept-ranges': 'bytes', 'content-length': end - start })
  reply.type('text/csv; charset=utf-8')
  return method === 'HEAD' ? [] : cutParts(parts, { start, end })
}
