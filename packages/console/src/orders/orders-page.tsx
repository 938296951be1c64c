import type { Order } from '@order-settlement/client'
import { client, resultOf } from '../client.ts'
import { formatCount, formatMoney } from '../format/money.ts'
import { Time } from '../format/time.tsx'
import type { Column } from '../ui/data-table.tsx'
import { SelectFilter, TextFilter, TimeFilter } from '../ui/filters.tsx'
import { usePage } from '../ui/page.tsx'
import { PagedTable } from '../ui/paged-table.tsx'
import { useQuery } from '../ui/use-query.ts'
import { useResource } from '../ui/use-resource.ts'
import { statusNames } from './status-names.ts'

export function OrdersPage() {
  const query = useQuery()
  const { product_id, buyer_id, status, created_from, created_to, cursor } = query.values
  const orders = useResource(
    JSON.stringify(query.values),
    () =>
      resultOf(
        client.GET('/orders', {
          params: {
            query: {
              ...(product_id ? { product_id: Number(product_id) } : {}),
              ...(buyer_id ? { buyer_id } : {}),
              ...(status ? { status: status as Order['status'] } : {}),
              ...(created_from ? { created_from } : {}),
              ...(created_to ? { created_to } : {}),
              ...(cursor ? { cursor } : {}),
            },
          },
        }),
      ),
    // The newest come first, so only the first page changes.
    cursor ? undefined : 2_000,
  )
  return (
    <>
      {usePage('Orders')}
      <search class="filters">
        <TextFilter query={query} name="product_id" label="Product number" inputMode="numeric" />
        <TextFilter query={query} name="buyer_id" label="Buyer" />
        <SelectFilter query={query} name="status" label="Status" options={statusNames} />
        <TimeFilter query={query} name="created_from" label="From, in your time zone" />
        <TimeFilter query={query} name="created_to" label="Until, in your time zone" />
      </search>
      <PagedTable
        name="Orders"
        resource={orders}
        query={query}
        rows={(page) => page.orders}
        rowKey={({ id }) => id}
        columns={columns}
        empty="There are no such orders."
      />
    </>
  )
}

const columns: Column<Order>[] = [
  {
    name: 'Ordered',
    cell: ({ id, created_at }) => (
      <a href={`/console/orders/${id}`}>
        <Time at={created_at} />
      </a>
    ),
  },
  {
    name: 'Product',
    cell: ({ product_id }) => <a href={`/console/products/${product_id}`}>{product_id}</a>,
  },
  { name: 'Buyer', cell: ({ buyer_id }) => buyer_id },
  { name: 'Units', kind: 'number', cell: ({ quantity }) => formatCount(quantity) },
  {
    name: 'Total',
    kind: 'number',
    cell: ({ total_cents, currency }) => formatMoney(total_cents, currency),
  },
  {
    name: 'Refunded',
    kind: 'number',
    cell: ({ refunded_cents, currency }) => formatMoney(refunded_cents, currency),
  },
  { name: 'Status', cell: ({ status }) => statusNames[status] },
]
