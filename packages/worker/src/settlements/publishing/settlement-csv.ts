import { createHash } from 'node:crypto'
import { open, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { stringify } from 'csv-stringify/sync'
import type { SettlementLine, Totals } from './publishing.queries.ts'

const header =
  'merchant_id,date,gross_cents,fee_cents,net_cents,txn_count,generated_at,unique_run_id\n'

export interface WrittenCsv {
  /** Where the file lies until it is published. */
  path: string
  /** What the lines sum to, counted as they were written. */
  totals: Totals
  rows: number
  bytes: number
  /** Hexadecimal, of the whole file. */
  sha256: string
}

/**
 * Writes a settlement's CSV under a temporary name of its own and has it on the disk before it returns. A
 * page is written before the next one is taken, however many there are.
 *
 * @throws the system's error, such as ENOSPC; the temporary file is gone then
 */
export async function writeCsv(
  directory: string,
  jobId: string,
  pages: AsyncIterable<SettlementLine[]>,
): Promise<WrittenCsv> {
  const path = join(directory, `${jobId}.csv.${process.pid}-${Date.now()}.tmp`)
  const totals: Totals = { txn_count: 0n, gross_cents: 0n, fee_cents: 0n, net_cents: 0n }
  const hash = createHash('sha256')
  let rows = 0
  let bytes = 0
  try {
    await using file = await open(path, 'wx')
    const write = async (text: string) => {
      const chunk = Buffer.from(text)
      hash.update(chunk)
      bytes += chunk.length
      await file.writeFile(chunk)
    }
    await write(header)
    for await (const lines of pages) {
      rows += lines.length
      await write(toText(lines, totals))
    }
    await file.sync()
  } catch (error) {
    await rm(path, { force: true })
    throw error
  }
  return { path, totals, rows, bytes, sha256: hash.digest('hex') }
}

/** Adds what it writes to `totals`, read back from the text. */
function toText(lines: SettlementLine[], totals: Totals): string {
  const merchants = quoteMerchants(lines)
  let text = ''
  lines.forEach(({ cells }, index) => {
    text += `${merchants[index]},${cells}\n`
    const [, gross = '', fee = '', net = '', count = ''] = cells.split(',')
    totals.gross_cents += BigInt(gross)
    totals.fee_cents += BigInt(fee)
    totals.net_cents += BigInt(net)
    totals.txn_count += BigInt(count)
  })
  return text
}

/**
 * The one cell of free text of each line. What a spreadsheet would run as a formula is escaped (OWASP, CSV
 * Injection); numbers are not, since a negative sum begins with a sign. PostgreSQL's text holds no NUL, so it
 * keeps the cells apart.
 */
function quoteMerchants(lines: SettlementLine[]): string[] {
  const merchants = lines.map(({ merchant_id }) => [merchant_id])
  return stringify(merchants, { escape_formulas: true, record_delimiter: '\0' }).split('\0')
}

/** Gives the file the name that it is downloaded by, and has the directory remember it. */
export async function publishCsv(directory: string, jobId: string, path: string): Promise<void> {
  await rename(path, join(directory, `${jobId}.csv`))
  const handle = await open(directory)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Removes the files of a settlement: the temporary ones, and with `published` the CSV too. */
export async function removeCsv(
  directory: string,
  jobId: string,
  { published }: { published: boolean },
): Promise<void> {
  const names = await readdir(directory)
  const ours = names.filter(
    (name) =>
      (name.startsWith(`${jobId}.csv.`) && name.endsWith('.tmp')) ||
      (published && name === `${jobId}.csv`),
  )
  for (const name of ours) await rm(join(directory, name), { force: true })
}
