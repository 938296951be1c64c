import { quoteMerchants } from '@order-settlement/shared/settlements/quote-merchants.ts'
import type { SumName } from '../settlements/to-sums.ts'
import type { Statement } from './statements.schemas.ts'

/** The names of sums and days are those of a settlement's CSV. */
const columns =
  'part,merchant_id,from,to,gross_cents,fee_cents,net_cents,txn_count,refund_cents,refund_count,currency,settled,timezones'

interface Line {
  /** `row`, or the property of the statement that it comes from. */
  part: 'row' | 'totals' | 'previous' | 'difference'
  from?: string
  to?: string
  sums: Record<SumName, number | string>
  settled?: boolean
  timezones?: string[]
}

/**
 * A statement as CSV (RFC 4180): its rows, then totals, previous and the absolute difference. Text cells are safe to open in a
 * spreadsheet.
 */
export function toCsv(statement: Statement): string {
  const lines = linesOf(statement)
  const zones = lines.map(({ timezones = [] }) => timezones.join(' '))
  // A zone may be an offset such as +02, which would be a formula.
  const [merchant, ...zoneCells] = quoteMerchants([statement.merchant_id, ...zones])
  const texts = lines.map(({ part, from = '', to = '', sums, settled = '' }, index) =>
    [
      ...[part, merchant, from, to, sums.gross_cents, sums.fee_cents, sums.net_cents],
      ...[sums.txn_count, sums.refund_cents, sums.refund_count, statement.currency],
      ...[settled, zoneCells[index]],
    ].join(','),
  )
  return `${[columns, ...texts].join('\n')}\n`
}

function linesOf(statement: Statement): Line[] {
  const { from, to, rows, totals, timezones, unsettled_dates, previous, difference } = statement
  return [
    ...rows.map((row): Line => ({ ...row, part: 'row', sums: row })),
    { part: 'totals', from, to, sums: totals, settled: unsettled_dates.length === 0, timezones },
    {
      part: 'previous',
      from: previous.from,
      to: previous.to,
      sums: previous.totals,
      settled: previous.unsettled_date_count === 0,
      timezones: previous.timezones,
    },
    { part: 'difference', sums: difference.absolute },
  ]
}
