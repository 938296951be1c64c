import type { DayState, SettledDay } from '@order-settlement/client'
import { useState } from 'preact/hooks'
import { useLocation, useRoute } from 'preact-iso'
import { isBound, may } from '../access/access.ts'
import { client, resultOf } from '../client.ts'
import { formatCount, formatMoney } from '../format/money.ts'
import { Time } from '../format/time.tsx'
import type { Column } from '../ui/data-table.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { usePage } from '../ui/page.tsx'
import { PagedTable } from '../ui/paged-table.tsx'
import { useQuery } from '../ui/use-query.ts'
import { useResource } from '../ui/use-resource.ts'
import { countTransactions, dayStateTexts, describeDayState } from './day-state-names.ts'
import { StartSettlement } from './start-settlement.tsx'

/** What explains the state of a day: the job that settled it, and the merchants that it settled. */
export function DayPage() {
  const { date = '' } = useRoute().params
  const states = useResource(
    date,
    () =>
      resultOf(client.GET('/settlements/days', { params: { query: { from: date, to: date } } })),
    10_000,
  )
  return (
    <>
      {usePage(`Day ${date}`)}
      <p>
        <a href={`/console/settlements?month=${date.slice(0, 7)}`}>Calendar</a>
      </p>
      <Loaded resource={states}>
        {({ days, timezone }) =>
          days.map((day) => <DayFacts key={day.date} day={day} timezone={timezone} />)
        }
      </Loaded>
      <SettledMerchants date={date} />
    </>
  )
}

function DayFacts({ day, timezone }: { day: DayState; timezone: string }) {
  const [starting, setStarting] = useState(false)
  const { route } = useLocation()
  const { date, state, job_id, job_timezone, settled_at } = day
  return (
    <>
      <dl class="facts">
        <dt>State</dt>
        <dd>
          <strong>{describeDayState(day)}</strong>: {dayStateTexts[state]}
        </dd>
        <dt>Settled by</dt>
        <dd>
          {job_id === null ? (
            'No job'
          ) : (
            <>
              <a href={`/console/settlements/${job_id}`}>this job</a>, <Time at={settled_at} />, as
              a day in {job_timezone}
            </>
          )}
        </dd>
        {job_id !== null && (
          <>
            <dt>Changed since</dt>
            <dd>{explainChanges(day)}</dd>
          </>
        )}
        <dt>Ends in</dt>
        <dd>{timezone}</dd>
      </dl>
      {may('settlements:write') && !isBound() && state !== 'CLOSED' && (
        <p class="actions">
          <button type="button" onClick={() => setStarting(true)}>
            Settle this day
          </button>
        </p>
      )}
      {starting && (
        <StartSettlement
          days={{ from: date, to: date }}
          onClose={() => setStarting(false)}
          onStarted={(id) => route(`/console/settlements/${id}`)}
        />
      )}
    </>
  )
}

function SettledMerchants({ date }: { date: string }) {
  const query = useQuery()
  const { cursor } = query.values
  const settled = useResource(`${date} ${cursor}`, () =>
    resultOf(
      client.GET('/settlements', {
        params: { query: { from: date, to: date, ...(cursor ? { cursor } : {}) } },
      }),
    ),
  )
  return (
    <section aria-labelledby="merchants">
      <h2 id="merchants">Settled merchants</h2>
      <PagedTable
        name="Settled merchants"
        resource={settled}
        query={query}
        rows={(page) => page.settlements}
        rowKey={({ merchant_id }) => merchant_id}
        columns={columns}
        empty="No merchant is settled for this day."
      />
    </section>
  )
}

const columns: Column<SettledDay>[] = [
  {
    name: 'Merchant',
    cell: ({ merchant_id, date }) => (
      <a href={`/console/merchants/${encodeURIComponent(merchant_id)}/${date}`}>{merchant_id}</a>
    ),
  },
  {
    name: 'Transactions',
    kind: 'number',
    cell: ({ txn_count }) => formatCount(txn_count),
  },
  {
    name: 'Gross',
    kind: 'number',
    cell: ({ gross_cents, currency }) => formatMoney(gross_cents, currency),
  },
  {
    name: 'Fees',
    kind: 'number',
    cell: ({ fee_cents, currency }) => formatMoney(fee_cents, currency),
  },
  {
    name: 'Net',
    kind: 'number',
    cell: ({ net_cents, currency }) => formatMoney(net_cents, currency),
  },
]

function explainChanges({ archived, changed_transactions }: DayState): string {
  if (archived) return 'Unknown: transactions of the day are archived and no longer in the database'
  return changed_transactions === null
    ? 'Unknown: no trace is left of what was summed'
    : countTransactions(changed_transactions)
}
