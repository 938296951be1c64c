import { isTimeZone } from '@order-settlement/shared/process/time-zone.ts'
import { Temporal } from 'temporal-polyfill'

// An abbreviation names an offset, in summer as in winter. Those that stand for several, such as CST (North America,
// China, Cuba) and IST (India, Ireland, Israel), are left out.
const offsets: Record<string, string> = {
  UTC: '+00:00',
  GMT: '+00:00',
  WET: '+00:00',
  WEST: '+01:00',
  BST: '+01:00',
  CET: '+01:00',
  CEST: '+02:00',
  EET: '+02:00',
  EEST: '+03:00',
  MSK: '+03:00',
  SAST: '+02:00',
  EST: '-05:00',
  EDT: '-04:00',
  CDT: '-05:00',
  MST: '-07:00',
  MDT: '-06:00',
  PST: '-08:00',
  PDT: '-07:00',
  AKST: '-09:00',
  AKDT: '-08:00',
  HST: '-10:00',
  BRT: '-03:00',
  SGT: '+08:00',
  HKT: '+08:00',
  JST: '+09:00',
  KST: '+09:00',
  AWST: '+08:00',
  ACST: '+09:30',
  ACDT: '+10:30',
  AEST: '+10:00',
  AEDT: '+11:00',
  NZST: '+12:00',
  NZDT: '+13:00',
}

/**
 * Finds the zone that a report names.
 *
 * @param name an IANA name such as `Europe/Amsterdam`, or an abbreviation such as `CEST`
 * @returns what `toUtc` takes; undefined for a name that is unknown or stands for several offsets
 */
export function findZone(name: string): string | undefined {
  return Object.hasOwn(offsets, name) ? offsets[name] : isTimeZone(name) ? name : undefined
}

const pattern = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d)(:[0-5]\d(?:\.\d{1,3})?)?$/

/**
 * Converts a time on the clocks of a zone. Of a time that they show twice, as at the end of summer time, it takes the
 * earlier one.
 *
 * @param text `2025-01-31 23:59:59`; seconds may be missing
 * @param zone as `findZone` returns it
 * @returns `2025-01-31T23:59:59.000Z`; or what is wrong, without the time itself
 */
export function toUtc(text: string, zone: string): { utc: string } | { problem: string } {
  const [, date, minute, second = ':00'] = pattern.exec(text) ?? []
  if (!date) return { problem: 'is not a time such as 2025-01-31 23:59:59' }
  const offset = offsetAt(`${date}T${minute}`, zone)
  if (offset === 'no such time') return { problem: 'does not exist' }
  if (offset === 'skipped') return { problem: `does not exist in ${zone}: clocks skip it` }
  return { utc: new Date(Date.parse(`${date}T${minute}${second}Z`) - offset).toISOString() }
}

/** Lines of a report are sorted by time, so one minute serves many of them. */
const known = new Map<string, number | 'no such time' | 'skipped'>()
const limit = 10_000

/** @returns milliseconds that the zone is ahead of UTC. Every change of an offset since 1972 is at a full minute. */
function offsetAt(minute: string, zone: string): number | 'no such time' | 'skipped' {
  const key = `${minute} ${zone}`
  const found = known.get(key)
  if (found !== undefined) return found
  const offset = computeOffset(minute, zone)
  if (known.size >= limit) known.clear()
  known.set(key, offset)
  return offset
}

function computeOffset(minute: string, zone: string): number | 'no such time' | 'skipped' {
  let wall: Temporal.PlainDateTime
  try {
    wall = Temporal.PlainDateTime.from(minute)
  } catch {
    return 'no such time'
  }
  const zoned = wall.toZonedDateTime(zone, { disambiguation: 'earlier' })
  return zoned.toPlainDateTime().equals(wall) ? zoned.offsetNanoseconds / 1_000_000 : 'skipped'
}
