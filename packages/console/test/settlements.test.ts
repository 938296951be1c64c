import { seed } from '@order-settlement/db/seed.ts'
import { createApiDriver } from '@order-settlement/testing/api-driver.ts'
import {
  type Browser,
  expectSound,
  openBrowser,
  openPage,
  type Page,
} from '@order-settlement/testing/browser.ts'
import {
  makeTemporaryDirectory,
  type TemporaryDirectory,
} from '@order-settlement/testing/temporary-directory.ts'
import { createTestDatabase, type TestDatabase } from '@order-settlement/testing/test-database.ts'
import { startProcess, type TestProcess } from '@order-settlement/testing/test-process.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'

let database: TestDatabase
let directory: TemporaryDirectory
let env: Record<string, string>
let api: TestProcess
let browser: Browser
beforeAll(async () => {
  database = await createTestDatabase()
  await seed(database.db, 20_000)
  directory = await makeTemporaryDirectory()
  env = {
    DATABASE_URL: database.url,
    SETTLEMENT_DIR: directory.path,
    SETTLEMENT_BATCH_SIZE: '500',
  }
  api = await startProcess('api', env)
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await api?.[Symbol.asyncDispose]()
  await database?.drop()
  await directory?.remove()
})

async function startJanuary(page: Page): Promise<void> {
  await page.goto('/console/settlements')
  await page.getByRole('button', { name: 'Settle days' }).click()
  await page.getByLabel('First day').fill('2025-01-01')
  await page.getByLabel('Last day').fill('2025-01-31')
  await page.getByRole('button', { name: 'Settle', exact: true }).click()
  await page.getByText('Waiting for a worker').waitFor()
}

test('a job is followed from its queue to its proof: the bar never goes back, and the file can be downloaded', async () => {
  await using opened = await openPage(browser, api.url)
  const { page } = opened
  await startJanuary(page)
  await expectSound(opened)
  // Every value that the bar shows, from inside the page.
  await page.evaluate(`
    window.shown = []
    const bar = document.querySelector('progress')
    new MutationObserver(() => shown.push(bar.value)).observe(bar, { attributes: true })`)

  await using _ = await startProcess('worker', env)
  await page.getByText('Transactions, table and file have the same sums.').waitFor()
  const shown = (await page.evaluate('shown')) as number[]
  expect(shown.length).toBeGreaterThan(1)
  expect(shown).toEqual(shown.toSorted((a, b) => a - b))
  expect(await page.getByText('✗').count()).toBe(0)
  await expectSound(opened)

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'CSV', exact: true }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/\.csv$/)
  await page.getByRole('button', { name: 'Copy a link' }).click()
  const link = await page.locator('code', { hasText: 'signature=' }).textContent()
  expect((await fetch(link ?? '')).status).toBe(200)
  expect(opened.faults).toEqual([])
})

test('a job is cancelled and retried, each after a dialog that says what it does', async () => {
  await using opened = await openPage(browser, api.url)
  const { page } = opened
  await startJanuary(page)
  await page.getByRole('button', { name: 'Cancel the job' }).click()
  await page.getByText('Nothing of this job will be published.').waitFor()
  await expectSound(opened)
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel the job' }).click()
  await page.getByRole('button', { name: 'Retry' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Retry' }).click()
  await page.getByText('Waiting for a worker').waitFor()
  await expectSound(opened)
})

test('a dialog keeps its action when the job ends while it is open', async () => {
  await using opened = await openPage(browser, api.url)
  const { page } = opened
  await startJanuary(page)
  await page.getByRole('button', { name: 'Cancel the job' }).click()
  await createApiDriver(api.url).cancelJob(page.url().split('/').at(-1) ?? '')
  // Behind the dialog, which hides it from the accessibility tree.
  await page.locator('main > p.actions > button', { hasText: 'Retry' }).waitFor()
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel the job' }).click()
  await page.getByRole('button', { name: 'Retry' }).waitFor()
  expect(await page.getByText('Cancelled', { exact: true }).count()).toBe(1)
  await expectSound(opened)
})
