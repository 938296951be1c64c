import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { open, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { stringify } from 'csv-stringify'
import type { SettlementLine, Totals } from './publishing.queries.ts'

const columns: (keyof SettlementLine)[] = [
  'merchant_id',
  'date',
  'gross_cents',
  'fee_cents',
  'net_cents',
  'txn_count',
  'generated_at',
  'unique_run_id',
]

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
 * Writes a settlement's CSV under a temporary name of its own and has it on the disk before it returns.
 * Lines are streamed, however many there are. Text that a spreadsheet would run as a formula is escaped
 * (OWASP, CSV Injection); numbers are not, since a negative sum begins with a sign.
 *
 * @throws the system's error, such as ENOSPC; the temporary file is gone then
 */
export async function writeCsv(
  directory: string,
  jobId: string,
  lines: AsyncIterable<SettlementLine>,
): Promise<WrittenCsv> {
  const path = join(directory, `${jobId}.csv.${process.pid}-${Date.now()}.tmp`)
  const written: WrittenCsv = {
    path,
    totals: { txn_count: 0n, gross_cents: 0n, fee_cents: 0n, net_cents: 0n },
    rows: 0,
    bytes: 0,
    sha256: '',
  }
  const hash = createHash('sha256')
  try {
    await pipeline(
      Readable.from(records(lines, written)),
      stringify({ header: true, columns, escape_formulas: true }),
      new Transform({
        transform(chunk: Buffer, _encoding, done) {
          hash.update(chunk)
          written.bytes += chunk.length
          done(null, chunk)
        },
      }),
      createWriteStream(path, { flags: 'wx', flush: true }),
    )
  } catch (error) {
    await rm(path, { force: true })
    throw error
  }
  return { ...written, sha256: hash.digest('hex') }
}

/** Counts each line as it passes. Numbers pass as bigint: the CSV library tells them from text by that. */
async function* records(lines: AsyncIterable<SettlementLine>, written: WrittenCsv) {
  const { totals } = written
  for await (const line of lines) {
    const gross = BigInt(line.gross_cents)
    const fee = BigInt(line.fee_cents)
    const net = BigInt(line.net_cents)
    const count = BigInt(line.txn_count)
    totals.gross_cents += gross
    totals.fee_cents += fee
    totals.net_cents += net
    totals.txn_count += count
    written.rows += 1
    yield [
      line.merchant_id,
      line.date,
      gross,
      fee,
      net,
      count,
      line.generated_at,
      line.unique_run_id,
    ]
  }
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
