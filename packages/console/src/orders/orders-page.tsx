import type { Order } from '@order-settlement/client'
import { client, resultOf } from '../client.ts'
import { SelectFilter, TextFilter, TimeFilter } from '../ui/filters.tsx'
import { usePage } from '../ui/page.tsx'
import { PagedTable } from '../ui/paged-table.tsx'
import { useQuery } from '../ui/use-query.ts'
import { useResource } from '../ui/use-resource.ts'
import { orderColumns } from './order-columns.tsx'
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
        columns={orderColumns}
        empty="There are no such orders."
      />
    </>
  )
}
