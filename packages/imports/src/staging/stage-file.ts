import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import type pg from 'pg'
import { checkLine } from '../checks/check-line.ts'
import type { FileContext, Format, RecordReader } from '../formats/format.ts'
import { CsvReader } from '../reading/csv-reader.ts'
import type { LineReader, RecordSink } from '../reading/line-reader.ts'
import { NdjsonReader } from '../reading/ndjson-reader.ts'
import { type Received, readText } from '../reading/read-text.ts'
import { UnreadableFileError } from '../reading/unreadable-file-error.ts'
import { RejectList } from './reject-list.ts'
import type { SharedProcess } from './session.ts'
import { StagingWriter } from './staging-writer.ts'

export interface FileOptions extends FileContext {
  format: Format
  /** Where `staged_lines` is, if the session may be shared. */
  process?: SharedProcess
  contentType: 'csv' | 'ndjson'
  /** Whether it must be gzip. If not, its first bytes tell whether it is. */
  isGzip?: boolean
  /** Awaited after each part of the work: a process that has other work lets an import wait here. */
  pace?: ((workedMs: number) => Promise<void>) | undefined
  /** Called after each part that was read. */
  onProgress?: ((progress: Progress) => void) | undefined
}

export interface Progress {
  /** Bytes that have come. */
  bytes: number
  /** Lines that were read. */
  lines: number
}

export interface StagedFile {
  /** Transactions in `staged_lines`. */
  staged: number
  /** Records that are no transaction. */
  ignored: number
  rejects: RejectList
  /** Whether all of it was read. */
  isComplete: boolean
  bytes: number
  /** Of the bytes that came; null if it is not complete. */
  sha256: string | null
}

/**
 * Reads a file into `staged_lines`, no faster than PostgreSQL takes it, with little of it in memory.
 *
 * @throws what the source and PostgreSQL throw
 */
export async function stageFile(
  client: pg.ClientBase,
  source: Readable,
  options: FileOptions,
): Promise<StagedFile> {
  const { contentType, format, isGzip = false, onProgress, pace } = options
  const rejects = new RejectList()
  const writer = new StagingWriter(client, options.process)
  const counts = { ignored: 0 }
  const sink = createSink(format.open(options), writer, rejects, counts)
  const reader: LineReader =
    contentType === 'csv' ? new CsvReader(format, sink) : new NdjsonReader(format, sink)
  const received: Received = { bytes: 0, hash: createHash('sha256') }
  let isComplete = true
  let since = performance.now()
  try {
    for await (const text of readText(source, isGzip, received)) {
      reader.push(text)
      if (writer.isFull) {
        await writer.flush()
        await pace?.(performance.now() - since)
        since = performance.now()
      }
      onProgress?.({ bytes: received.bytes, lines: reader.line - 1 })
    }
    reader.end()
  } catch (error) {
    if (!(error instanceof UnreadableFileError)) throw error
    isComplete = false
    rejects.add(error.line ?? reader.line, error)
  }
  await writer.end()
  const { bytes, hash } = received
  const sha256 = isComplete ? hash.digest('hex') : null
  return { staged: writer.count, ...counts, rejects, isComplete, bytes, sha256 }
}

function createSink(
  read: RecordReader,
  writer: StagingWriter,
  rejects: RejectList,
  counts: { ignored: number },
): RecordSink {
  return {
    record(line, record) {
      const lines = read(record)
      if (!Array.isArray(lines)) {
        rejects.add(line, lines)
        return
      }
      if (lines.length === 0) counts.ignored += 1
      // All transactions of a record or none.
      const problems = lines.flatMap((transaction) => checkLine(transaction) ?? [])
      for (const problem of problems) rejects.add(line, problem)
      if (problems.length === 0) for (const transaction of lines) writer.add(line, transaction)
    },
    reject: (line, problem) => rejects.add(line, problem),
  }
}
