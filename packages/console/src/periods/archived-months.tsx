import type { Archive } from '@order-settlement/client'
import { client, resultOf } from '../client.ts'
import { formatCount } from '../format/money.ts'
import { Time } from '../format/time.tsx'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { useResource } from '../ui/use-resource.ts'

/** The months that were archived, and whether the service still has them. */
export function ArchivedMonths() {
  const archives = useResource('archives', () =>
    // A page has 16 years.
    resultOf(client.GET('/archives', { params: { query: { limit: 200 } } })),
  )
  return (
    <section aria-labelledby="archived-months">
      <h2 id="archived-months">Archived months</h2>
      <Loaded resource={archives}>
        {(page) => (
          <DataTable
            name="Archived months"
            rows={page.archives}
            rowKey={({ month }) => month}
            columns={columns}
            empty="No month is archived."
          />
        )}
      </Loaded>
    </section>
  )
}

const columns: Column<Archive>[] = [
  { name: 'Month, UTC', cell: ({ month }) => month },
  { name: 'Archived', cell: ({ archived_at }) => <Time at={archived_at} /> },
  { name: 'In the database', cell: (archive) => <Kept {...archive} /> },
  { name: 'Transactions', kind: 'number', cell: (archive) => countRows(archive, 'transactions') },
  { name: 'Orders', kind: 'number', cell: (archive) => countRows(archive, 'orders') },
]

function Kept({ dropped_at, changed_at }: Archive) {
  if (dropped_at !== null) {
    return (
      <>
        No, removed <Time at={dropped_at} />
      </>
    )
  }
  return changed_at === null ? 'Yes' : 'Yes, and changed since: archive it again'
}

function countRows({ files }: Archive, table: 'transactions' | 'orders'): string {
  return formatCount(files.find((file) => file.table === table)?.rows ?? 0)
}
