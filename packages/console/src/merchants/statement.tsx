import type { Statement as StatementData } from '@order-settlement/client'
import type { Problem } from '../client.ts'
import { addDays, dayOf } from '../format/day.ts'
import { DayFilter, SelectFilter } from '../ui/filters.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { ProblemNote } from '../ui/problem-note.tsx'
import { type Query, useQuery } from '../ui/use-query.ts'
import { useResource } from '../ui/use-resource.ts'
import { type Range, readStatement } from './read-statement.ts'
import { StatementChart } from './statement-chart.tsx'
import { StatementRows } from './statement-rows.tsx'
import { StatementTotals } from './statement-totals.tsx'

const groupNames: Record<string, string> = { week: 'Weeks', month: 'Months' }

/** What was settled for a merchant, by day, week or month, beside the period before. */
export function Statement({ merchantId }: { merchantId: string }) {
  const query = useQuery()
  const range = readRange(query)
  const statement = useResource(`${merchantId} ${JSON.stringify(range)}`, () =>
    readStatement(merchantId, range),
  )
  const { problem, data } = statement
  return (
    <section aria-labelledby="statement">
      <h2 id="statement">Statement</h2>
      <search class="filters">
        <DayFilter query={query} name="from" label="First day" usual={range.from} />
        <DayFilter query={query} name="to" label="Last day" usual={range.to} />
        <SelectFilter query={query} name="group" label="By" none="Days" options={groupNames} />
        <Currency query={query} problem={problem} />
      </search>
      {problem?.code === 'CURRENCY_AMBIGUOUS' ? (
        <ProblemNote problem={problem} />
      ) : (
        <Loaded resource={statement}>
          {(shown) => <Shown merchantId={merchantId} statement={shown} />}
        </Loaded>
      )}
      {data && <Files merchantId={merchantId} range={range} />}
    </section>
  )
}

/** The last 30 days, unless the URL has others. */
function readRange({ values }: Query): Range {
  const to = values.to || dayOf(new Date())
  const from = values.from || addDays(to, -29)
  const group = values.group === 'week' || values.group === 'month' ? values.group : 'day'
  return { from, to, group, ...(values.currency ? { currency: values.currency } : {}) }
}

/** Only of a merchant whose days are settled in several. */
function Currency({ query, problem }: { query: Query; problem: Problem | undefined }) {
  const { currency } = query.values
  const { currencies = currency ? [currency] : [] } = (problem ?? {}) as { currencies?: string[] }
  if (currencies.length === 0) return null
  return (
    <SelectFilter
      query={query}
      name="currency"
      label="Currency"
      options={Object.fromEntries(currencies.map((code) => [code, code]))}
    />
  )
}

function Shown({ merchantId, statement }: { merchantId: string; statement: StatementData }) {
  const { unsettled_dates: unsettled, rows, timezones } = statement
  const [first] = unsettled
  if (!rows.some(({ settled }) => settled) && Number(statement.totals.txn_count) === 0)
    return <p>No such day is settled.</p>
  return (
    <>
      <p>Days of {timezones.join(' and ')}</p>
      {first !== undefined && (
        <p class="problem">
          {unsettled.length === 1
            ? `${first} is not settled yet, and counts as nothing.`
            : `${unsettled.length} days are not settled yet, and count as nothing. The first is ${first}.`}
        </p>
      )}
      <StatementChart merchantId={merchantId} statement={statement} />
      <StatementTotals statement={statement} />
      <StatementRows merchantId={merchantId} statement={statement} />
    </>
  )
}

function Files({ merchantId, range }: { merchantId: string; range: Range }) {
  const path = `/merchants/${encodeURIComponent(merchantId)}/statement`
  const link = (format: string) => `${path}?${new URLSearchParams({ ...range, format })}`
  return (
    <p class="actions">
      <a href={link('csv')} download>
        CSV
      </a>
      <a href={link('excel')} download>
        CSV for Excel
      </a>
      <a href={link('excel-semicolon')} download>
        CSV for Excel with semicolons
      </a>
    </p>
  )
}
