/** Why text is not an id of at most so many characters. */
export function explainText(text: string, characters: number): string {
  const damage = explainDamage(text)
  if (damage) return damage
  if ([...text].length > characters) return `is longer than ${characters} characters`
  if (text.trim() !== text) return 'begins or ends with a space'
  return 'has characters that are not allowed'
}

/** Why text is not a whole number of cents. */
export function explainInteger(text: string, maximum: number): string {
  const damage = explainDamage(text)
  if (damage) return damage
  if (/^-?\d+$/.test(text)) return `must be between -${maximum} and ${maximum}`
  if (text.startsWith('+')) return 'has a plus sign; write 1999 for 19.99'
  if (/^-?\d{1,3}([ ,.'\u00a0\u202f]\d{3})+$/.test(text))
    return 'has thousands separators; write 1999 for 19.99'
  if (/^-?\d*[.,]\d*$/.test(text)) return 'has decimals; write 1999 for 19.99'
  if (/^-?[\d.]+e[+-]?\d+$/i.test(text)) return 'has an exponent; write 1999 for 19.99'
  return 'is not a whole number of cents; write 1999 for 19.99'
}

/** Why text is not a time. */
export function explainTime(text: string): string {
  const damage = explainDamage(text)
  if (damage) return damage
  const [, year, rest = ''] = /^(\d+)-\d\d-\d\d(.*)$/.exec(text) ?? []
  if (year === undefined) return `is not a time; write ${example}`
  if (year.length !== 4 || Number(year) < 1970) return 'must be a year from 1970 to 9999'
  if (rest === '') return `has no time of day; write ${example}`
  if (!/(?:Z|[+-]\d\d:\d\d)$/.test(rest)) return `has no offset from UTC; write ${example}`
  if (/\.\d{6}\d*[1-9]/.test(rest)) return 'has more than 6 decimals of a second'
  return `does not exist; write ${example}`
}

const example = '2025-01-31T23:59:59Z or 2025-01-31T23:59:59+01:00'

/** What is wrong with text of any kind. */
function explainDamage(text: string): string | undefined {
  if (!text) return 'is missing'
  if (text.includes('\0')) return 'has a NUL character'
  if (text.includes('\uFFFD'))
    return 'is not UTF-8; convert Windows-1252 and other encodings to UTF-8'
  if (text.includes('\r')) return 'has a carriage return; end lines with LF or CRLF'
  return undefined
}
