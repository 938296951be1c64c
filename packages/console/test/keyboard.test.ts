import { expectSound, type Page } from '@order-settlement/testing/browser.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startConsole, type TestConsole } from './start-console.ts'

let site: TestConsole
beforeAll(async () => {
  site = await startConsole()
})
afterAll(() => site?.stop())

/** What has the focus: the text of a link or a button, or the name of a field. */
function focused(page: Page): Promise<string> {
  return page.evaluate(
    "document.activeElement?.getAttribute('name') ?? document.activeElement?.textContent ?? ''",
  )
}

async function tabTo(page: Page, name: string): Promise<void> {
  for (let n = 0; n < 40; n++) {
    await page.keyboard.press('Tab')
    if ((await focused(page)) === name) return
  }
  expect.fail(`Tab does not reach ${name}`)
}

test('a product is created and supplied by keyboard alone, and a dialog gives the focus back', async () => {
  await using opened = await site.open()
  const { page } = opened
  await page.goto('/console/')
  await page.getByRole('heading', { name: 'Overview' }).waitFor()
  await tabTo(page, 'Products')
  await page.keyboard.press('Enter')
  await page.getByText('There are no such products.').waitFor()
  expect(await focused(page)).toBe('Products')

  await tabTo(page, 'New product')
  await page.keyboard.press('Enter')
  await expect.poll(() => focused(page)).toBe('name')
  await page.keyboard.type('Poster')
  await tabTo(page, 'merchant_id')
  await page.keyboard.type('m1')
  await tabTo(page, 'price_cents')
  await page.keyboard.type('900')
  await page.keyboard.press('Enter')
  await page.getByRole('link', { name: 'Poster' }).waitFor()
  await expect.poll(() => focused(page)).toBe('New product')

  await tabTo(page, 'Poster')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Poster' }).waitFor()
  await tabTo(page, 'Change stock')
  await page.keyboard.press('Enter')
  await expect.poll(() => focused(page)).toBe('delta')
  await page.keyboard.press('Escape')
  await page.locator('dialog').waitFor({ state: 'detached' })
  await expect.poll(() => focused(page)).toBe('Change stock')
  await page.keyboard.press('Enter')
  await expect.poll(() => focused(page)).toBe('delta')
  await page.keyboard.type('7')
  await page.keyboard.press('Tab')
  await page.keyboard.type('first delivery')
  await page.keyboard.press('Enter')
  await page.getByRole('cell', { name: 'first delivery' }).waitFor()
  await expectSound(opened)
})
