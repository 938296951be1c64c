import { expectSound, type TestPage } from '@order-settlement/testing/browser.ts'
import { expect } from 'vitest'

const isApi = ({ pathname }: URL) =>
  !pathname.startsWith('/console') && pathname !== '/session' && pathname !== '/icon.svg'

const overloaded = {
  status: 503,
  contentType: 'application/problem+json',
  body: JSON.stringify({ code: 'OVERLOADED', detail: 'The service is overloaded.', status: 503 }),
}

async function expectTexts({ page }: TestPage, texts: string[]): Promise<void> {
  for (const text of texts) await page.getByText(text, { exact: true }).first().waitFor()
}

/**
 * Expects that a page of the console says that it is loading, and then that there is nothing.
 *
 * @param texts what it says then
 */
export async function expectLoading(
  opened: TestPage,
  path: string,
  texts: string[],
): Promise<void> {
  const { page } = opened
  const loading = Promise.withResolvers<void>()
  await page.route(isApi, async (route) => {
    await loading.promise
    await route.continue()
  })
  await page.goto(`/console/${path}`)
  await page.getByText('Loading …').first().waitFor()
  await expectSound(opened)
  loading.resolve()
  await expectTexts(opened, texts)
  await page.getByText('Loading …').first().waitFor({ state: 'detached' })
  await expectSound(opened)
}

/** Expects that a page of the console has the service's sentence where it fails, and loads again. */
export async function expectFailure(
  opened: TestPage,
  path: string,
  texts: string[],
): Promise<void> {
  const { page } = opened
  await page.route(isApi, (route) => route.fulfill(overloaded))
  await page.goto(`/console/${path}`)
  await page.getByText('The service is overloaded.').first().waitFor()
  // The browser reports each as an error of its own.
  expect(opened.faults.splice(0).join()).toContain('503')
  await page.unroute(isApi)
  // One after the other: each goes once its part is loaded. What polls would load by itself, but only later.
  const again = page.getByRole('button', { name: 'Try again' })
  while ((await again.count()) > 0) {
    await again
      .first()
      .click({ timeout: 1_000 })
      .catch(() => undefined)
  }
  await expectTexts(opened, texts)
  await page.getByText('The service is overloaded.').first().waitFor({ state: 'detached' })
  opened.faults.splice(0)
  await expectSound(opened)
}
