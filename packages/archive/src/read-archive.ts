import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { parse } from 'csv-parse'
import { ArchiveError } from './archive-error.ts'
import { columns } from './month.queries.ts'
import { type Sums, sortSums } from './proof.ts'

export interface ReadArchive {
  bytes: number
  /** Of the compressed file. */
  sha256: string
  sums: Sums[]
}

interface Running {
  count: bigint
  gross: bigint
  fee: bigint
}

/**
 * Reads an archived month as any CSV reader does, and sums it. Memory does not grow with the file.
 *
 * @throws ArchiveError ARCHIVE_DAMAGED if it is no such file; the system error if it cannot be read
 */
export async function readArchive(path: string): Promise<ReadArchive> {
  const hash = createHash('sha256')
  let bytes = 0
  const found = new Map<string, Running>()
  await pipeline(
    createReadStream(path),
    async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        hash.update(chunk)
        bytes += chunk.length
        yield chunk
      }
    },
    createGunzip(),
    parse({ columns: refuseOtherHeader }),
    async (records: AsyncIterable<Record<string, string>>) => {
      for await (const record of records) addRecord(found, record)
    },
  ).catch((error: unknown) => {
    throw isSystemError(error)
      ? error
      : new ArchiveError('ARCHIVE_DAMAGED', `${path} cannot be read back: ${String(error)}`, {
          cause: error,
        })
  })
  return { bytes, sha256: hash.digest('hex'), sums: toSums(found) }
}

function refuseOtherHeader(header: string[]): string[] {
  if (header.join() !== columns.join()) throw new Error('the header is another one')
  return header
}

function addRecord(found: Map<string, Running>, record: Record<string, string>): void {
  const key = JSON.stringify([record.currency, record.status, record.kind])
  let sums = found.get(key)
  if (!sums) {
    sums = { count: 0n, gross: 0n, fee: 0n }
    found.set(key, sums)
  }
  sums.count += 1n
  sums.gross += toInteger(record.amount_cents)
  sums.fee += toInteger(record.fee_cents)
}

/** BigInt alone takes spaces, hexadecimal and nothing. */
function toInteger(text: string | undefined): bigint {
  if (text === undefined || !/^-?[0-9]+$/.test(text)) throw new Error('an amount is no integer')
  return BigInt(text)
}

function toSums(found: Map<string, Running>): Sums[] {
  const sums = [...found].map(([key, { count, gross, fee }]) => {
    const [currency = '', status = '', kind = ''] = JSON.parse(key) as string[]
    return {
      currency,
      status,
      kind,
      txn_count: String(count),
      gross_cents: String(gross),
      fee_cents: String(fee),
    }
  })
  return sortSums(sums)
}

function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error
}
