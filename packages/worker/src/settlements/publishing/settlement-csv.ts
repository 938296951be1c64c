import { createHash } from 'node:crypto'
import { quoteMerchants } from '@order-settlement/shared/settlements/quote-merchants.ts'
import type { NewFile, SettlementStore } from '@order-settlement/storage/settlement-store.ts'
import { nothingRead, type ReadCsv, readRecords } from './read-csv.ts'
import type { SettledMerchant } from './read-merged-sums.queries.ts'

const header =
  'merchant_id,date,gross_cents,fee_cents,net_cents,txn_count,generated_at,unique_run_id,refund_cents,refund_count,currency\n'

export interface WrittenCsv extends HashedCsv {
  /** Not published yet. */
  file: NewFile
}

export interface HashedCsv extends ReadCsv {
  bytes: number
  /** Hexadecimal, of the whole file. */
  sha256: string
}

/** Length of the text that is written and read back at once. */
const chunkLength = 32 * 1024

/**
 * Writes a settlement's CSV as a new file, durably. Memory is bounded: each page is written before the next one is read.
 *
 * @param generatedAt RFC 3339
 * @returns what a reader of the written text counts and sums
 * @throws the system error, such as ENOSPC, StoreError or ProofError, after removing the file
 */
export async function writeCsv(
  store: SettlementStore,
  jobId: string,
  generatedAt: string,
  pages: AsyncIterable<SettledMerchant[]>,
): Promise<WrittenCsv> {
  const file = await store.create(jobId)
  const seen = nothingRead()
  const hash = createHash('sha256')
  let bytes = 0
  const write = async (text: Buffer) => {
    hash.update(text)
    bytes += text.length
    await file.write(text)
  }
  try {
    await write(Buffer.from(header))
    for await (const records of toChunks(pages, `${generatedAt},${jobId}`)) {
      const writing = write(records)
      // An error is thrown where `writing` is awaited. Until then reading may fail first.
      writing.catch(() => {})
      readRecords(records, seen)
      await writing
    }
    await file.finish()
  } catch (error) {
    await file.discard()
    throw error
  }
  return { file, ...seen, bytes, sha256: hash.digest('hex') }
}

/** Joins the records of pages, each with `commonCells`, to texts of about `chunkLength` characters. */
async function* toChunks(
  pages: AsyncIterable<SettledMerchant[]>,
  commonCells: string,
): AsyncGenerator<Buffer> {
  let text = ''
  for await (const page of pages) {
    const cells = quoteMerchants(page.map(({ merchant_id }) => merchant_id))
    for (const [index, { lines, currency }] of page.entries()) {
      for (const line of lines) {
        text += `${cells[index]},${line.replace('*', commonCells)},${currency}\n`
        if (text.length < chunkLength) continue
        yield Buffer.from(text)
        text = ''
      }
    }
  }
  yield Buffer.from(text)
}
