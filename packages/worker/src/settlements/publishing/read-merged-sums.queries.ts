import type { Database, Trx } from '@order-settlement/db/tables.ts'
import { sql } from 'kysely'
import { type MergingJob, mergedSums, planMergedSums } from './merged-sums.queries.ts'

/** A merchant's lines of the CSV. */
export interface SettledMerchant {
  merchant_id: string
  currency: string
  /**
   * The cells of each day between those of merchant and currency, by date: numbers, none of which needs quotes.
   * An asterisk stands for those that all lines have in common.
   */
  lines: string[]
}

export interface SettledPage {
  merchants: SettledMerchant[]
  /** Merchants and days of all pages. */
  rows: number
}

/** A page has no more bytes than this; a line has fewer than `lineBytes` beside its merchant. */
const pageBytes = 250_000
const lineBytes = 150

/**
 * Opens the merged sums of a settlement on a connection of its own and passes them to `read` by merchant and date,
 * in pages. The batches must not change meanwhile: call it under the lock of the job.
 *
 * @throws what `read` throws, and 22003 from PostgreSQL if a sum exceeds 64 bits
 */
export async function readMergedSums<Result>(
  db: Database,
  job: MergingJob,
  read: (pages: AsyncIterable<SettledPage>) => Promise<Result>,
): Promise<Result> {
  return await db.transaction().execute(async (trx) => {
    await planMergedSums(trx)
    // An SQL cursor, since the driver's own cursor never ends when its connection breaks.
    await sql`
      declare merchants no scroll cursor for
      with merged as materialized (${mergedSums(job)}),
      by_merchant as (
        select merchant_id,
          string_agg(concat_ws(',', date, gross, fee, gross - fee, n, '*', refunded, refunds), ' ' order by date)
            as lines
        from merged group by merchant_id
      )
      select merchant_id, coalesce(merchants.currency, ${job.currency}) as currency, lines,
        (select array[max(octet_length(merchant_id)), count(*)::integer] from merged) as extent
      from by_merchant left join merchants on merchants.id = merchant_id order by merchant_id`.execute(
      trx,
    )
    return await read(readPages(trx, job))
  })
}

/** Prefetches one page. The first page is one merchant, which says how many fit into the others. */
async function* readPages(
  trx: Trx,
  { from_date, to_date }: MergingJob,
): AsyncGenerator<SettledPage> {
  const days = (Date.parse(to_date) - Date.parse(from_date)) / 86_400_000 + 1
  let page = await readPage(1)
  const [widest, rows] = page[0]?.extent ?? [0, 0]
  const count = Math.max(1, Math.floor(pageBytes / (widest + days * lineBytes)))
  while (page.length > 0) {
    const next = readPage(count)
    // An error is thrown where `next` is awaited. Until then the writer may fail first.
    next.catch(() => {})
    const merchants = page.map(({ merchant_id, currency, lines }) => ({
      merchant_id,
      currency,
      lines: lines.split(' '),
    }))
    yield { merchants, rows }
    page = await next
  }

  async function readPage(merchants: number) {
    const fetched = await sql<MergedMerchant>`
      fetch ${sql.lit(merchants)} from merchants`.execute(trx)
    return fetched.rows
  }
}

interface MergedMerchant {
  merchant_id: string
  currency: string
  lines: string
  /** The bytes of the longest merchant, and the number of merchants and days. */
  extent: [widest: number, rows: number]
}
