import type { Import } from '@order-settlement/client'
import { may } from '../access/access.ts'
import { client, resultOf } from '../client.ts'
import { formatCount } from '../format/money.ts'
import { Time } from '../format/time.tsx'
import type { Column } from '../ui/data-table.tsx'
import { SelectFilter } from '../ui/filters.tsx'
import { usePage } from '../ui/page.tsx'
import { PagedTable } from '../ui/paged-table.tsx'
import { useQuery } from '../ui/use-query.ts'
import { useResource } from '../ui/use-resource.ts'
import { UploadFile } from './upload-file.tsx'

const statusNames: Record<Import['status'], string> = {
  COMPLETED: 'Imported',
  REJECTED: 'Refused',
}

export function ImportsPage() {
  const heading = usePage('Imports')
  return (
    <>
      {heading}
      {may('transactions:write') && <UploadFile />}
      {may('settlements:read') && <ImportList />}
    </>
  )
}

function ImportList() {
  const query = useQuery()
  const { status, cursor } = query.values
  const imports = useResource(
    JSON.stringify(query.values),
    () =>
      resultOf(
        client.GET('/imports', {
          params: {
            query: {
              ...(status ? { status: status as Import['status'] } : {}),
              ...(cursor ? { cursor } : {}),
            },
          },
        }),
      ),
    // The newest come first, so only the first page changes.
    cursor ? undefined : 2_000,
  )
  return (
    <section aria-labelledby="files">
      <h2 id="files">Files</h2>
      <search class="filters">
        <SelectFilter query={query} name="status" label="Status" options={statusNames} />
      </search>
      <PagedTable
        name="Imports"
        resource={imports}
        query={query}
        rows={(page) => page.imports}
        rowKey={({ id }) => id}
        columns={columns}
        empty="There are no such imports."
      />
    </section>
  )
}

const columns: Column<Import>[] = [
  {
    name: 'File',
    cell: ({ id, file_name }) => (
      <a href={`/console/imports/${id}`}>{file_name ?? 'without a name'}</a>
    ),
  },
  { name: 'Status', cell: ({ status }) => statusNames[status] },
  { name: 'Format', cell: ({ format }) => format },
  { name: 'New', kind: 'number', cell: ({ inserted }) => formatCount(inserted) },
  { name: 'Updated', kind: 'number', cell: ({ updated }) => formatCount(updated) },
  { name: 'Unchanged', kind: 'number', cell: ({ unchanged }) => formatCount(unchanged) },
  {
    name: 'Refused lines',
    kind: 'number',
    cell: ({ rejected_count }) => formatCount(rejected_count),
  },
  { name: 'Who', cell: ({ created_by }) => created_by ?? '–' },
  { name: 'When', cell: ({ created_at }) => <Time at={created_at} /> },
]
