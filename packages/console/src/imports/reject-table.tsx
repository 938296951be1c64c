import type { ImportResult } from '@order-settlement/client'
import { useState } from 'preact/hooks'
import { formatCount } from '../format/money.ts'
import { type Column, DataTable } from '../ui/data-table.tsx'

type Reject = ImportResult['rejected'][number]

const pageRows = 50

/** Bad lines as the answer has them, 50 at a time: all of them, or the first ones. */
export function RejectTable({ rejected, count }: { rejected: Reject[]; count: number }) {
  const [first, setFirst] = useState(0)
  const shown = rejected.slice(first, first + pageRows)
  return (
    <>
      <DataTable
        name="Refused lines"
        rows={shown}
        rowKey={({ line, field, message }) => `${line} ${field} ${message}`}
        columns={columns}
        empty="No line was refused."
      />
      {count > pageRows && (
        <p class="actions">
          <span>
            {formatCount(first + 1)} to {formatCount(first + shown.length)} of {formatCount(count)}
          </span>
          <Step name="Lines before" to={first - pageRows} of={rejected.length} go={setFirst} />
          <Step name="Next lines" to={first + pageRows} of={rejected.length} go={setFirst} />
        </p>
      )}
      {count > rejected.length && (
        <p>The answer has the first {formatCount(rejected.length)} of them.</p>
      )}
    </>
  )
}

interface StepProps {
  name: string
  to: number
  of: number
  go: (to: number) => void
}

function Step({ name, to, of, go }: StepProps) {
  return (
    <button type="button" class="secondary" disabled={to < 0 || to >= of} onClick={() => go(to)}>
      {name}
    </button>
  )
}

const columns: Column<Reject>[] = [
  { name: 'Line', kind: 'number', cell: ({ line }) => formatCount(line) },
  { name: 'Field', cell: ({ field }) => field },
  { name: 'Why', cell: ({ message }) => message },
]
