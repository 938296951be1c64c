import { Readable } from 'node:stream'
import { quoteMerchants } from '@order-settlement/shared/settlements/quote-merchants.ts'
import type { ByteRange, StoredFile } from '@order-settlement/storage/settlement-store.ts'

/** A part of a file. */
export type Part = ByteRange

const lineFeed = 0x0a
const quote = 0x22

/**
 * Finds the header of a published CSV and the records of one merchant. Since a file is ordered by merchant, there are at
 * most two parts.
 *
 * @param csv its bytes, in chunks of any size
 */
export async function findMerchantParts(
  csv: AsyncIterable<Buffer>,
  merchant: string,
): Promise<Part[]> {
  const cells = cellsOf(merchant)
  const parts: Part[] = []
  let rest: Buffer = Buffer.alloc(0)
  let offset = 0
  for await (const chunk of csv) {
    const text = Buffer.concat([rest, chunk])
    let start = 0
    for (let end = endOfRecord(text, start); end > 0; end = endOfRecord(text, start)) {
      const isHeader = parts.length === 0
      const hasCell = (cell: Buffer) => text.subarray(start, start + cell.length).equals(cell)
      if (isHeader || cells.some(hasCell))
        addPart(parts, { start: offset + start, end: offset + end })
      start = end
    }
    rest = text.subarray(start)
    offset += start
  }
  return parts
}

/** The first cell of the merchant's records with the comma after it, as this version writes it and as earlier ones did. */
function cellsOf(merchant: string): Buffer[] {
  const [cell = ''] = quoteMerchants([merchant])
  // Those quoted neither semicolons nor tabs.
  const inner = cell.slice(1, -1)
  const isOnlyNow = cell.startsWith('"') && !/[",\r\n]/.test(inner)
  return [cell, ...(isOnlyNow ? [inner] : [])].map((text) => Buffer.from(`${text},`))
}

/** @returns where the next record begins; 0 if the text does not have all of this one */
function endOfRecord(text: Buffer, start: number): number {
  // Only the first cell may be quoted. A line break in it ends no record, though one may seem to begin after it.
  const at = text[start] === quote ? endOfQuoted(text, start) : start
  return at < 0 ? 0 : text.indexOf(lineFeed, at) + 1
}

/** @returns the index of the quote that ends the cell; -1 without one */
function endOfQuoted(text: Buffer, start: number): number {
  let at = text.indexOf(quote, start + 1)
  // Two of them stand for one in the cell.
  while (at >= 0 && text[at + 1] === quote) at = text.indexOf(quote, at + 2)
  return at
}

function addPart(parts: Part[], part: Part): void {
  const last = parts.at(-1)
  if (last?.end === part.start) last.end = part.end
  else parts.push(part)
}

/** @param range in bytes of the parts, one after the other */
export function cutParts(parts: Part[], range: Part): Part[] {
  let before = 0
  return parts.flatMap(({ start, end }) => {
    const from = Math.max(start, start + range.start - before)
    const to = Math.min(end, start + range.end - before)
    before += end - start
    return from < to ? [{ start: from, end: to }] : []
  })
}

/** Reads parts of a file, a chunk at a time. The file is closed with the stream, also if that is destroyed unread. */
export function openParts(file: StoredFile, parts: Part[]): Readable {
  const stream = Readable.from(readParts(file, parts))
  stream.once('close', () => file.close())
  return stream
}

/** The header and the records of one merchant. The file is closed with the stream, or with the error. */
export async function openLines(file: StoredFile, merchant: string): Promise<Readable> {
  try {
    return openParts(file, await findMerchantParts(file.read(), merchant))
  } catch (error) {
    await file.close()
    throw error
  }
}

async function* readParts(file: StoredFile, parts: Part[]): AsyncGenerator<Buffer> {
  for (const part of parts) if (part.start < part.end) yield* file.read(part)
}
