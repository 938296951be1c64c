import {
  type Browser,
  expectSound,
  openBrowser,
  openPage,
  type Page,
} from '@order-settlement/testing/browser.ts'
import { createTestDatabase, type TestDatabase } from '@order-settlement/testing/test-database.ts'
import { startProcess, type TestProcess } from '@order-settlement/testing/test-process.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'

let database: TestDatabase
let api: TestProcess
let browser: Browser
beforeAll(async () => {
  database = await createTestDatabase()
  api = await startProcess('api', { DATABASE_URL: database.url })
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await api?.[Symbol.asyncDispose]()
  await database?.drop()
})

const header = 'external_id,merchant_id,amount_cents,fee_cents,paid_at'

async function choose(page: Page, name: string, lines: string[]): Promise<void> {
  const buffer = Buffer.from([header, ...lines].join('\n'))
  await page.getByLabel('CSV or NDJSON file').setInputFiles({ name, mimeType: 'text/csv', buffer })
}

test('a finance person tries a file, sees its bad line, corrects it and imports it, once', async () => {
  await using opened = await openPage(browser, api.url)
  const { page, faults } = opened
  await page.goto('/console/imports')
  await page.getByText('There are no such imports.').waitFor()
  await expectSound(opened)

  const good = 'c1,jazz,2500,103,2025-01-31T12:00:00Z'
  await choose(page, 'january.csv', [good, 'c2,jazz,12.50,0,2025-01-31T12:00:00Z'])
  await page.getByRole('button', { name: 'Try it, keep nothing' }).click()
  await page.getByRole('alert').waitFor()
  const row = page.getByRole('table', { name: '' }).getByRole('row').nth(1)
  expect(await row.getByRole('cell').allTextContents()).toEqual([
    'amount_cents',
    'has decimals; write 1999 for 19.99',
  ])
  // The browser reports a refusal as an error of its own.
  expect(faults.splice(0)).toEqual([expect.stringContaining('422')])
  await expectSound(opened)

  await choose(page, 'january.csv', [good, 'c2,jazz,1250,0,2025-01-31T12:00:00Z'])
  await page.getByRole('button', { name: 'Try it, keep nothing' }).click()
  await page.getByText('Nothing was kept. The import would be:').waitFor()
  await page.getByRole('button', { name: 'Import', exact: true }).click()
  await page.getByRole('link', { name: 'Imported' }).click()
  await page.getByRole('heading', { name: 'Import of january.csv' }).waitFor()
  expect(await page.locator('dt', { hasText: 'New' }).locator('+ dd').textContent()).toBe('2')
  await expectSound(opened)

  await page.goBack()
  await page.getByRole('link', { name: 'january.csv' }).waitFor()
})

test('a merchant is created, never over another one, and its terms change', async () => {
  await using opened = await openPage(browser, api.url)
  const { page, faults } = opened
  await page.goto('/console/merchants')
  for (const outcome of ['created', 'refused'] as const) {
    await page.getByRole('button', { name: 'New merchant' }).click()
    await page.getByLabel('Id', { exact: true }).fill('blue/note')
    await page.getByLabel('Name', { exact: true }).fill('Blue Note')
    await page.getByLabel('Currency,').fill('jpy')
    await expectSound(opened)
    await page.getByRole('button', { name: 'Create' }).click()
    if (outcome === 'created') await page.getByRole('link', { name: 'blue/note' }).waitFor()
    else await page.getByText('there is one with this id').waitFor()
  }
  expect(faults.splice(0)).toEqual([expect.stringContaining('412')])
  await page.getByRole('button', { name: 'Close' }).click()

  await page.getByRole('link', { name: 'blue/note' }).click()
  await page.getByRole('button', { name: 'Change the terms' }).click()
  await page.getByLabel('Fixed fee').fill('30')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('0 % and JPY 30').waitFor()
  await page.getByText('No such day is settled.').waitFor()
  await expectSound(opened)
})
