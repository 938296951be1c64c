import type { Job } from '@order-settlement/client'
import { type Cents, formatCount, formatMoney } from '../format/money.ts'
import { type Column, DataTable } from '../ui/data-table.tsx'

type Proof = NonNullable<Job['proof']>
type Totals = Proof['source']
type Sum = 'gross_cents' | 'fee_cents' | 'net_cents' | 'refund_cents'

interface Line {
  name: string
  show: (value: Cents) => string
  source: Cents
  settlements: Cents
  csv: Cents
}

const sums: [Sum, string][] = [
  ['gross_cents', 'gross'],
  ['fee_cents', 'fees'],
  ['net_cents', 'net'],
  ['refund_cents', 'refunds'],
]

/** The sums of transactions, table and file, each computed on its own, by currency; of a dry run, as they would be. */
export function ProofTable({ proof, dryRun }: { proof: Proof; dryRun: boolean }) {
  const lines = linesOf(proof)
  const agrees = lines.every((line) => agreesIn(line))
  return (
    <section aria-labelledby="proof">
      <h2 id="proof">Proof</h2>
      <p>
        {agrees
          ? `Transactions, table and file ${dryRun ? 'would have' : 'have'} the same sums.`
          : 'The sums differ: transactions changed while the job ran. Settle the days again.'}
      </p>
      <DataTable
        name="Proof"
        rows={lines}
        rowKey={({ name }) => name}
        columns={columns}
        empty="There is nothing to settle on these days."
      />
      <p>
        The file {dryRun ? 'would have' : 'has'} {formatCount(proof.csv.rows)} lines and{' '}
        {formatCount(proof.csv.bytes)} bytes, SHA-256 <code class="breaks">{proof.csv.sha256}</code>
        .
      </p>
    </section>
  )
}

const columns: Column<Line>[] = [
  { name: 'Sum', cell: ({ name }) => name },
  { name: 'Transactions', kind: 'number', cell: ({ show, source }) => show(source) },
  { name: 'Table', kind: 'number', cell: ({ show, settlements }) => show(settlements) },
  { name: 'File', kind: 'number', cell: ({ show, csv }) => show(csv) },
  { name: 'Agree', cell: (line) => (agreesIn(line) ? '✓ yes' : '✗ no') },
]

function agreesIn({ source, settlements, csv }: Line): boolean {
  return BigInt(source) === BigInt(settlements) && BigInt(settlements) === BigInt(csv)
}

function linesOf({ source, settlements, csv }: Proof): Line[] {
  const take = (name: string, show: Line['show'], read: (totals: Sums) => Cents | undefined) => ({
    name,
    show,
    source: read(source) ?? 0,
    settlements: read(settlements) ?? 0,
    csv: read(csv) ?? 0,
  })
  const currencies = Object.keys({ ...source.by_currency, ...csv.by_currency }).sort()
  return [
    take('Transactions', formatCount, ({ txn_count }) => txn_count),
    ...currencies.flatMap((currency) =>
      sums.map(([sum, name]) =>
        take(
          `${currency} ${name}`,
          (cents) => formatMoney(cents, currency),
          ({ by_currency }) => by_currency?.[currency]?.[sum],
        ),
      ),
    ),
  ]
}

type Sums = Pick<Totals, 'txn_count' | 'by_currency'>
