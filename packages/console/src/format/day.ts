/** A day of the viewer's zone, as YYYY-MM-DD. */
export function dayOf(time: Date): string {
  const local = new Date(time.getTime() - time.getTimezoneOffset() * 60_000)
  return local.toISOString().slice(0, 10)
}

/** The day so many days later, or earlier. */
export function addDays(day: string, days: number): string {
  const time = new Date(`${day}T00:00:00Z`)
  time.setUTCDate(time.getUTCDate() + days)
  return time.toISOString().slice(0, 10)
}

/** The zone of the viewer, IANA. */
export const viewerZone = Intl.DateTimeFormat().resolvedOptions().timeZone
