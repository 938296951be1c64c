import { stringify } from 'csv-stringify/sync'

/** A line break inside a cell before a character that begins a formula, the same as csv-stringify knows. */
const breakBeforeFormula = /(\r\n|\r|\n)(?=[-=+@\t\r\uFF1D\uFF0B\uFF0D\uFF20])/g

const options = {
  // What a spreadsheet would run as a formula gets an apostrophe (OWASP, CSV Injection), also where a reader
  // that ignores quotes would begin a line.
  escape_formulas: true,
  cast: { string: (text: string) => text.replace(breakBeforeFormula, "$1'") },
  // PostgreSQL's text holds no NUL, so it keeps the cells apart. With a delimiter of one's own, line breaks
  // are quoted only if this says so.
  record_delimiter: '\0',
  quote_record_delimiter: true,
  eof: false,
}

/** @returns each merchant as a cell of a CSV (RFC 4180), safe to open in a spreadsheet */
export function quoteMerchants(merchants: string[]): string[] {
  const records = merchants.map((merchant) => [merchant])
  return stringify(records, options).split('\0')
}
