import type { DayState } from '@order-settlement/client'
import { client, resultOf } from '../client.ts'
import { formatCount } from '../format/money.ts'
import { Time } from '../format/time.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { useResource } from '../ui/use-resource.ts'

interface Props {
  from: string
  to: string
  /** That of the service if empty. */
  timezone: string
  dryRun: boolean
}

/** What a settlement of these days would do: which it replaces, and which it should not settle yet. */
export function StartEffects({ from, to, timezone, dryRun }: Props) {
  const states = useResource(`${from} ${to} ${timezone}`, () =>
    resultOf(
      client.GET('/settlements/days', {
        params: { query: { from, to, ...(timezone === '' ? {} : { timezone }) } },
      }),
    ),
  )
  return (
    <section aria-label="What this does" aria-live="polite">
      <Loaded resource={states}>
        {({ days, timezone: zone }) => (
          <ul>
            <ClosedDays days={days.filter(({ state }) => state === 'CLOSED')} dryRun={dryRun} />
            <RunningDays days={days.filter(({ has_ended }) => !has_ended)} zone={zone} />
            <SettledDays days={days} dryRun={dryRun} />
          </ul>
        )}
      </Loaded>
    </section>
  )
}

function ClosedDays({ days, dryRun }: { days: DayState[]; dryRun: boolean }) {
  if (days.length === 0) return null
  return (
    <li>
      <strong>{countDays(days)} closed</strong>: {nameDays(days)}.{' '}
      {dryRun ? 'A dry run may compare closed days.' : 'A settlement of closed days is refused.'}
    </li>
  )
}

function RunningDays({ days, zone }: { days: DayState[]; zone: string }) {
  if (days.length === 0) return null
  return (
    <li>
      <strong>{countDays(days)} not ended yet</strong> in {zone}: {nameDays(days)}. More may be sold
      on {days.length === 1 ? 'it' : 'them'}: settle again once {days.length === 1 ? 'it' : 'they'}{' '}
      ended.
    </li>
  )
}

function SettledDays({ days, dryRun }: { days: DayState[]; dryRun: boolean }) {
  const byJob = Map.groupBy(
    days.filter(({ job_id }) => job_id !== null),
    ({ job_id }) => job_id,
  )
  if (byJob.size === 0) return <li>None of these days is settled yet.</li>
  return (
    <>
      {[...byJob].slice(0, shownJobs).map(([id, settled]) => (
        <li key={id}>
          {dryRun ? 'Compares with' : 'Replaces'} <strong>{formatCount(settled.length)}</strong>{' '}
          {settled.length === 1 ? 'day' : 'days'} that{' '}
          <a href={`/console/settlements/${id}`}>this job</a> settled,{' '}
          <Time at={settled[0]?.settled_at ?? null} />: {nameDays(settled)}
          {countChanges(settled)}
        </li>
      ))}
      {byJob.size > shownJobs && <li>and days of {byJob.size - shownJobs} more jobs.</li>}
    </>
  )
}

/** Jobs that are named; a year may be settled by 366. */
const shownJobs = 5

function countChanges(days: DayState[]): string {
  const changed = days.filter(({ changed_transactions }) => changed_transactions).length
  return changed === 0 ? '.' : `; ${changed} of them changed since.`
}

function countDays({ length }: DayState[]): string {
  return length === 1 ? '1 day is' : `${formatCount(length)} days are`
}

/** The first and the last one. */
function nameDays(days: DayState[]): string {
  const first = days[0]?.date
  const last = days.at(-1)?.date
  return first === last ? `${first}` : `${first} to ${last}`
}
