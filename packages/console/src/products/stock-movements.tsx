import type { StockMovement } from '@order-settlement/client'
import { client, resultOf } from '../client.ts'
import { formatCount } from '../format/money.ts'
import { Time } from '../format/time.tsx'
import type { Column } from '../ui/data-table.tsx'
import { PagedTable } from '../ui/paged-table.tsx'
import { useQuery } from '../ui/use-query.ts'
import { useResource } from '../ui/use-resource.ts'

const columns: Column<StockMovement>[] = [
  { name: 'When', cell: ({ created_at }) => <Time at={created_at} /> },
  { name: 'Units', kind: 'number', cell: ({ delta }) => formatCount(delta) },
  { name: 'Reason', cell: ({ reason }) => reason },
  { name: 'Who', cell: ({ created_by }) => created_by ?? '–' },
]

/** @param stock loads them again when it changes */
export function StockMovements({ id, stock }: { id: string; stock: string }) {
  const query = useQuery()
  const { cursor } = query.values
  const movements = useResource(`${id} ${cursor} ${stock}`, () =>
    resultOf(
      client.GET('/products/{id}/stock-movements', {
        params: { path: { id }, query: { limit: 20, ...(cursor ? { cursor } : {}) } },
      }),
    ),
  )
  return (
    <section aria-labelledby="movements">
      <h2 id="movements">Stock movements</h2>
      <PagedTable
        name="Stock movements"
        resource={movements}
        query={query}
        rows={(page) => page.movements}
        rowKey={(movement) => movement.id}
        columns={columns}
        empty="No units were ever supplied."
      />
    </section>
  )
}
