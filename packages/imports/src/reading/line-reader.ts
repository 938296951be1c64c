import type { FieldProblem } from '../formats/format.ts'
import { UnreadableFileError } from './unreadable-file-error.ts'

/** Characters of a line at most, or of a record of several lines: it is kept in memory. */
export const maxLineLength = 65_536

/** Takes the records of a file, in its order. */
export interface RecordSink {
  /** @param line where the record begins, counted from 1 */
  record(line: number, record: Record<string, string>): void
  reject(line: number, problem: FieldProblem): void
}

/** Cuts text into records, whatever the boundaries of its parts. */
export interface LineReader {
  /** Where reading is, counted from 1. */
  readonly line: number
  /** @throws UnreadableFileError */
  push(text: string): void
  /** Reads what is left. @throws UnreadableFileError */
  end(): void
}

/** A line, or a record of several, that is too long. @param start its first characters */
export function tooLong(start: string, field: string): UnreadableFileError {
  const hint = start.includes('"')
    ? '; is a quote not closed?'
    : start.includes('\r')
      ? '; end lines with LF or CRLF, not with CR alone'
      : ''
  return new UnreadableFileError(`is longer than ${maxLineLength} characters${hint}`, { field })
}
