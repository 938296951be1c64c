import { createApiDriver } from '@order-settlement/testing/api-driver.ts'
import {
  type Browser,
  expectSound,
  openBrowser,
  openPage,
} from '@order-settlement/testing/browser.ts'
import { createTestDatabase, type TestDatabase } from '@order-settlement/testing/test-database.ts'
import { startProcess, type TestProcess } from '@order-settlement/testing/test-process.ts'
import { sql } from 'kysely'
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

test('a shop keeper finds the order of a buyer, confirms it, and refunds half of it and the rest', async () => {
  const { client, placeOrder } = createApiDriver(api.url)
  const { data: product } = await client.POST('/products', {
    body: { name: 'Shirt', merchant_id: 'm1', price_cents: 2500, stock: 10 },
  })
  const order = { product_id: product?.id ?? 0, quantity: 2, hold_seconds: 3600 }
  await placeOrder({ ...order, buyer_id: 'ann' })
  await placeOrder({ ...order, buyer_id: 'bob' })
  await using opened = await openPage(browser, api.url)
  const { page } = opened
  await page.goto('/console/orders')
  await page.getByRole('cell', { name: 'ann' }).waitFor()
  await page.getByLabel('Buyer').fill('bob')
  await page.keyboard.press('Enter')
  await expect.poll(() => page.getByRole('cell', { name: 'ann' }).count()).toBe(0)
  expect(new URL(page.url()).search).toBe('?buyer_id=bob')
  await expectSound(opened)

  await page.getByRole('rowheader').getByRole('link').click()
  await page.getByRole('button', { name: 'Confirm' }).click()
  await page.getByText('Sells 2 units for USD 50.00.').waitFor()
  await page.getByLabel('Payment reference').fill('pay_1')
  await page.getByRole('dialog').getByRole('button', { name: 'Confirm' }).click()
  await page.getByText('pay_1').waitFor()

  await page.getByRole('button', { name: 'Refund' }).click()
  await page.getByText('USD 50.00 can be refunded, and 2 units').waitFor()
  await page.getByLabel('Amount').fill('2500')
  // The page loads the order again behind the dialog.
  await page.waitForResponse('**/orders/*')
  await page.getByLabel('Units that return').fill('1')
  await expectSound(opened)
  expect(await page.getByLabel('Amount').inputValue()).toBe('2500')
  await page.getByRole('dialog').getByRole('button', { name: 'Refund' }).click()
  await page.getByRole('cell', { name: 'USD 25.00' }).waitFor()

  await page.getByRole('button', { name: 'Cancel', exact: true }).click()
  await page.getByText('Refunds USD 25.00 and gives 1 units back to the stock.').waitFor()
  await page.getByRole('button', { name: 'Cancel the order' }).click()
  await expect.poll(() => page.getByRole('cell', { name: 'USD 25.00' }).count()).toBe(2)
  expect(await page.getByRole('listitem').filter({ hasText: 'Cancelled' }).count()).toBe(1)
  await expectSound(opened)
  expect(
    (await client.GET('/products/{id}', { params: { path: { id: String(product?.id) } } })).data,
  ).toMatchObject({ stock: 8, held: 2, sold: 0 })
})

test('orders of an hour are found in the time zone of the viewer, and a link keeps the hour', async () => {
  const { client } = createApiDriver(api.url)
  const { data: product } = await client.POST('/products', {
    body: { name: 'Ticket', merchant_id: 'm1', price_cents: 100, stock: 10 },
  })
  // 12:30 in Tokyo and 13:30.
  for (const [buyer, at] of Object.entries({ cat: '03:30Z', dan: '04:30Z' }))
    await sql`insert into orders (id, product_id, quantity, buyer_id, unit_price_cents, total_cents, created_at)
      values (uuidv7(${`2026-03-01T${at}`}::timestamptz - clock_timestamp()), ${product?.id}, 1, ${buyer}, 1, 1,
        ${`2026-03-01T${at}`})`.execute(database.db)
  await using opened = await openPage(browser, api.url, { timezoneId: 'Asia/Tokyo' })
  const { page } = opened
  await page.goto(`/console/orders?product_id=${product?.id}`)
  await page.getByRole('cell', { name: 'cat' }).waitFor()
  await page.getByLabel('From,').fill('2026-03-01T13:00')
  await page.keyboard.press('Tab')
  await expect.poll(() => page.getByRole('cell', { name: 'cat' }).count()).toBe(0)
  expect(new URL(page.url()).searchParams.get('created_from')).toBe('2026-03-01T04:00:00.000Z')
  await page.getByLabel('Until,').fill('2026-03-01T13:30')
  await page.getByText('There are no such orders.').waitFor()
  await expectSound(opened)

  await using elsewhere = await openPage(browser, api.url, { timezoneId: 'Europe/Rome' })
  const link = new URL(page.url())
  link.searchParams.delete('created_to')
  await elsewhere.page.goto(link.href)
  await elsewhere.page.getByRole('cell', { name: 'dan' }).waitFor()
  expect(await elsewhere.page.getByLabel('From,').inputValue()).toBe('2026-03-01T05:00')
  expect(await elsewhere.page.getByRole('cell', { name: 'cat' }).count()).toBe(0)
  expect(elsewhere.faults).toEqual([])
})
