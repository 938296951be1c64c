import { useRoute } from 'preact-iso'
import { client, resultOf } from '../client.ts'
import { Loaded } from '../ui/loaded.tsx'
import { usePage } from '../ui/page.tsx'
import { useResource } from '../ui/use-resource.ts'
import { DayExplained } from './day-explained.tsx'
import { DayTransactions } from './day-transactions.tsx'

/** A merchant's day: what it was settled at, what has changed since, and its transactions. */
export function MerchantDayPage() {
  const { id = '', date = '' } = useRoute().params
  const day = useResource(`${id} ${date}`, () =>
    resultOf(
      client.GET('/settlements/{merchant_id}/{date}', {
        params: { path: { merchant_id: id, date } },
      }),
    ),
  )
  const isSettled = day.problem?.code !== 'SETTLEMENT_NOT_FOUND'
  return (
    <>
      {usePage(`${id} on ${date}`)}
      <p>
        <a href={`/console/merchants/${encodeURIComponent(id)}`}>All days of {id}</a>
      </p>
      {isSettled ? (
        <Loaded resource={day}>{(shown) => <DayExplained day={shown} />}</Loaded>
      ) : (
        <p>Nothing is settled for this merchant on this day. These are its transactions so far:</p>
      )}
      {(day.data || !isSettled) && (
        <DayTransactions merchantId={id} date={date} timezone={day.data?.job?.timezone} />
      )}
    </>
  )
}
