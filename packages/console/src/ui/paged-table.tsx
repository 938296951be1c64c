import { type Column, DataTable } from './data-table.tsx'
import { Loaded } from './loaded.tsx'
import { Pager } from './pager.tsx'
import type { Query } from './use-query.ts'
import type { Resource } from './use-resource.ts'

interface Props<Row, Page> {
  name: string
  /** The page that is shown. */
  resource: Resource<Page>
  query: Query
  rows: (page: Page) => Row[]
  /** Names a row. */
  rowKey: (row: Row) => string | number
  columns: Column<Row>[]
  /** What is said instead of an empty table. */
  empty: string
}

/** A list of the API, a page at a time, by its cursor. */
export function PagedTable<Row, Page extends { next_cursor: string | null }>({
  resource,
  query,
  rows,
  ...table
}: Props<Row, Page>) {
  return (
    <Loaded resource={resource}>
      {(page) => (
        <>
          <DataTable {...table} rows={rows(page)} />
          <Pager query={query} next={page.next_cursor} />
        </>
      )}
    </Loaded>
  )
}
