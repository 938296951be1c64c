import { gzipSync } from 'node:zlib'
import { expectSound, type Page } from '@order-settlement/testing/browser.ts'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startConsole, type TestConsole } from './start-console.ts'

let site: TestConsole
beforeAll(async () => {
  site = await startConsole()
})
beforeEach(async () => {
  await site.database.db.deleteFrom('transactions').execute()
})
afterAll(() => site?.stop())

const header = 'external_id,merchant_id,amount_cents,fee_cents,paid_at'

/** A file with so many transactions of a merchant. */
function csv(merchant: string, lines: number, amount = '2500'): Buffer {
  const rows = Array.from(
    { length: lines },
    (_, n) => `${merchant}-${n},${merchant},${amount},103,2025-01-31T12:00:00Z`,
  )
  return Buffer.from([header, ...rows].join('\n'))
}

async function choose(page: Page, name: string, buffer: Buffer): Promise<void> {
  await page.goto('/console/imports')
  await page.getByLabel('CSV or NDJSON file').setInputFiles({ name, mimeType: 'text/csv', buffer })
}

async function stored(): Promise<{ imports: number; transactions: number }> {
  const { db } = site.database
  const imports = await db
    .selectFrom('imports')
    .select('id')
    .where('file_name', '=', 'once.csv')
    .execute()
  const transactions = await db.selectFrom('transactions').select('id').execute()
  return { imports: imports.length, transactions: transactions.length }
}

test('the bar of an upload grows to its end, and never goes back', async () => {
  await using opened = await site.open()
  const { page } = opened
  await choose(page, 'large.csv', csv('jazz', 30_000))
  const network = await page.context().newCDPSession(page)
  await network.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: 500_000,
  })
  // Every value that the bar shows, from inside the page.
  await page.evaluate(`
    window.shown = []
    new MutationObserver(() => {
      const bar = document.querySelector('progress')
      if (bar?.hasAttribute('value')) shown.push(bar.value / bar.max)
    }).observe(document.body, { subtree: true, childList: true, attributes: true })`)
  await page.getByRole('button', { name: 'Import', exact: true }).click()
  await page.getByText(/of 1,\d{3},\d{3} bytes are sent/).waitFor()
  await expectSound(opened)
  await page.getByRole('link', { name: 'Imported' }).waitFor()
  const shown = (await page.evaluate('shown')) as number[]
  expect(new Set(shown).size).toBeGreaterThan(3)
  expect(shown).toEqual(shown.toSorted((a, b) => a - b))
  expect(await page.locator('progress').count()).toBe(0)
})

test('a double click and a click after a lost answer import a file once', async () => {
  await using opened = await site.open()
  const { page, faults } = opened
  const keys: (string | undefined)[] = []
  let isCut = true
  await page.route('**/transactions/import?*', async (route) => {
    keys.push(route.request().headers()['idempotency-key'])
    if (!isCut) return await route.continue()
    // The service has kept the file when the connection breaks.
    await route.fetch()
    await route.abort('connectionreset')
  })
  await choose(page, 'once.csv', csv('once', 7))
  const button = page.getByRole('button', { name: 'Import', exact: true })
  await button.dblclick()
  await page.getByText('The service cannot be reached.').waitFor()
  expect(keys).toHaveLength(1)
  expect(await stored()).toEqual({ imports: 1, transactions: 7 })
  expect(faults.splice(0)).not.toEqual([])

  isCut = false
  await button.click()
  await page.getByRole('link', { name: 'Imported' }).waitFor()
  expect(await page.locator('dt', { hasText: /^New$/ }).locator('+ dd').textContent()).toBe('7')
  expect(new Set(keys).size).toBe(1)
  expect(await stored()).toEqual({ imports: 1, transactions: 7 })
  await expectSound(opened)
})

test.each([
  ['plain.csv', (content: Buffer) => content],
  ['packed.csv.gz', gzipSync],
])('the first lines of %s are shown before it is sent', async (name, pack) => {
  await using opened = await site.open()
  const { page } = opened
  await choose(page, name, pack(csv('blues', 100)))
  const shown = page.getByRole('group', { name: 'The first lines' })
  await shown.getByText('blues-4').waitFor()
  expect((await shown.textContent())?.split('\n')).toEqual([
    header,
    ...[0, 1, 2, 3, 4].map((n) => `blues-${n},blues,2500,103,2025-01-31T12:00:00Z`),
  ])
  await expectSound(opened)
})

test('bad lines are shown 50 at a time, in the answer and on the page of the refused import', async () => {
  await using opened = await site.open()
  const { page, faults } = opened
  await choose(page, 'bad.csv', csv('bad', 120, '12.50'))
  await page.getByRole('button', { name: 'Import', exact: true }).click()
  await page.getByText('1 to 50 of 120').waitFor()
  await page.getByRole('button', { name: 'Next lines' }).click()
  await page.getByRole('button', { name: 'Next lines' }).click()
  await page.getByText('101 to 120 of 120').waitFor()
  expect(await page.getByRole('rowheader', { name: '121', exact: true }).count()).toBe(1)
  expect(faults.splice(0)).toEqual([expect.stringContaining('422')])
  await expectSound(opened)

  await page.getByRole('link', { name: 'The refused import' }).click()
  await page.getByRole('button', { name: 'Next page' }).click()
  await page.getByRole('rowheader', { name: '60', exact: true }).waitFor()
  expect(new URL(page.url()).searchParams.has('cursor')).toBe(true)
  await expectSound(opened)
})
