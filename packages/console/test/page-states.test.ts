import { expectSound, type TestPage } from '@order-settlement/testing/browser.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startConsole, type TestConsole } from './start-console.ts'

let stack: TestConsole
let job: string
beforeAll(async () => {
  stack = await startConsole()
  job = await stack.driver.startSettlement({ from: '2025-01-01', to: '2025-01-31' })
})
afterAll(() => stack?.stop())

/** Each page that shows settlements, by what it shows where there is nothing. */
const pages: [string, () => string, string[]][] = [
  ['the overview', () => '', ['None.', 'No product is for sale.', 'Nothing yet']],
  ['settlements', () => 'settlements?month=2025-01&status=FAILED', ['There are no such jobs.']],
  [
    'a day',
    () => 'settlements/days/2025-01-09',
    ['No job', 'No merchant is settled for this day.'],
  ],
  ['a job', () => `settlements/${job}`, ['Waiting for a worker']],
  ['periods', () => 'periods', ['No day is closed.', 'Nothing was ever closed.']],
]

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

describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
  test.each(pages)(
    '%s says that it is loading, and then that there is nothing',
    async (_name, path, empty) => {
      await using opened = await stack.open({ colorScheme })
      const { page } = opened
      const loading = Promise.withResolvers<void>()
      await page.route(isApi, async (route) => {
        await loading.promise
        await route.continue()
      })
      await page.goto(`/console/${path()}`)
      await page.getByText('Loading …').first().waitFor()
      await expectSound(opened)
      loading.resolve()
      await expectTexts(opened, empty)
      await page.getByText('Loading …').first().waitFor({ state: 'detached' })
      await expectSound(opened)
    },
  )

  test.each(pages)(
    "%s has the service's sentence where it fails, and loads again",
    async (_name, path, empty) => {
      await using opened = await stack.open({ colorScheme })
      const { page } = opened
      await page.route(isApi, (route) => route.fulfill(overloaded))
      await page.goto(`/console/${path()}`)
      await page.getByText('The service is overloaded.').first().waitFor()
      // The browser reports each as an error of its own.
      expect(opened.faults.splice(0).join()).toContain('503')
      await page.unroute(isApi)
      for (const button of await page.getByRole('button', { name: 'Try again' }).all())
        await button.click({ timeout: 1_000 }).catch(() => undefined)
      await expectTexts(opened, empty)
      await page.getByText('The service is overloaded.').first().waitFor({ state: 'detached' })
      opened.faults.splice(0)
      await expectSound(opened)
    },
  )
})

test('a job that does not exist is refused in words', async () => {
  await using opened = await stack.open()
  const { page } = opened
  const nobody = '01980000-0000-7000-8000-000000000001'
  await page.goto(`/console/settlements/${nobody}`)
  await page.getByText(`There is no job ${nobody}`).waitFor()
  expect(opened.faults.splice(0)).toEqual([expect.stringContaining('404 (Not Found)')])
  await expectSound(opened)
})
