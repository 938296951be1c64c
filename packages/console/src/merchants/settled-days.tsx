import type { SettledDay } from '@order-settlement/client'
import { client, resultOf } from '../client.ts'
import { formatCount, formatMoney } from '../format/money.ts'
import { Time } from '../format/time.tsx'
import type { Column } from '../ui/data-table.tsx'
import { DayFilter } from '../ui/filters.tsx'
import { PagedTable } from '../ui/paged-table.tsx'
import { useQuery } from '../ui/use-query.ts'
import { useResource } from '../ui/use-resource.ts'

/** What a merchant is owed, day by day. */
export function SettledDays({ merchantId }: { merchantId: string }) {
  const query = useQuery()
  const { from, to, cursor } = query.values
  const days = useResource(`${merchantId} ${JSON.stringify(query.values)}`, () =>
    resultOf(
      client.GET('/settlements', {
        params: {
          query: {
            merchant_id: merchantId,
            ...(from ? { from } : {}),
            ...(to ? { to } : {}),
            ...(cursor ? { cursor } : {}),
          },
        },
      }),
    ),
  )
  return (
    <section aria-labelledby="days">
      <h2 id="days">Settled days</h2>
      <search class="filters">
        <DayFilter query={query} name="from" label="First day" />
        <DayFilter query={query} name="to" label="Last day" />
      </search>
      <PagedTable
        name="Settled days"
        resource={days}
        query={query}
        rows={(page) => page.settlements}
        rowKey={({ date }) => date}
        columns={columns}
        empty="No such day is settled."
      />
    </section>
  )
}

const columns: Column<SettledDay>[] = [
  { name: 'Day', cell: ({ date }) => date },
  { name: 'Transactions', kind: 'number', cell: ({ txn_count }) => formatCount(txn_count) },
  {
    name: 'Gross',
    kind: 'number',
    cell: ({ gross_cents, currency }) => formatMoney(gross_cents, currency),
  },
  {
    name: 'Refunds in it',
    kind: 'number',
    cell: ({ refund_cents, currency }) => formatMoney(refund_cents, currency),
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
  {
    name: 'Settled',
    cell: ({ generated_at, unique_run_id }) => (
      <a href={`/console/settlements/${unique_run_id}`}>
        <Time at={generated_at} />
      </a>
    ),
  },
]
