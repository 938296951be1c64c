import type { Product } from '@order-settlement/client'
import { useState } from 'preact/hooks'
import { may } from '../access/access.ts'
import { client, resultOf } from '../client.ts'
import { formatCount, formatMoney } from '../format/money.ts'
import type { Column } from '../ui/data-table.tsx'
import { SelectFilter, TextFilter } from '../ui/filters.tsx'
import { usePage } from '../ui/page.tsx'
import { PagedTable } from '../ui/paged-table.tsx'
import { useQuery } from '../ui/use-query.ts'
import { useResource } from '../ui/use-resource.ts'
import { CreateProduct } from './create-product.tsx'

type Status = 'ACTIVE' | 'ARCHIVED'

export function ProductsPage() {
  const query = useQuery()
  const { merchant_id, status, cursor } = query.values
  const [creating, setCreating] = useState(false)
  const products = useResource(
    JSON.stringify(query.values),
    () =>
      resultOf(
        client.GET('/products', {
          params: {
            query: {
              limit: 50,
              ...(merchant_id ? { merchant_id } : {}),
              ...(status ? { status: status as Status } : {}),
              ...(cursor ? { cursor } : {}),
            },
          },
        }),
      ),
    2_000,
  )
  return (
    <>
      {usePage('Products')}
      <search class="filters">
        <TextFilter query={query} name="merchant_id" label="Merchant" />
        <SelectFilter
          query={query}
          name="status"
          label="Status"
          options={{ ACTIVE: 'Active', ARCHIVED: 'Archived' }}
        />
        {may('products:write') && (
          <button type="button" onClick={() => setCreating(true)}>
            New product
          </button>
        )}
      </search>
      <PagedTable
        name="Products"
        resource={products}
        query={query}
        rows={(page) => page.products}
        rowKey={({ id }) => id}
        columns={columns}
        empty="There are no such products."
      />
      {creating && (
        <CreateProduct
          onClose={() => setCreating(false)}
          onCreated={() => {
            setCreating(false)
            products.reload()
          }}
        />
      )}
    </>
  )
}

const columns: Column<Product>[] = [
  { name: 'Product', cell: ({ id, name }) => <a href={`/console/products/${id}`}>{name}</a> },
  { name: 'Merchant', cell: ({ merchant_id }) => merchant_id },
  {
    name: 'Price',
    kind: 'number',
    cell: ({ price_cents, currency }) => formatMoney(price_cents, currency),
  },
  { name: 'In stock', kind: 'number', cell: ({ stock }) => formatCount(stock) },
  { name: 'Held', kind: 'number', cell: ({ held }) => formatCount(held) },
  { name: 'Sold', kind: 'number', cell: ({ sold }) => formatCount(sold) },
  { name: 'Status', cell: ({ status }) => (status === 'ACTIVE' ? 'Active' : 'Archived') },
]
