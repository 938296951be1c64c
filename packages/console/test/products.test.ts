import { createApiDriver } from '@order-settlement/testing/api-driver.ts'
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

test('a shop keeper creates a product, sees it sell, adds units and archives it', async () => {
  await using opened = await openPage(browser, api.url)
  const { page } = opened
  await page.goto('/')
  await expect.poll(() => page.url()).toBe(`${api.url}/console/`)
  await page.getByRole('link', { name: 'Products' }).click()
  await page.getByText('There are no such products.').waitFor()
  await expectSound(opened)

  await page.getByRole('button', { name: 'New product' }).click()
  await page.getByLabel('Name').fill('<img src=x onerror=alert(1)>')
  await page.getByLabel('Merchant', { exact: true }).last().fill('merchant_0001')
  await page.getByLabel('Price').fill('123450')
  await page.getByLabel('Units to begin with').fill('10')
  await page.getByRole('button', { name: 'Create' }).click()
  await page.getByRole('link', { name: '<img src=x onerror=alert(1)>' }).waitFor()
  await expectSound(opened)

  await page.getByRole('link', { name: '<img src=x onerror=alert(1)>' }).click()
  await page.getByText('USD 1,234.50').waitFor()
  await page.getByRole('cell', { name: 'opening stock' }).waitFor()
  await expectSound(opened)

  const ordered = await createApiDriver(api.url).placeOrder({
    product_id: Number(page.url().split('/').at(-1)),
    quantity: 4,
    buyer_id: 'buyer',
  })
  expect(ordered.status).toBe('CONFIRMED')
  await expect.poll(() => fact(page, 'Sold')).toBe('4')
  expect(await fact(page, 'In stock')).toBe('6')

  await page.getByRole('button', { name: 'Change stock' }).click()
  await page.getByLabel('Units to add').fill('-7')
  await page.getByLabel('Reason').fill('counted again')
  await expectSound(opened)
  await page.getByRole('dialog').getByRole('button', { name: 'Change stock' }).click()
  // In the words of the service; what was typed stays.
  await page.getByRole('alert').getByText('6 units').waitFor()
  // The browser reports a refusal as an error of its own.
  expect(opened.faults.splice(0)).toEqual([expect.stringContaining('409 (Conflict)')])
  await page.getByLabel('Units to add').fill('-6')
  await page.getByRole('dialog').getByRole('button', { name: 'Change stock' }).click()
  await page.getByRole('cell', { name: 'counted again' }).waitFor()
  await expect.poll(() => fact(page, 'In stock')).toBe('0')

  await page.getByRole('button', { name: 'Edit or archive' }).click()
  await page.getByLabel('Archived').check()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Archived: not for sale').waitFor()
  await expectSound(opened)
})

/** @returns what a page says about a product */
function fact(page: Page, name: string): Promise<string | null> {
  return page
    .locator('dt', { hasText: new RegExp(`^${name}$`) })
    .locator('+ dd')
    .textContent()
}

test('an edit keeps what was typed while the page loads, and never overwrites the edit of another', async () => {
  const { client } = createApiDriver(api.url)
  const { data: product } = await client.POST('/products', {
    body: { name: 'Poster', merchant_id: 'm1', price_cents: 100, stock: 1 },
  })
  const path = { id: String(product?.id) }
  await using opened = await openPage(browser, api.url)
  const { page } = opened
  await page.goto(`/console/products/${path.id}`)
  await page.getByRole('button', { name: 'Edit or archive' }).click()
  await page.getByLabel('Name').fill('Signed poster')
  await client.PATCH('/products/{id}', { params: { path }, body: { price_cents: 900 } })
  // Behind the dialog the new price is shown.
  await page.locator('dd', { hasText: 'USD 9.00' }).waitFor()
  expect(await page.getByLabel('Name').inputValue()).toBe('Signed poster')
  expect(await page.getByLabel('Price').inputValue()).toBe('100')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('alert').getByText('changed').waitFor()
  expect(opened.faults).toEqual([expect.stringContaining('412')])
  const { data } = await client.GET('/products/{id}', { params: { path } })
  expect(data).toMatchObject({ name: 'Poster', price_cents: 900 })
})
