import { createOrderSettlementClient } from '@order-settlement/client'
import { expectSound } from '@order-settlement/testing/browser.ts'
import {
  makeTemporaryDirectory,
  type TemporaryDirectory,
} from '@order-settlement/testing/temporary-directory.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { signIn, startConsole, type TestConsole, writeKeys } from './start-console.ts'

let directory: TemporaryDirectory
let site: TestConsole
let product: number
let order: string
beforeAll(async () => {
  directory = await makeTemporaryDirectory()
  const API_KEYS_FILE = await writeKeys(directory.path, [
    { name: 'owner', scopes: ['admin'] },
    { name: 'shelf', scopes: ['products:read'] },
    { name: 'desk', scopes: ['orders:read', 'orders:write'] },
    { name: 'terms', scopes: ['merchants:read'] },
    { name: 'files', scopes: ['transactions:write'] },
    { name: 'ledger', scopes: ['settlements:read'] },
    { name: 'monitor', scopes: ['metrics:read'] },
  ])
  site = await startConsole({ API_KEYS_FILE })
  const client = createOrderSettlementClient({ url: site.api.url, key: 'osk_owner' })
  const body = { name: 'Shirt', merchant_id: 'jazz', price_cents: 2500, stock: 9 }
  product = (await client.POST('/products', { body })).data?.id ?? 0
  await client.PUT('/merchants/{id}', { params: { path: { id: 'jazz' } }, body: { name: 'Jazz' } })
  const desk = createOrderSettlementClient({ url: site.api.url, key: 'osk_desk' })
  const wanted = { product_id: product, quantity: 1, buyer_id: 'ann' }
  order = (await desk.POST('/orders', { body: wanted })).data?.id ?? ''
})
afterAll(async () => {
  await site?.stop()
  await directory?.remove()
})

const all = ['Stock movements', 'Sold over time', 'Newest orders']

/** What a key sees of a page, and what it does not. */
const views: [string, () => string, { shown: string[]; hidden: string[] }][] = [
  ['owner', () => `products/${product}`, { shown: [...all, 'Change stock'], hidden: [] }],
  [
    'shelf',
    () => `products/${product}`,
    { shown: ['Stock movements'], hidden: ['Sold over time', 'Newest orders', 'Change stock'] },
  ],
  ['desk', () => `orders/${order}`, { shown: ['Timeline'], hidden: ['Refund', 'Cancel'] }],
  [
    'terms',
    () => 'merchants/jazz',
    { shown: ['Fee of a sale'], hidden: ['Statement', 'Change the terms'] },
  ],
  ['files', () => 'imports', { shown: ['Import a file'], hidden: ['Files'] }],
  ['ledger', () => 'imports', { shown: ['Files'], hidden: ['Import a file'] }],
]

test.each(views)(
  'the key %s sees of a page what it may, and asks for nothing else',
  async (name, path, { shown, hidden }) => {
    await using opened = await site.open()
    const { page } = opened
    await signIn(opened, `/console/${path()}`, name)
    for (const text of shown) await page.getByText(text, { exact: true }).first().waitFor()
    await page.waitForLoadState('networkidle')
    for (const text of hidden)
      expect(await page.getByText(text, { exact: true }).count(), text).toBe(0)
    await expectSound(opened)
  },
)

test.each([
  'products',
  'products/1',
  'orders',
  'orders/01980000-0000-7000-8000-000000000001',
  'merchants',
  'merchants/jazz',
  'merchants/jazz/2025-01-31',
  'imports',
  'imports/01980000-0000-7000-8000-000000000001',
])('%s: a key without a scope for it reads that, and has no link to it', async (path) => {
  await using opened = await site.open({ colorScheme: 'dark' })
  const { page } = opened
  await signIn(opened, `/console/${path}`, 'monitor')
  await page.getByText('your key does not allow it').waitFor()
  const links = page.getByRole('navigation', { name: 'Pages' }).getByRole('link')
  expect(await links.allTextContents()).toEqual(['Overview', 'API'])
  await expectSound(opened)
})
