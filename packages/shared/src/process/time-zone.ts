/**
 * Whether `name` is an IANA time zone that a settlement day can be cut in. Offsets such as `+02:00` are
 * refused, since PostgreSQL reads their sign the POSIX way round, and so are short names such as `CET`, which
 * it takes for an abbreviation that knows no summer.
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
