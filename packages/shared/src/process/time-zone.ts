/**
 * Whether `name` is an IANA time zone for settlement days. Offsets such as `+02:00` are refused, since PostgreSQL
 * reads their sign the POSIX way, and so are short names such as `CET`, which it reads as abbreviations without
 * daylight saving time.
 */
export function isTimeZone(name: string): boolean {
  if (!/^(UTC|[A-Za-z_]+\/[A-Za-z0-9_+\-/]+)$/.test(name)) return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
