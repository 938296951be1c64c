import type { DayState } from '@order-settlement/client'
import { client, resultOf } from '../client.ts'
import { formatCount } from '../format/money.ts'
import { Loaded } from '../ui/loaded.tsx'
import { useQuery } from '../ui/use-query.ts'
import { useResource } from '../ui/use-resource.ts'
import { dayStateNames, dayStateTexts } from './day-state-names.ts'
import { addMonths, daysOf, type Month, nameMonth, readMonth, weeksOf } from './month.ts'

/** The state of each day of a month, which the URL has. */
export function Calendar() {
  const query = useQuery()
  const month = readMonth(query.values.month, new Date())
  const states = useResource(
    month,
    () => resultOf(client.GET('/settlements/days', { params: { query: daysOf(month) } })),
    10_000,
  )
  const show = (other: Month) => query.change({ month: other })
  return (
    <section aria-labelledby="calendar">
      <h2 id="calendar">{nameMonth(month)}</h2>
      <div class="filters">
        <div class="actions">
          <button type="button" class="secondary" onClick={() => show(addMonths(month, -1))}>
            Previous month
          </button>
          <button type="button" class="secondary" onClick={() => show(addMonths(month, 1))}>
            Next month
          </button>
        </div>
        <label>
          Month
          <input
            name="month"
            type="month"
            pattern="[0-9]{4}-[0-9]{2}"
            placeholder="2025-01"
            value={month}
            onChange={({ currentTarget: { value } }) => show(value.trim())}
          />
        </label>
      </div>
      <Loaded resource={states}>
        {({ days, timezone }) => (
          <>
            <MonthTable month={month} days={days} />
            <Legend timezone={timezone} />
          </>
        )}
      </Loaded>
    </section>
  )
}

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

function MonthTable({ month, days }: { month: Month; days: DayState[] }) {
  const byDate = new Map(days.map((day) => [day.date, day]))
  return (
    <table class="calendar" aria-labelledby="calendar">
      <thead>
        <tr>
          {weekdays.map((name) => (
            <th key={name} scope="col">
              <abbr title={name}>{name.slice(0, 2)}</abbr>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(month).map((week, index) => (
          <tr key={`${month} ${index}`}>
            {week.map((date, weekday) => {
              const day = date === undefined ? undefined : byDate.get(date)
              return <td key={weekdays[weekday]}>{day && <Day day={day} />}</td>
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Day({ day }: { day: DayState }) {
  const { date, state, has_ended, job_id, changed_transactions, archived } = day
  return (
    <a
      href={`/console/settlements/days/${date}`}
      class={`day ${has_ended ? state : `${state} running`}`}
    >
      <strong>
        {Number(date.slice(8))}
        <span class="unseen"> {nameMonth(date.slice(0, 7))}</span>
      </strong>
      <small>
        {dayStateNames[state]}
        {state === 'CLOSED' && (
          <span class="unseen">{job_id === null ? ', never settled' : ', settled'}</span>
        )}
      </small>
      {!has_ended && <small>not ended</small>}
      {archived && <small>archived</small>}
      {changed_transactions ? (
        <small>
          {formatCount(changed_transactions)}
          <span class="unseen"> transactions changed since</span>
        </small>
      ) : null}
    </a>
  )
}

function Legend({ timezone }: { timezone: string }) {
  return (
    <>
      <ul class="legend">
        {Object.entries(dayStateNames).map(([state, name]) => (
          <li key={state}>
            <span class={`day ${state}`} aria-hidden="true" /> <strong>{name}</strong>:{' '}
            {dayStateTexts[state as DayState['state']]}
          </li>
        ))}
      </ul>
      <p>
        <small>Days end and are closed in {timezone}.</small>
      </p>
    </>
  )
}
