import type { FieldProblem, Format } from '../formats/format.ts'
import { type LineReader, maxLineLength, type RecordSink, tooLong } from './line-reader.ts'
import { UnreadableFileError } from './unreadable-file-error.ts'

/** Reads a JSON object from each line, with the columns as properties. Blank lines are skipped. */
export class NdjsonReader implements LineReader {
  line = 1
  readonly #format: Format
  readonly #sink: RecordSink
  readonly #known: Set<string>
  #isEmpty = true
  #rest = ''

  constructor(format: Format, sink: RecordSink) {
    this.#format = format
    this.#sink = sink
    this.#known = new Set([...format.requiredColumns, ...format.optionalColumns])
  }

  push(text: string): void {
    this.#read(this.#rest + text, false)
  }

  end(): void {
    this.#read(this.#rest, true)
    if (this.#isEmpty) throw new UnreadableFileError('is empty')
  }

  #read(text: string, isLast: boolean): void {
    let start = 0
    while (start < text.length) {
      const newline = text.indexOf('\n', start)
      if (newline === -1 && !isLast) break
      const end = newline === -1 ? text.length : newline
      checkLength(text, start, end)
      this.#take(text.slice(start, end))
      start = end + 1
      this.line += 1
    }
    checkLength(text, start, text.length)
    this.#rest = text.slice(start)
  }

  #take(text: string): void {
    if (text.trim() === '') return
    this.#isEmpty = false
    const value = parse(text)
    if (!isObject(value)) {
      this.#sink.reject(this.line, { field: '', message: explain(text) })
      return
    }
    const problem = this.#findProblem(value)
    if (problem) this.#sink.reject(this.line, problem)
    else this.#sink.record(this.line, toRecord(value))
  }

  #findProblem(value: object): FieldProblem | undefined {
    for (const [field, content] of Object.entries(value)) {
      if (!this.#known.has(field) && !this.#format.hasOtherColumns)
        return {
          field: field.slice(0, 255),
          message: `is not a column; the columns are ${[...this.#known].join(', ')}`,
        }
      if (typeof content === 'number' && !Number.isSafeInteger(content))
        return { field, message: 'must be a whole number within 2^53 - 1, or text' }
      if (!['string', 'number'].includes(typeof content) && content !== null)
        return { field, message: 'must be text or a number' }
    }
    const missing = this.#format.requiredColumns.find((name) => !Object.hasOwn(value, name))
    return missing === undefined ? undefined : { field: missing, message: 'is missing' }
  }
}

function checkLength(text: string, start: number, end: number): void {
  if (end - start > maxLineLength) throw tooLong(text.slice(start, start + maxLineLength), '')
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function explain(text: string): string {
  if (text.includes('\r')) return 'ends with CR alone; end lines with LF or CRLF'
  return 'is not a JSON object'
}

/** null is as good as absent. */
function toRecord(value: object): Record<string, string> {
  return Object.fromEntries(
    Object.entries(value).map(([name, content]) => [name, content === null ? '' : String(content)]),
  )
}
