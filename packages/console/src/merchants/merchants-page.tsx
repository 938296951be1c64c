import type { Merchant } from '@order-settlement/client'
import { useState } from 'preact/hooks'
import { may } from '../access/access.ts'
import { client, resultOf } from '../client.ts'
import { formatMoney } from '../format/money.ts'
import type { Column } from '../ui/data-table.tsx'
import { TextFilter } from '../ui/filters.tsx'
import { usePage } from '../ui/page.tsx'
import { PagedTable } from '../ui/paged-table.tsx'
import { useQuery } from '../ui/use-query.ts'
import { useResource } from '../ui/use-resource.ts'
import { DescribeMerchant } from './describe-merchant.tsx'

export function MerchantsPage() {
  const query = useQuery()
  const { q, cursor } = query.values
  const [creating, setCreating] = useState(false)
  const merchants = useResource(JSON.stringify(query.values), () =>
    resultOf(
      client.GET('/merchants', {
        params: { query: { ...(q ? { q } : {}), ...(cursor ? { cursor } : {}) } },
      }),
    ),
  )
  return (
    <>
      {usePage('Merchants')}
      <search class="filters">
        <TextFilter query={query} name="q" label="Id or name" />
        {may('merchants:write') && (
          <button type="button" onClick={() => setCreating(true)}>
            New merchant
          </button>
        )}
      </search>
      <PagedTable
        name="Merchants"
        resource={merchants}
        query={query}
        rows={(page) => page.merchants}
        rowKey={({ id }) => id}
        columns={columns}
        empty="There are no such merchants."
      />
      {creating && (
        <DescribeMerchant
          onClose={() => setCreating(false)}
          onSent={() => {
            setCreating(false)
            merchants.reload()
          }}
        />
      )}
    </>
  )
}

const columns: Column<Merchant>[] = [
  {
    name: 'Merchant',
    cell: ({ id }) => <a href={`/console/merchants/${encodeURIComponent(id)}`}>{id}</a>,
  },
  { name: 'Name', cell: ({ name }) => name },
  { name: 'Currency', cell: ({ currency }) => currency },
  {
    name: 'Fee of a sale',
    kind: 'number',
    cell: ({ fee_basis_points, fee_fixed_cents, currency }) =>
      `${fee_basis_points / 100} % + ${formatMoney(fee_fixed_cents, currency)}`,
  },
]
