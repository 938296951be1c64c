import { createReadStream } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { quoteMerchants } from '@order-settlement/shared/settlements/quote-merchants.ts'
import { createFolderStore } from '@order-settlement/storage/folder-store.ts'
import type { StoredFile } from '@order-settlement/storage/settlement-store.ts'
import {
  makeTemporaryDirectory,
  type TemporaryDirectory,
} from '@order-settlement/testing/temporary-directory.ts'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { cutParts, findMerchantParts, openParts } from '../src/downloads/merchant-parts.ts'

let directory: TemporaryDirectory
beforeAll(async () => {
  directory = await makeTemporaryDirectory()
})
afterAll(() => directory.remove())

const header = 'merchant_id,date,gross_cents\n'

const path = () => join(directory.path, 'test.csv')

async function openCsv(csv: string): Promise<StoredFile> {
  await writeFile(path(), csv)
  const file = await createFolderStore(directory.path).open('test.csv')
  if (!file) throw new Error('it was written just now')
  return file
}

/** Also what looks like a quoted cell, a formula, or a record of another merchant. */
const merchant = fc.oneof(
  fc.constantFrom('a', 'a,', 'a"', '"a"', '"', '""', "'=a", '=a', 'a\n', 'ab', '商', 'x"\na,1,1\n'),
  fc.string({
    unit: fc.constantFrom('a', '"', ',', ';', '\t', '\n', '\r', '=', "'"),
    minLength: 1,
  }),
)

test('every record is of one merchant, in chunks of any size, and together they are the file', async () => {
  const merchants = fc.uniqueArray(merchant, { minLength: 1, maxLength: 8 })
  await fc.assert(
    fc.asyncProperty(merchants, fc.integer({ min: 1, max: 40 }), async (merchants, chunkBytes) => {
      const cells = quoteMerchants(merchants)
      const records = cells.map((cell, n) => `${cell},2025-01-01,${n}\n${cell},2025-01-02,${n}\n`)
      for (const [n, merchant] of merchants.entries()) {
        const file = await openCsv(header + records.join(''))
        const parts = await findMerchantParts(
          createReadStream(path(), { highWaterMark: chunkBytes }),
          merchant,
        )
        expect(parts.length).toBeLessThanOrEqual(2)
        expect(await text(openParts(file, parts))).toBe(header + records[n])
      }
    }),
  )
})

test.each(['x;=cmd', 'x\ty', "'\t=1"])(
  'the records of %j are found in a file of an earlier version too, which has no quotes around them',
  async (merchant) => {
    const [cell] = merchant.startsWith("'") ? ["''\t=1"] : [merchant]
    const records = `${cell},2025-01-01,1\n${cell},2025-01-02,1\n`
    const file = await openCsv(`${header}x,2025-01-01,1\n${records}xy,2025-01-01,1\n`)
    const parts = await findMerchantParts(file.read(), merchant)
    expect(await text(openParts(file, parts))).toBe(header + records)
  },
)

test('a merchant without records has the header only', async () => {
  const file = await openCsv(`${header}b,2025-01-01,1\n`)
  onTestFinished(() => file.close())
  expect(await findMerchantParts(file.read(), 'a')).toEqual([{ start: 0, end: header.length }])
})

test('any range of two parts is that range of their bytes one after the other', () => {
  const bytes = '0123456789'
  const parts = [
    { start: 0, end: 3 },
    { start: 6, end: 10 },
  ]
  const whole = '0126789'
  for (let start = 0; start < whole.length; start += 1) {
    for (let end = start + 1; end <= whole.length; end += 1) {
      const cut = cutParts(parts, { start, end }).map((part) => bytes.slice(part.start, part.end))
      expect(cut.join('')).toBe(whole.slice(start, end))
    }
  }
})
