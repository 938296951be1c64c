import type { Format } from '../formats/format.ts'
import { UnreadableFileError } from './unreadable-file-error.ts'

/**
 * Checks the names of the columns.
 *
 * @returns them
 * @throws UnreadableFileError for a file that has other columns or is separated by something else
 */
export function checkHeader(names: string[], format: Format): string[] {
  const known = [...format.requiredColumns, ...format.optionalColumns]
  const text = names.join(',')
  if (text.includes('\0')) throw refusal('is not text in UTF-8, but UTF-16 or no text at all')
  if (text.includes('\r')) throw refusal('ends with CR alone; end lines with LF or CRLF')
  if (!names.some((name) => known.includes(name))) throw refusal(explain(text, known))
  const unknown = format.hasOtherColumns ? undefined : names.find((name) => !known.includes(name))
  if (unknown !== undefined) {
    const message = `is not a column; the columns are ${known.join(', ')}`
    throw refusal(message, unknown.slice(0, 255))
  }
  const doubled = known.find((name) => names.indexOf(name) !== names.lastIndexOf(name))
  if (doubled !== undefined) throw refusal('is there twice', doubled)
  const missing = format.requiredColumns.find((name) => !names.includes(name))
  if (missing !== undefined) throw refusal('is missing in the header', missing)
  return names
}

/** Why none of the columns is there. */
function explain(text: string, known: string[]): string {
  if (known.some((name) => text.split(';').includes(name)))
    return 'is separated by semicolons; separate by commas'
  if (known.some((name) => text.split('\t').includes(name)))
    return 'is separated by tabs; separate by commas'
  return `must name the columns: ${known.join(', ')}`
}

function refusal(message: string, field = ''): UnreadableFileError {
  return new UnreadableFileError(message, { field })
}
