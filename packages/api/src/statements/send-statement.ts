import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { attachmentHeaders } from '../downloads/find-download.ts'
import { toSpreadsheet } from '../downloads/to-spreadsheet.ts'
import { etagOf, hasTag } from '../server/etag.ts'
import { toCsv } from './statement-csv.ts'
import type { Statement, StatementFormat } from './statements.schemas.ts'

/**
 * Sends a statement as JSON or as a file, or 304 if the caller has it already. Each format has an ETag of its own.
 *
 * @param format JSON if undefined
 */
export async function sendStatement(
  { headers }: FastifyRequest,
  reply: FastifyReply,
  statement: Statement,
  format: StatementFormat | undefined,
): Promise<FastifyReply> {
  const etag = etagOf({ statement, format })
  const { from, to } = statement
  const filename = `statement-${from}-${to}${isSpreadsheet(format) ? '-excel' : ''}.csv`
  const { 'content-disposition': attachment, ...caching } = attachmentHeaders(filename)
  reply.headers({ etag, ...caching })
  if (hasTag(headers['if-none-match'], etag)) return reply.code(304).send()
  if (format === undefined) return reply.send(statement)
  const csv = toCsv(statement)
  reply.header('content-disposition', attachment).type('text/csv; charset=utf-8')
  if (!isSpreadsheet(format)) return reply.send(csv)
  const { currency } = statement
  const chunks: Buffer[] = await toSpreadsheet(Readable.from([csv]), { format, currency }).toArray()
  return reply.send(Buffer.concat(chunks))
}

function isSpreadsheet(format: StatementFormat | undefined) {
  return format === 'excel' || format === 'excel-semicolon'
}
