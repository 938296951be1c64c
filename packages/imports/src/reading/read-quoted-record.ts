/** A record that has a quote somewhere. */
export interface QuotedRecord {
  fields: string[]
  /** The first field that is not well-formed. */
  problem: { column: number; message: string } | undefined
  /** Where the next record begins. */
  end: number
  /** The line ends in it, its own included. */
  lines: number
}

/**
 * Reads one record of CSV with quotes.
 *
 * @param isLast whether the text ends there
 * @returns undefined if the text ends before the record
 */
export function readQuotedRecord(
  text: string,
  start: number,
  isLast: boolean,
): QuotedRecord | undefined {
  const record: QuotedRecord = { fields: [], problem: undefined, end: start, lines: 1 }
  let position = start
  for (;;) {
    const field = text[position] === '"' ? readQuoted(text, position) : readBare(text, position)
    // The next character decides: a quote may be doubled, and an end of line may follow.
    if (!field || (field.end >= text.length && !isLast)) return undefined
    if (field.message) record.problem ??= { column: record.fields.length, message: field.message }
    record.fields.push(field.value)
    record.lines += field.lines
    position = field.end + 1
    if (text[field.end] !== ',') break
  }
  record.end = position
  return record
}

interface Field {
  value: string
  message: string | undefined
  /** Of the comma or the line feed behind it, or of the end of the text. */
  end: number
  /** The line ends in it. */
  lines: number
}

function readBare(text: string, start: number): Field {
  const end = findEnd(text, start)
  const value = withoutReturn(text, start, end)
  const message = value.includes('"')
    ? 'has a quote, so it must be in quotes, with its quotes doubled'
    : undefined
  return { value, message, end, lines: 0 }
}

function readQuoted(text: string, start: number): Field | undefined {
  let value = ''
  let from = start + 1
  for (;;) {
    const quote = text.indexOf('"', from)
    if (quote === -1) return undefined
    value += text.slice(from, quote)
    if (text[quote + 1] !== '"') {
      const end = findEnd(text, quote + 1)
      const rest = withoutReturn(text, quote + 1, end)
      const message = rest === '' ? undefined : 'has text behind its closing quote'
      return { value, message, end, lines: countLines(value) }
    }
    value += '"'
    from = quote + 2
  }
}

function findEnd(text: string, start: number): number {
  for (let position = start; position < text.length; position += 1) {
    const code = text.charCodeAt(position)
    if (code === comma || code === lineFeed) return position
  }
  return text.length
}

/** Only the last field of a line has a carriage return of the end of line. */
function withoutReturn(text: string, start: number, end: number): string {
  const isLast = end === text.length || text.charCodeAt(end) === lineFeed
  const hasReturn = isLast && end > start && text.charCodeAt(end - 1) === carriageReturn
  return text.slice(start, hasReturn ? end - 1 : end)
}

function countLines(value: string): number {
  let lines = 0
  for (let at = value.indexOf('\n'); at !== -1; at = value.indexOf('\n', at + 1)) lines += 1
  return lines
}

const comma = 44
const lineFeed = 10
const carriageReturn = 13
