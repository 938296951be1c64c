import type { DayExplanation } from '@order-settlement/client'
import { Time } from '../format/time.tsx'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { type Sums, sumsColumns } from './sums-columns.ts'

interface Part extends Sums {
  name: string
}

/** How the settled sums become those of its transactions now. */
export function DayExplained({ day }: { day: DayExplanation }) {
  const { settlement, job, now, late, changed, vanished, unexplained } = day
  const differences: Part[] = [
    { name: 'Came later', ...late },
    { name: 'Changed since', ...changed },
    { name: 'No longer on this day', ...vanished },
    { name: 'Unexplained', ...unexplained },
  ].filter(isSomething)
  const columns: Column<Part>[] = [
    { name: 'Sums', cell: ({ name }) => name },
    ...sumsColumns(settlement.currency),
  ]
  const rows = [{ name: 'As settled', ...settlement }, ...differences, { name: 'Now', ...now }]
  return (
    <section aria-labelledby="settled">
      <h2 id="settled">Settled</h2>
      <p>
        <a href={`/console/settlements/${settlement.unique_run_id}`}>
          <Time at={settlement.generated_at} />
        </a>
        {job && `, as a day of ${job.timezone}`}.{' '}
        {differences.length === 0
          ? 'Nothing has changed since.'
          : 'It has changed since: settle the day again to take that over.'}
      </p>
      <DataTable
        name="Sums of the day"
        rows={rows}
        rowKey={({ name }) => name}
        columns={columns}
        empty=""
      />
    </section>
  )
}

function isSomething({ name: _, ...sums }: Part): boolean {
  return Object.values(sums).some((value) => BigInt(value) !== 0n)
}
