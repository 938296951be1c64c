import { createApiDriver } from '@order-settlement/testing/api-driver.ts'
import {
  type Browser,
  expectSound,
  openBrowser,
  openPage,
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

test('orders show in the chart and in the revenue of today by themselves, and jobs that wait', async () => {
  await using opened = await openPage(browser, api.url)
  const { page } = opened
  await page.goto('/console/')
  await page.getByText('Nothing yet').waitFor()
  await page.getByText('None waits for a worker').waitFor()
  await expectSound(opened)

  const { client, placeOrder, startSettlement } = createApiDriver(api.url)
  const { data: product } = await client.POST('/products', {
    body: { name: 'Shirt', merchant_id: 'm1', price_cents: 2500, stock: 100 },
  })
  for (let n = 0; n < 10; n++)
    await placeOrder({ product_id: product?.id ?? 0, quantity: 1, buyer_id: `b${n}` })
  await startSettlement({ from: '2025-01-01', to: '2025-01-01' })
  await page.getByText('USD 250.00').waitFor()
  await page.getByText('One has waited for').waitFor()
  await page.getByText('90 left').waitFor()
  await page.getByText(/at most [12] in 5 minutes/).waitFor()
  await expectSound(opened)
})

test('at 390 px nothing is wider than the window', async () => {
  const viewport = { width: 390, height: 844 }
  await using opened = await openPage(browser, api.url, { viewport, colorScheme: 'dark' })
  const { page } = opened
  for (const path of ['', 'products', 'orders', 'settlements']) {
    await page.goto(`/console/${path}`)
    await page.waitForLoadState('networkidle')
    expect(await page.evaluate('document.documentElement.scrollWidth'), path).toBe(390)
    await expectSound(opened)
  }
})
