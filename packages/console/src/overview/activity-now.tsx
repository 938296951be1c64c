import { useState } from 'preact/hooks'
import { client, resultOf } from '../client.ts'
import { formatCount, formatMoney } from '../format/money.ts'
import { Loaded } from '../ui/loaded.tsx'
import { useResource } from '../ui/use-resource.ts'
import { type Counted, mergeCounts } from './merge-counts.ts'
import { RateChart } from './rate-chart.tsx'

/** How far back the chart goes, and how much of it is asked for again, in seconds. */
const shownSeconds = 300
const askedSeconds = 30

/** Orders a second as they come, sales of today, and how long jobs wait. */
export function ActivityNow() {
  const [counted, setCounted] = useState<Counted>(new Map())
  const load = async () => {
    const seconds = counted.size === 0 ? shownSeconds : askedSeconds
    const result = await resultOf(client.GET('/activity', { params: { query: { seconds } } }))
    if (result.data) setCounted(mergeCounts(counted, result.data, shownSeconds))
    return result
  }
  const activity = useResource('', load, 5_000)
  return (
    <section aria-labelledby="activity">
      <h2 id="activity">Orders a second</h2>
      <RateChart counted={counted} />
      <Loaded resource={activity}>
        {({ today, oldest_job_seconds }) => (
          <dl class="facts">
            <dt>Paid today, {today.timezone}</dt>
            <dd>
              {Object.entries(today.by_currency).map(([currency, sums]) => (
                <div key={currency}>
                  <strong>{formatMoney(sums.gross_cents, currency)}</strong> in{' '}
                  {formatCount(sums.txn_count)} transactions, of it{' '}
                  {formatMoney(sums.refund_cents, currency)} refunded
                </div>
              ))}
              {Object.keys(today.by_currency).length === 0 && 'Nothing yet'}
            </dd>
            <dt>Jobs</dt>
            <dd>
              {oldest_job_seconds === null
                ? 'None waits for a worker'
                : `One has waited for ${formatCount(Math.round(oldest_job_seconds))} s`}
            </dd>
          </dl>
        )}
      </Loaded>
    </section>
  )
}
