import type { ImportResult } from '@order-settlement/client'
import { formatCount } from '../format/money.ts'
import { type Column, DataTable } from '../ui/data-table.tsx'

type Reject = ImportResult['rejected'][number]

/** Bad lines, of which the table may be the first ones only. */
export function RejectTable({ rejected, count }: { rejected: Reject[]; count: number }) {
  return (
    <>
      <DataTable
        name="Refused lines"
        rows={rejected}
        rowKey={({ line, field, message }) => `${line} ${field} ${message}`}
        columns={columns}
        empty="No line was refused."
      />
      {count > rejected.length && (
        <p>
          The first {formatCount(rejected.length)} of {formatCount(count)}.
        </p>
      )}
    </>
  )
}

const columns: Column<Reject>[] = [
  { name: 'Line', kind: 'number', cell: ({ line }) => formatCount(line) },
  { name: 'Field', cell: ({ field }) => field },
  { name: 'Why', cell: ({ message }) => message },
]
