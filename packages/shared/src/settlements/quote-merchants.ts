import { stringify } from 'csv-stringify/sync'

// What begins a formula (the characters are those of csv-stringify), or looks like one that was escaped: escaping
// that too keeps the merchants =1 and '=1 apart.
const breakBeforeFormula = /(\r\n|\r|\n)(?='*[-=+@\t\r\uFF1D\uFF0B\uFF0D\uFF20])/g
const escapedFormula = /^'+[-=+@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/

const options = {
  // Prefixes formulas with an apostrophe (OWASP, CSV Injection), also after a line break, where a reader that
  // ignores quotes would begin a line.
  escape_formulas: true,
  cast: {
    string: (text: string) =>
      (escapedFormula.test(text) ? "'" : '') + text.replace(breakBeforeFormula, "$1'"),
  },
  // Where a spreadsheet ends a cell as well, with other settings: a formula could begin after it.
  quoted_match: /[;\t]/,
  // Separates the cells, since text in PostgreSQL has no NUL. With a custom delimiter, csv-stringify quotes line
  // breaks only on request.
  record_delimiter: '\0',
  quote_record_delimiter: true,
  eof: false,
}

/** @returns each merchant as a cell of a CSV (RFC 4180), safe to open in a spreadsheet */
export function quoteMerchants(merchants: string[]): string[] {
  const records = merchants.map((merchant) => [merchant])
  return stringify(records, options).split('\0')
}
