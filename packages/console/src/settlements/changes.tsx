import type { Change } from '@order-settlement/client'
import { client, resultOf } from '../client.ts'
import { formatCount, formatMoney } from '../format/money.ts'
import type { Column } from '../ui/data-table.tsx'
import { PagedTable } from '../ui/paged-table.tsx'
import { useQuery } from '../ui/use-query.ts'
import { useResource } from '../ui/use-resource.ts'

/** What a job settled differently from the run before, or what a dry run would change. */
export function Changes({ id, dryRun }: { id: string; dryRun: boolean }) {
  const query = useQuery()
  const { cursor } = query.values
  const diff = useResource(`${id} ${cursor}`, () =>
    resultOf(
      client.GET('/jobs/{id}/diff', { params: { path: { id }, query: cursor ? { cursor } : {} } }),
    ),
  )
  const { name, empty, ...nets } = dryRun ? wouldChange : hasChanged
  return (
    <section aria-labelledby="changes">
      <h2 id="changes">{name}</h2>
      <PagedTable
        name={name}
        resource={diff}
        query={query}
        rows={(page) => page.changes}
        rowKey={({ merchant_id, date }) => `${date} ${merchant_id}`}
        columns={columnsOf(nets)}
        empty={empty}
      />
    </section>
  )
}

const hasChanged = {
  name: 'Difference to the run before',
  before: 'Net before',
  after: 'Net now',
  empty: 'Nothing differs from the run before, or there was none.',
}
const wouldChange = {
  name: 'Difference to what is settled',
  before: 'Net settled',
  after: 'Net of the dry run',
  empty: 'Nothing differs from what was settled when this ran.',
}

const columnsOf = (nets: { before: string; after: string }): Column<Change>[] => [
  { name: 'Merchant', cell: ({ merchant_id }) => merchant_id },
  { name: 'Day', cell: ({ date }) => date },
  { name: nets.before, kind: 'number', cell: ({ before }) => netOf(before) },
  { name: nets.after, kind: 'number', cell: ({ after }) => netOf(after) },
  {
    name: 'Difference',
    kind: 'number',
    cell: ({ before, after, change }) => {
      const currency = (after ?? before)?.currency
      return currency ? formatMoney(change.net_cents, currency) : '–'
    },
  },
  {
    name: 'Transactions',
    kind: 'number',
    cell: ({ change }) => formatCount(change.txn_count),
  },
]

function netOf(totals: Change['before']): string {
  return totals?.currency ? formatMoney(totals.net_cents, totals.currency) : '–'
}
