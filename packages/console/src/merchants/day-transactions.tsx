import type { Transaction } from '@order-settlement/client'
import { may } from '../access/access.ts'
import { client, resultOf } from '../client.ts'
import { formatMoney } from '../format/money.ts'
import { Time } from '../format/time.tsx'
import type { Column } from '../ui/data-table.tsx'
import { PagedTable } from '../ui/paged-table.tsx'
import { useQuery } from '../ui/use-query.ts'
import { useResource } from '../ui/use-resource.ts'

interface Props {
  merchantId: string
  date: string
  /** Of the job that settled the day; undefined for the zone of the service. */
  timezone: string | undefined
}

/** What the day consists of, as it is now. */
export function DayTransactions({ merchantId, date, timezone }: Props) {
  const query = useQuery()
  const { cursor } = query.values
  const transactions = useResource(`${merchantId} ${date} ${timezone} ${cursor}`, () =>
    resultOf(
      client.GET('/transactions', {
        params: {
          query: {
            merchant_id: merchantId,
            date,
            ...(timezone ? { timezone } : {}),
            ...(cursor ? { cursor } : {}),
          },
        },
      }),
    ),
  )
  return (
    <section aria-labelledby="transactions">
      <h2 id="transactions">Transactions</h2>
      <PagedTable
        name="Transactions"
        resource={transactions}
        query={query}
        rows={(page) => page.transactions}
        rowKey={({ id }) => id}
        columns={columns}
        empty="There are no transactions on this day."
      />
    </section>
  )
}

const kindNames: Record<Transaction['kind'], string> = {
  SALE: 'Sale',
  REFUND: 'Refund',
  ADJUSTMENT: 'Adjustment',
}

const columns: Column<Transaction>[] = [
  { name: 'Paid', cell: ({ paid_at }) => <Time at={paid_at} /> },
  { name: 'Kind', cell: ({ kind }) => kindNames[kind] },
  {
    name: 'Amount',
    kind: 'number',
    cell: ({ amount_cents, currency }) => formatMoney(amount_cents, currency),
  },
  {
    name: 'Fee',
    kind: 'number',
    cell: ({ fee_cents, currency }) => formatMoney(fee_cents, currency),
  },
  {
    name: 'Net',
    kind: 'number',
    cell: ({ net_cents, currency }) => formatMoney(net_cents, currency),
  },
  { name: 'From', cell: (transaction) => <Origin transaction={transaction} /> },
]

/** The order or the import that a transaction came from, where the key may see it. */
function Origin({ transaction }: { transaction: Transaction }) {
  const { order_id, external_id, import_id, source } = transaction
  if (order_id !== null) {
    return may('orders:read') ? (
      <a href={`/console/orders/${order_id}`}>Order</a>
    ) : (
      <>Order {order_id}</>
    )
  }
  const name = external_id ?? source ?? 'by hand'
  return <>{import_id === null ? name : <a href={`/console/imports/${import_id}`}>{name}</a>}</>
}
