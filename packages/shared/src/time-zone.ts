/**
 * Whether `name` is an IANA time zone that a settlement day can be cut in. Offsets such as `+02:00` are
 * refused: PostgreSQL reads their sign the POSIX way round.
 */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+\-/]*$/.test(name)) return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
