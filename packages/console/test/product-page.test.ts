import { expectSound } from '@order-settlement/testing/browser.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startConsole, type TestConsole } from './start-console.ts'

let site: TestConsole
beforeAll(async () => {
  site = await startConsole()
})
afterAll(() => site?.stop())

async function createProduct(name: string): Promise<number> {
  const { data } = await site.driver.client.POST('/products', {
    body: { name, merchant_id: 'm1', price_cents: 2500, stock: 100 },
  })
  return data?.id ?? 0
}

test("a product's page shows when it sold, as bars and as a table, in the viewer's zone, and its newest orders", async () => {
  const id = await createProduct('Shirt')
  // Yesterday in Tokyo, at 09:00.
  await sql`
    insert into orders (id, product_id, quantity, buyer_id, unit_price_cents, total_cents, created_at)
    select uuidv7(placed - clock_timestamp()), ${id}, 7, 'early', 2500, 17500, placed
    from (select (((now() at time zone 'Asia/Tokyo')::date - 1 + time '09:00') at time zone 'Asia/Tokyo') as placed)
      as yesterday`.execute(site.database.db)
  await site.driver.placeOrder({ product_id: id, quantity: 2, buyer_id: 'late' })
  await using opened = await site.open({ timezoneId: 'Asia/Tokyo' })
  const { page } = opened
  await page.goto(`/console/products/${id}`)
  await page.getByText('USD 225.00, USD 0.00 of it refunded').waitFor()
  expect(await page.locator('canvas').count()).toBe(1)
  await page.getByText('The same as a table').click()
  const rows = page.getByRole('group', { name: 'Sales' }).getByRole('row')
  expect(await rows.nth(1).getByRole('cell').nth(1).textContent()).toBe('2')
  expect(await rows.nth(2).getByRole('cell').allTextContents()).toEqual([
    '1',
    '7',
    'USD\u00a0175.00',
    '0',
    'USD\u00a00.00',
  ])
  expect(await page.getByRole('cell', { name: 'early' }).count()).toBe(1)
  await expectSound(opened)

  await page.getByLabel('Period').selectOption('Today, by the hour')
  await page.getByText('USD 50.00, USD 0.00 of it refunded').waitFor()
  expect(new URL(page.url()).searchParams.get('sales')).toBe('today')
  await site.driver.placeOrder({ product_id: id, quantity: 3, buyer_id: 'later' })
  await page.getByRole('cell', { name: 'later' }).waitFor()
  await page.getByText('USD 125.00, USD 0.00 of it refunded').waitFor()
  await expectSound(opened)
})

test('a product that nobody has ordered says so, in a narrow window too', async () => {
  const id = await createProduct('Shelf warmer')
  const viewport = { width: 390, height: 844 }
  await using opened = await site.open({ viewport, colorScheme: 'dark' })
  const { page } = opened
  await page.goto(`/console/products/${id}`)
  await page.getByText('Nobody has ordered it yet.').waitFor()
  await page.getByText('The same as a table').click()
  await page.getByText('Nothing was sold in this time.').waitFor()
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390)
  await expectSound(opened)
})
