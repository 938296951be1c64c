import type { Statement } from '@order-settlement/client'
import { formatDrawn, toDrawn } from '../format/money.ts'
import { BarChart } from '../ui/bar-chart.tsx'
import { useResource } from '../ui/use-resource.ts'
import { readStatement } from './read-statement.ts'

/** The net of each row, and that of the period before as a line. Tables have the same, exactly. */
export function StatementChart({
  merchantId,
  statement,
}: {
  merchantId: string
  statement: Statement
}) {
  const { rows, currency, group, previous } = statement
  const { from, to } = previous
  const before = useResource(`${merchantId} ${from} ${to} ${group} ${currency}`, () =>
    readStatement(merchantId, { from, to, group, currency }),
  )
  const drawn = (days: Statement['rows']) =>
    days.map(({ net_cents }) => toDrawn(net_cents, currency))
  const line = before.data && {
    name: `that of ${from} to ${to}`,
    // The period before may have more weeks, or fewer.
    values: rows.map((_, index) => drawn(before.data?.rows ?? [])[index] ?? null),
  }
  return (
    <BarChart
      labels={rows.map((row) => row.from)}
      bars={{ name: `Net of each ${group} in ${currency}`, values: drawn(rows) }}
      line={line}
      format={formatDrawn}
    />
  )
}
