import type { PeriodChange } from '@order-settlement/client'
import { useState } from 'preact/hooks'
import { may } from '../access/access.ts'
import { client, resultOf } from '../client.ts'
import { Time } from '../format/time.tsx'
import type { Column } from '../ui/data-table.tsx'
import { usePage } from '../ui/page.tsx'
import { PagedTable } from '../ui/paged-table.tsx'
import { useQuery } from '../ui/use-query.ts'
import { useResource } from '../ui/use-resource.ts'
import { ArchivedMonths } from './archived-months.tsx'
import { ClosePeriod } from './close-period.tsx'
import { ReopenPeriod } from './reopen-period.tsx'

/** Which days are closed, the journal of who closed and reopened them, and the months that were archived. */
export function PeriodsPage() {
  const query = useQuery()
  const [open, setOpen] = useState<'close' | 'reopen'>()
  const { cursor } = query.values
  const periods = useResource(`${cursor}`, () =>
    resultOf(client.GET('/periods', { params: { query: cursor ? { cursor } : {} } })),
  )
  const close = () => setOpen(undefined)
  const sent = () => {
    close()
    periods.reload()
  }
  // As it is behind an open dialog, which the end of a load must not replace.
  const closed = periods.data?.closed
  return (
    <>
      {usePage('Periods')}
      {periods.data && (
        <p>
          {closed ? (
            <>
              The days through <strong>{closed.through}</strong> in {closed.timezone} are closed: no
              settlement and no import changes them.
            </>
          ) : (
            'No day is closed.'
          )}
        </p>
      )}
      {periods.data && may('settlements:close') && (
        <p class="actions">
          <button type="button" onClick={() => setOpen('close')}>
            Close days
          </button>
          {closed && (
            <button type="button" class="secondary" onClick={() => setOpen('reopen')}>
              Reopen days
            </button>
          )}
        </p>
      )}
      <section aria-labelledby="journal">
        <h2 id="journal">Journal</h2>
        <PagedTable
          name="Journal"
          resource={periods}
          query={query}
          rows={({ changes }) => changes}
          rowKey={({ id }) => id}
          columns={columns}
          empty="Nothing was ever closed."
        />
      </section>
      <ArchivedMonths />
      {open === 'close' && <ClosePeriod onSent={sent} onClose={close} />}
      {open === 'reopen' && closed && (
        <ReopenPeriod closed={closed} onSent={sent} onClose={close} />
      )}
    </>
  )
}

const columns: Column<PeriodChange>[] = [
  { name: 'When', cell: ({ created_at }) => <Time at={created_at} /> },
  { name: 'What', cell: ({ action }) => (action === 'CLOSE' ? 'Closed' : 'Reopened') },
  {
    name: 'Closed from then on',
    cell: ({ through, timezone }) =>
      through === null ? (
        'Nothing'
      ) : (
        <span class="unbroken">
          Through {through}, {timezone}
        </span>
      ),
  },
  { name: 'By', cell: ({ created_by }) => created_by ?? '–' },
  { name: 'Reason', cell: ({ reason }) => reason ?? '–' },
  {
    name: 'Not settled as they were',
    cell: ({ unsettled_days }) =>
      unsettled_days.length === 0 ? '–' : <UnsettledDays days={unsettled_days} />,
  },
]

/** Days that are listed; the rest is counted. */
const listed = 10

function UnsettledDays({ days }: { days: string[] }) {
  return (
    <>
      {days.slice(0, listed).map((day, index) => (
        <span key={day}>
          {index > 0 && ', '}
          <a href={`/console/settlements/days/${day}`}>{day}</a>
        </span>
      ))}
      {days.length > listed && ` and ${days.length - listed} more`}
    </>
  )
}
