import { expectSound } from '@order-settlement/testing/browser.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { expectFailure, expectLoading } from './expect-states.ts'
import { startConsole, type TestConsole } from './start-console.ts'

let site: TestConsole
const ids: Record<string, string | number | null | undefined> = {}
beforeAll(async () => {
  site = await startConsole()
  const { client, placeOrder } = site.driver
  const body = { name: 'Shirt', merchant_id: 'jazz', price_cents: 2500, stock: 1 }
  ids.product = (await client.POST('/products', { body })).data?.id
  const sold = (await client.POST('/products', { body })).data?.id ?? 0
  ids.order = (await placeOrder({ product_id: sold, quantity: 1, buyer_id: 'ann' })).id
  await client.PUT('/merchants/{id}', { params: { path: { id: 'jazz' } }, body: { name: 'Jazz' } })
  const { data } = await client.POST('/transactions/import', {
    headers: { 'content-type': 'text/csv' },
    params: { query: { file_name: 'one.csv' } },
    body: 'external_id,merchant_id,amount_cents,fee_cents,paid_at\na,jazz,1,0,2025-01-31T12:00:00Z',
    bodySerializer: (text: unknown) => String(text),
  })
  ids.import = data?.import_id
})
afterAll(() => site?.stop())

/** Each page of the shop, by what it shows where there is nothing. */
const pages: [string, () => string, string[]][] = [
  ['products', () => 'products?merchant_id=nobody', ['There are no such products.']],
  ['a product', () => `products/${ids.product}`, ['Nobody has ordered it yet.']],
  ['orders', () => 'orders?buyer_id=nobody', ['There are no such orders.']],
  ['an order', () => `orders/${ids.order}`, ['Nothing was refunded.']],
  ['merchants', () => 'merchants?q=nobody', ['There are no such merchants.']],
  ['a merchant', () => 'merchants/jazz', ['No such day is settled.']],
  ['imports', () => 'imports?status=REJECTED', ['There are no such imports.']],
  ['an import', () => `imports/${ids.import}`, ['Imported']],
]

describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
  test.each(pages)(
    '%s: it says that it is loading, and then what there is',
    async (_, path, texts) => {
      await using opened = await site.open({ colorScheme })
      await expectLoading(opened, path(), texts)
    },
  )
})

test.each(pages)(
  "%s: it has the service's sentence where it fails, and loads again",
  async (_, path, texts) => {
    await using opened = await site.open()
    await expectFailure(opened, path(), texts)
  },
)

test('no page is wider than a phone', async () => {
  await using opened = await site.open({ viewport: { width: 390, height: 844 } })
  const { page } = opened
  const all = [...pages.map(([, path]) => path()), 'products', 'orders', 'merchants', 'imports']
  for (const path of all) {
    await page.goto(`/console/${path}`)
    await page.waitForLoadState('networkidle')
    expect(await page.evaluate('document.documentElement.scrollWidth'), path).toBe(390)
  }
  await expectSound(opened)
})

test.each([
  ['products/999', 'There is no product 999'],
  ['orders/01980000-0000-7000-8000-000000000001', 'There is no order'],
  ['merchants/nobody', 'There is no merchant nobody'],
  ['imports/01980000-0000-7000-8000-000000000001', 'There is no import'],
])('%s is refused in words', async (path, sentence) => {
  await using opened = await site.open()
  await opened.page.goto(`/console/${path}`)
  await opened.page.getByText(sentence).first().waitFor()
  // Each of its requests may be refused.
  await opened.page.waitForLoadState('networkidle')
  expect(opened.faults.splice(0)).toContainEqual(expect.stringContaining('404 (Not Found)'))
  await expectSound(opened)
})
