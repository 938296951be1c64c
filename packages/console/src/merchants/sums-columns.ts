import type { SettledDay } from '@order-settlement/client'
import { formatCount, formatMoney } from '../format/money.ts'
import type { Column } from '../ui/data-table.tsx'

export type Sums = Pick<
  SettledDay,
  'gross_cents' | 'refund_cents' | 'fee_cents' | 'net_cents' | 'txn_count'
>

/** Sums in the order of their arithmetic: gross - fees = net, with refunds in gross. */
export function sumsColumns(currency: string): Column<Sums>[] {
  const money = (name: string, cents: (row: Sums) => Sums['net_cents']): Column<Sums> => ({
    name,
    kind: 'number',
    cell: (row) => formatMoney(cents(row), currency),
  })
  return [
    { name: 'Transactions', kind: 'number', cell: ({ txn_count }) => formatCount(txn_count) },
    money('Gross', ({ gross_cents }) => gross_cents),
    money('Refunds in it', ({ refund_cents }) => refund_cents),
    money('Fees', ({ fee_cents }) => fee_cents),
    money('Net', ({ net_cents }) => net_cents),
  ]
}
