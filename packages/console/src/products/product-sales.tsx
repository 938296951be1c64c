import type { ProductSales as Sales } from '@order-settlement/client'
import { client, resultOf } from '../client.ts'
import { addDays, dayOf, viewerZone } from '../format/day.ts'
import { formatCount, formatMoney } from '../format/money.ts'
import { BarChart } from '../ui/bar-chart.tsx'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { useQuery } from '../ui/use-query.ts'
import { useResource } from '../ui/use-resource.ts'

type Row = Sales['rows'][number]

const month = { name: 'The last 30 days', days: 30, group: 'day' } as const
/** By the value of the URL. */
const periods: Record<string, { name: string; days: number; group: 'hour' | 'day' }> = {
  today: { name: 'Today, by the hour', days: 1, group: 'hour' },
  week: { name: 'The last 7 days, by the hour', days: 7, group: 'hour' },
  '': month,
  year: { name: 'The last 366 days', days: 366, group: 'day' },
}

/** What the product sold over the time, as bars and as a table. */
export function ProductSales({ id }: { id: string }) {
  const query = useQuery()
  const { sales: chosen = '' } = query.values
  const { days, group } = periods[chosen] ?? month
  const to = dayOf(new Date())
  const from = addDays(to, 1 - days)
  const sales = useResource(
    `${id} ${from} ${to} ${group}`,
    () =>
      resultOf(
        client.GET('/products/{id}/sales', {
          params: { path: { id }, query: { from, to, group, timezone: viewerZone } },
        }),
      ),
    10_000,
  )
  return (
    <section aria-labelledby="sales">
      <h2 id="sales">Sold over time</h2>
      <label class="narrow-field">
        Period, by when orders were placed
        <select
          value={chosen}
          onChange={({ currentTarget: { value } }) => query.change({ sales: value })}
        >
          {Object.entries(periods).map(([value, { name }]) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <Loaded resource={sales}>{(shown) => <Shown sales={shown} />}</Loaded>
    </section>
  )
}

function Shown({ sales: { rows, totals, currency, group, timezone } }: { sales: Sales }) {
  const name = group === 'hour' ? nameHour : nameDay
  return (
    <>
      <dl class="facts">
        <dt>Orders</dt>
        <dd>{formatCount(totals.order_count)}</dd>
        <dt>Units</dt>
        <dd>
          {formatCount(totals.units)}, {formatCount(totals.returned_units)} of them returned
        </dd>
        <dt>Sold for</dt>
        <dd>
          {formatMoney(totals.amount_cents, currency)},{' '}
          {formatMoney(totals.refunded_cents, currency)} of it refunded
        </dd>
      </dl>
      <BarChart
        labels={rows.map(name)}
        bars={{
          name: `Units sold in each ${group}, ${timezone}`,
          values: rows.map(({ units }) => Number(units)),
        }}
        format={(value) => (Number.isInteger(value) ? formatCount(value) : '')}
      />
      <details>
        <summary>The same as a table</summary>
        <DataTable
          name="Sales"
          rows={rows.filter(({ order_count }) => order_count !== 0).toReversed()}
          rowKey={({ starts_at }) => starts_at}
          columns={columnsIn(currency, name)}
          empty="Nothing was sold in this time."
        />
      </details>
    </>
  )
}

const dayFormat = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' })
const hourFormat = new Intl.DateTimeFormat(undefined, { dateStyle: 'short', timeStyle: 'short' })

const nameDay = ({ starts_at }: Row) => dayFormat.format(new Date(starts_at))
const nameHour = ({ starts_at }: Row) => hourFormat.format(new Date(starts_at))

function columnsIn(currency: string, name: (row: Row) => string): Column<Row>[] {
  return [
    { name: 'From', cell: name },
    { name: 'Orders', kind: 'number', cell: ({ order_count }) => formatCount(order_count) },
    { name: 'Units', kind: 'number', cell: ({ units }) => formatCount(units) },
    {
      name: 'Sold for',
      kind: 'number',
      cell: ({ amount_cents }) => formatMoney(amount_cents, currency),
    },
    {
      name: 'Units returned',
      kind: 'number',
      cell: ({ returned_units }) => formatCount(returned_units),
    },
    {
      name: 'Refunded',
      kind: 'number',
      cell: ({ refunded_cents }) => formatMoney(refunded_cents, currency),
    },
  ]
}
