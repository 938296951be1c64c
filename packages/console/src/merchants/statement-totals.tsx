import type { Statement } from '@order-settlement/client'
import { formatCount, formatMoney } from '../format/money.ts'
import { type Column, DataTable } from '../ui/data-table.tsx'

const names = {
  gross_cents: 'Gross',
  refund_cents: 'Refunds in it',
  fee_cents: 'Fees',
  net_cents: 'Net',
  txn_count: 'Transactions',
}
type Name = keyof typeof names

/** The totals beside those of the period before. */
export function StatementTotals({ statement }: { statement: Statement }) {
  const { totals, previous, difference, currency, from, to } = statement
  const show = (name: Name, value: number | string) =>
    name === 'txn_count' ? formatCount(value) : formatMoney(value, currency)
  const columns: Column<Name>[] = [
    { name: 'Total', cell: (name) => names[name] },
    { name: `${from} to ${to}`, kind: 'number', cell: (name) => show(name, totals[name]) },
    {
      name: `${previous.from} to ${previous.to}`,
      kind: 'number',
      cell: (name) => show(name, previous.totals[name]),
    },
    {
      name: 'Difference',
      kind: 'number',
      cell: (name) => show(name, difference.absolute[name]),
    },
    {
      name: 'In percent',
      kind: 'number',
      cell: (name) => difference.percent[name] ?? '–',
    },
  ]
  return (
    <>
      <DataTable
        name="Totals"
        rows={Object.keys(names) as Name[]}
        rowKey={(name) => name}
        columns={columns}
        empty=""
      />
      {previous.unsettled_date_count > 0 && (
        <p>
          {formatCount(previous.unsettled_date_count)} days of the period before are not settled,
          and count as nothing.
        </p>
      )}
    </>
  )
}
