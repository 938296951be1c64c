import type { Order, Refund } from '@order-settlement/client'
import { client, resultOf } from '../client.ts'
import { formatCount, formatMoney } from '../format/money.ts'
import { Time } from '../format/time.tsx'
import type { Column } from '../ui/data-table.tsx'
import { PagedTable } from '../ui/paged-table.tsx'
import { useQuery } from '../ui/use-query.ts'
import { useResource } from '../ui/use-resource.ts'

export function Refunds({ order }: { order: Order }) {
  const { id, currency, refunded_cents, returned_units } = order
  const query = useQuery()
  const { cursor } = query.values
  const refunds = useResource(`${id} ${cursor} ${refunded_cents} ${returned_units}`, () =>
    resultOf(
      client.GET('/orders/{id}/refunds', {
        params: { path: { id }, query: cursor ? { cursor } : {} },
      }),
    ),
  )
  return (
    <section aria-labelledby="refunds">
      <h2 id="refunds">Refunds</h2>
      <PagedTable
        name="Refunds"
        resource={refunds}
        query={query}
        rows={(page) => page.refunds}
        rowKey={(refund) => refund.id}
        columns={columnsIn(currency)}
        empty="Nothing was refunded."
      />
    </section>
  )
}

function columnsIn(currency: string): Column<Refund>[] {
  return [
    { name: 'When', cell: ({ created_at }) => <Time at={created_at} /> },
    {
      name: 'Amount',
      kind: 'number',
      cell: ({ amount_cents }) => formatMoney(amount_cents, currency),
    },
    {
      name: 'Fee',
      kind: 'number',
      cell: ({ fee_cents }) => formatMoney(fee_cents, currency),
    },
    { name: 'Units', kind: 'number', cell: ({ return_units }) => formatCount(return_units) },
  ]
}
