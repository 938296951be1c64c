import { createHash } from 'node:crypto'
import { open, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { quoteMerchants } from '@order-settlement/shared/settlements/quote-merchants.ts'
import { nothingRead, type ReadCsv, readRecords } from './read-csv.ts'
import type { SettledMerchant } from './read-merged-sums.queries.ts'

const header =
  'merchant_id,date,gross_cents,fee_cents,net_cents,txn_count,generated_at,unique_run_id,refund_cents,refund_count,currency\n'

export interface WrittenCsv extends ReadCsv {
  /** The temporary file. */
  path: string
  bytes: number
  /** Hexadecimal, of the whole file. */
  sha256: string
}

/** Length of the text that is written and read back at once. */
const chunkLength = 32 * 1024

/**
 * Writes a settlement's CSV under a unique temporary name and syncs it to disk. Memory is bounded: each page is
 * written before the next one is read.
 *
 * @param generatedAt RFC 3339
 * @returns what a reader of the written text counts and sums
 * @throws the system error, such as ENOSPC, or ProofError, after removing the temporary file
 */
export async function writeCsv(
  directory: string,
  jobId: string,
  generatedAt: string,
  pages: AsyncIterable<SettledMerchant[]>,
): Promise<WrittenCsv> {
  const path = join(directory, `${jobId}.csv.${process.pid}-${Date.now()}.tmp`)
  const seen = nothingRead()
  const hash = createHash('sha256')
  let bytes = 0
  try {
    await using file = await open(path, 'wx')
    const write = async (text: Buffer) => {
      hash.update(text)
      bytes += text.length
      await file.writeFile(text)
    }
    await write(Buffer.from(header))
    for await (const records of toChunks(pages, `${generatedAt},${jobId}`)) {
      const writing = write(records)
      // An error is thrown where `writing` is awaited. Until then reading may fail first.
      writing.catch(() => {})
      readRecords(records, seen)
      await writing
    }
    await file.sync()
  } catch (error) {
    await rm(path, { force: true })
    throw error
  }
  return { path, ...seen, bytes, sha256: hash.digest('hex') }
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

/** Renames the file to its final name and syncs the directory. */
export async function publishCsv(directory: string, jobId: string, path: string): Promise<void> {
  await rename(path, join(directory, `${jobId}.csv`))
  const handle = await open(directory)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Removes the temporary files of a settlement, and with `published` the CSV too. */
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
