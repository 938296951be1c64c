import { rm, writeFile } from 'node:fs/promises'
import type { Reject } from '@order-settlement/imports/staging/reject-list.ts'
import { stringify } from 'csv-stringify/sync'
import { describeFileError } from '../file-error.ts'
import { LocalError } from '../local-error.ts'

/** Where the rejects of a file are written. */
export function rejectsPath(file: string): string {
  return `${file}.rejects.csv`
}

/**
 * Writes rejects beside their file, as a CSV that is safe to open in a spreadsheet. Without any, removes what an
 * earlier import of the file has left there.
 *
 * @throws LocalError if it cannot be written
 */
export async function writeRejects(file: string, rejects: Reject[]): Promise<void> {
  const path = rejectsPath(file)
  try {
    if (rejects.length === 0) await rm(path, { force: true })
    else await writeFile(path, toCsv(rejects))
  } catch (error) {
    throw new LocalError(`${path} cannot be written: ${describeFileError(error)}`)
  }
}

function toCsv(rejects: Reject[]): string {
  return stringify(rejects, {
    header: true,
    columns: ['line', 'field', 'message'],
    escape_formulas: true,
    // A name of a column may have a line break, and a formula after it.
    cast: { string: (text) => text.replaceAll(/[\r\n]+/g, ' ') },
  })
}
