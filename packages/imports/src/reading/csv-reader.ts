import type { Format } from '../formats/format.ts'
import { checkHeader } from './check-header.ts'
import { type LineReader, maxLineLength, type RecordSink, tooLong } from './line-reader.ts'
import { type QuotedRecord, readQuotedRecord } from './read-quoted-record.ts'
import { UnreadableFileError } from './unreadable-file-error.ts'

/**
 * Reads CSV as RFC 4180 has it: commas, fields in double quotes where needed, lines that end with LF or CRLF. Blank
 * lines are skipped. By hand: csv-parse takes 9 times as long, in the process that takes the orders.
 *
 * @param format names the columns
 */
export class CsvReader implements LineReader {
  line = 1
  readonly #format: Format
  readonly #sink: RecordSink
  #header: string[] | undefined
  /** The beginning of a record whose end has not come yet. */
  #rest = ''

  constructor(format: Format, sink: RecordSink) {
    this.#format = format
    this.#sink = sink
  }

  push(text: string): void {
    this.#read(this.#rest + text, false)
  }

  end(): void {
    this.#read(this.#rest, true)
    if (!this.#header) throw new UnreadableFileError('is empty; it must name the columns')
  }

  #read(text: string, isLast: boolean): void {
    let start = 0
    let quote = text.indexOf('"')
    while (start < text.length) {
      if (quote !== -1 && quote < start) quote = text.indexOf('"', start)
      const newline = text.indexOf('\n', start)
      const end = newline === -1 ? text.length : newline
      if (quote !== -1 && quote < end) {
        const record = readQuotedRecord(text, start, isLast)
        if (!record) break
        this.#checkLength(text, start, record.end)
        this.#take(record)
        start = record.end
        this.line += record.lines
        continue
      }
      if (newline === -1 && !isLast) break
      this.#checkLength(text, start, end)
      const hasReturn = end > start && text.charCodeAt(end - 1) === carriageReturn
      this.#takePlain(text.slice(start, hasReturn ? end - 1 : end))
      start = end + 1
      this.line += 1
    }
    this.#checkLength(text, start, text.length)
    this.#rest = text.slice(start)
    if (isLast && this.#rest !== '') throw new UnreadableFileError('has a quote that is not closed')
  }

  #checkLength(text: string, start: number, end: number): void {
    if (end - start <= maxLineLength) return
    const first = text.slice(start, start + maxLineLength)
    // The column that the cut is in: what comes before it has no commas but those between fields.
    const [before = ''] = first.replaceAll(/"[^"]*"/g, '').split('"')
    throw tooLong(first, this.#header?.[before.split(',').length - 1] ?? '')
  }

  #takePlain(text: string): void {
    if (text !== '') this.#take({ fields: text.split(','), problem: undefined })
  }

  #take({ fields, problem }: Pick<QuotedRecord, 'fields' | 'problem'>): void {
    const header = this.#header
    if (!header) {
      this.#header = checkHeader(fields, this.#format)
    } else if (problem) {
      const { column, message } = problem
      this.#sink.reject(this.line, { field: header[column] ?? '', message })
    } else if (fields.length !== header.length) {
      const message = `has ${fields.length} fields, but the header names ${header.length} columns`
      this.#sink.reject(this.line, { field: '', message })
    } else {
      const record: Record<string, string> = {}
      for (let column = 0; column < header.length; column += 1)
        record[header[column] ?? ''] = fields[column] ?? ''
      this.#sink.record(this.line, record)
    }
  }
}

const carriageReturn = 13
