import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import {
  fileColumns,
  type TableOfMonth,
} from '@order-settlement/shared/archives/archived-tables.ts'
import { parse } from 'csv-parse'
import { ArchiveError } from './archive-error.ts'
import { type Sums, sortSums } from './proof.ts'

export interface ReadArchive {
  bytes: number
  /** Of the compressed file. */
  sha256: string
  rows: string
  /** By the groups of the table. */
  sums: Sums[]
}

interface Running {
  groups: Sums
  sums: Record<string, bigint>
}

/**
 * Reads a file of an archived month as any CSV reader does, and sums it. Memory does not grow with the file.
 *
 * @throws ArchiveError ARCHIVE_DAMAGED if it is no such file; the system error if it cannot be read
 */
export async function readArchive(path: string, of: TableOfMonth): Promise<ReadArchive> {
  const hash = createHash('sha256')
  let bytes = 0
  let rows = 0n
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
    parse({ columns: (header: string[]) => refuseOtherHeader(header, of) }),
    async (records: AsyncIterable<Record<string, string>>) => {
      for await (const record of records) {
        addRecord(found, record, of)
        rows += 1n
      }
    },
  ).catch((error: unknown) => {
    throw isSystemError(error)
      ? error
      : new ArchiveError('ARCHIVE_DAMAGED', `${path} cannot be read back: ${String(error)}`, {
          cause: error,
        })
  })
  return { bytes, sha256: hash.digest('hex'), rows: String(rows), sums: toSums(found, of) }
}

function refuseOtherHeader(header: string[], of: TableOfMonth): string[] {
  if (header.join() !== fileColumns(of).join()) throw new Error('the header is another one')
  return header
}

function addRecord(
  found: Map<string, Running>,
  record: Record<string, string>,
  { groups, count, sums }: TableOfMonth,
): void {
  const key = JSON.stringify(groups.map((name) => record[name]))
  let running = found.get(key)
  if (!running) {
    running = {
      groups: Object.fromEntries(groups.map((name) => [name, record[name] ?? ''])),
      sums: {},
    }
    found.set(key, running)
  }
  running.sums[count] = (running.sums[count] ?? 0n) + 1n
  for (const [name, column] of Object.entries(sums))
    running.sums[name] = (running.sums[name] ?? 0n) + toInteger(record[column])
}

/** Nothing is null, which sums leave out. BigInt alone takes spaces and hexadecimal. */
function toInteger(text: string | undefined): bigint {
  if (text === '') return 0n
  if (text === undefined || !/^-?[0-9]+$/.test(text)) throw new Error('an amount is no integer')
  return BigInt(text)
}

function toSums(found: Map<string, Running>, { groups }: TableOfMonth): Sums[] {
  const sums = [...found.values()].map((running) => ({
    ...running.groups,
    ...Object.fromEntries(Object.entries(running.sums).map(([name, sum]) => [name, String(sum)])),
  }))
  return sortSums(sums, groups)
}

function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error
}
