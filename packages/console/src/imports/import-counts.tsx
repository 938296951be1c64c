import type { ImportResult } from '@order-settlement/client'
import { formatCount } from '../format/money.ts'

/** What became of the lines of a file. */
export function ImportCounts({ counts }: { counts: Omit<ImportResult, 'import_id' | 'rejected'> }) {
  return (
    <dl class="facts">
      <dt>Transactions in the file</dt>
      <dd>{formatCount(counts.received)}</dd>
      <dt>New</dt>
      <dd>{formatCount(counts.inserted)}</dd>
      <dt>Updated</dt>
      <dd>{formatCount(counts.updated)}</dd>
      <dt>Unchanged</dt>
      <dd>{formatCount(counts.unchanged)}</dd>
      <dt>Other lines of a report</dt>
      <dd>{formatCount(counts.ignored)}</dd>
      <dt>Refused</dt>
      <dd>{formatCount(counts.rejected_count)}</dd>
      {counts.unknown_merchant_count > 0 && (
        <>
          <dt>Merchants that nobody described</dt>
          <dd>
            {formatCount(counts.unknown_merchant_count)}: {counts.unknown_merchants.join(', ')}
          </dd>
        </>
      )}
    </dl>
  )
}
