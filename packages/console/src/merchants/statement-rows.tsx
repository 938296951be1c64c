import type { Statement } from '@order-settlement/client'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { sumsColumns } from './sums-columns.ts'

type Row = Statement['rows'][number]

/** Every day, week or month, each with a link to what it consists of. */
export function StatementRows({
  merchantId,
  statement: { rows, currency, group },
}: {
  merchantId: string
  statement: Statement
}) {
  const page = `/console/merchants/${encodeURIComponent(merchantId)}`
  const linkTo = ({ from, to }: Row) =>
    group === 'day' ? `${page}/${from}` : `${page}?${new URLSearchParams({ from, to, currency })}`
  const columns: Column<Row>[] = [
    {
      name: group === 'day' ? 'Day' : 'Days',
      cell: (row) => (
        <a class="unbroken" href={linkTo(row)}>
          {row.from === row.to ? row.from : `${row.from} to ${row.to}`}
        </a>
      ),
    },
    ...sumsColumns(currency),
    { name: 'Settled', cell: ({ settled }) => (settled ? 'Yes' : 'Not all of it') },
  ]
  return (
    <DataTable
      name={group === 'day' ? 'Days' : 'Weeks or months'}
      rows={rows}
      rowKey={({ from }) => from}
      columns={columns}
      empty="No such day is settled."
    />
  )
}
