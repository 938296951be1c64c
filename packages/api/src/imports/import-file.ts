import type { Readable } from 'node:stream'
import { formats } from '@order-settlement/imports/formats/formats.ts'
import {
  type ImportOptions,
  type ImportResult,
  KeyReusedError,
} from '@order-settlement/imports/import-options.ts'
import { importTransactions } from '@order-settlement/imports/import-transactions.ts'
import { ImportsBusyError } from '@order-settlement/imports/staging/session.ts'
import type pg from 'pg'
import { invalidField, ProblemError } from '../problems/problem-error.ts'
import type { ImportQuery } from './imports.schemas.ts'

interface Upload {
  body: Readable | undefined
  contentType: string | undefined
  contentEncoding: string | undefined
  query: ImportQuery
  /** The idempotency key in its caller's scope. */
  key: string | undefined
  /** The name of the caller's API key. */
  createdBy: string | null
  /** Of merchants that nobody described. */
  currency: string
  /** Aborts when the client has gone. */
  signal: AbortSignal
  /** Called with what became of the file, also if it was refused. */
  onResult: (result: ImportResult) => void
  /** Awaited after each part of the work with the ms that it took. */
  pace: (workedMs: number) => Promise<void>
}

/**
 * Imports an uploaded file.
 *
 * @throws ProblemError VALIDATION, UNSUPPORTED_MEDIA_TYPE, IMPORT_REJECTED with the first rejects, IDEMPOTENCY_KEY_REUSED,
 *   IMPORTS_BUSY, or MALFORMED_REQUEST if the client has gone before the import was kept
 */
export async function importFile(pool: pg.Pool, upload: Upload): Promise<ImportResult> {
  const { body, signal } = upload
  const options = toOptions(upload)
  if (!body) throw notAFile()
  try {
    const result = await importTransactions(pool, body, options)
    upload.onResult(result)
    if (result.status === 'REJECTED') throw rejection(result)
    return result
  } catch (error) {
    if (signal.aborted || body.errored)
      throw new ProblemError('MALFORMED_REQUEST', 'The body ended too early; nothing was kept')
    if (error instanceof ImportsBusyError) throw new ProblemError('IMPORTS_BUSY')
    if (error instanceof KeyReusedError)
      throw new ProblemError(
        'IDEMPOTENCY_KEY_REUSED',
        'The Idempotency-Key belongs to an import of another file, or with other parameters',
      )
    throw error
  } finally {
    // What was not read is dropped, so that the client sees the response and can send another request.
    body.resume()
  }
}

function toOptions({ contentType, contentEncoding, query, ...rest }: Upload): ImportOptions {
  const { body: _body, ...options } = rest
  const format = formats[query.format ?? 'standard']
  if (format === formats.standard) refuseContext(query)
  return {
    ...options,
    format,
    merchantId: query.merchant_id,
    timeZone: query.timezone,
    contentType: readContentType(contentType),
    isGzip: isGzip(contentEncoding),
    onError: query.on_error ?? 'reject',
    onConflict: query.on_conflict ?? 'reject',
    unknownMerchants: query.unknown_merchants ?? 'accept',
    dryRun: query.dry_run ?? false,
    fileName: query.file_name ?? null,
  }
}

/** Lines of the standard format name their merchant, and the offset of their time. */
function refuseContext(query: ImportQuery): void {
  for (const name of ['merchant_id', 'timezone'] as const)
    if (query[name] !== undefined)
      throw invalidField(`/querystring/${name}`, "is for a provider's report only, with its format")
}

const contentTypes: Record<string, 'csv' | 'ndjson' | undefined> = {
  'text/csv': 'csv',
  'application/x-ndjson': 'ndjson',
}

function readContentType(header = ''): 'csv' | 'ndjson' {
  const [essence = '', ...parameters] = header.toLowerCase().split(';')
  const contentType = contentTypes[essence.trim()]
  if (!contentType) throw notAFile()
  const charset = parameters
    .map((text) => /^\s*charset="?([^"\s]*)"?\s*$/.exec(text)?.[1])
    .find(Boolean)
  if (charset && !['utf-8', 'utf8', 'us-ascii'].includes(charset))
    throw unsupported(`Send the file in UTF-8, not in ${charset}`)
  return contentType
}

function isGzip(header = 'identity'): boolean {
  const encoding = header.trim().toLowerCase()
  if (['gzip', 'x-gzip'].includes(encoding)) return true
  if (encoding === 'identity') return false
  throw unsupported('Send the file plain, or with Content-Encoding: gzip')
}

/** For a body of another media type, or none. */
export function notAFile(): ProblemError {
  return unsupported('Send a file as text/csv or application/x-ndjson')
}

function unsupported(detail: string): ProblemError {
  return new ProblemError('UNSUPPORTED_MEDIA_TYPE', detail)
}

function rejection(result: ImportResult): ProblemError {
  const { import_id, received, rejected_count, rejected } = result
  const [first] = rejected
  const detail = first && `Line ${first.line}: ${first.field} ${first.message}`.replace('  ', ' ')
  return new ProblemError('IMPORT_REJECTED', detail, {
    import_id,
    received,
    rejected_count,
    rejected,
  })
}
