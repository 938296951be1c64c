import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/** In this order in the file and in the tables of the baseline. */
export const columns = [
  'external_id',
  'merchant_id',
  'amount_cents',
  'fee_cents',
  'kind',
  'status',
  'paid_at',
] as const

const merchants = 1_000
const linesOfPart = 10_000

/** Writes a CSV file of transactions of a thousand merchants in a month, all of them different. */
export async function writeFile(path: string, lines: number): Promise<void> {
  await pipeline(Readable.from(parts(lines)), createWriteStream(path))
}

function* parts(lines: number): Generator<string> {
  yield `${columns.join(',')}\n`
  for (let first = 0; first < lines; first += linesOfPart) {
    const count = Math.min(linesOfPart, lines - first)
    yield Array.from({ length: count }, (_, n) => line(first + n)).join('')
  }
}

function line(n: number): string {
  // The order of a provider's file: by time, the merchants mixed.
  const merchant = String((n * 7919) % merchants).padStart(4, '0')
  const time = new Date(Date.UTC(2025, 0, 1) + (n % 2_678_400) * 1_000).toISOString()
  const cents = 100 + ((n * 31) % 50_000)
  return `ch_${n.toString(36).padStart(12, '0')},merchant_${merchant},${cents},${Math.trunc(cents / 34)},SALE,PAID,${time}\n`
}
