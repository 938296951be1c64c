import { expectSound } from '@order-settlement/testing/browser.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { expectFailure, expectLoading } from './expect-states.ts'
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
  [
    'periods',
    () => 'periods',
    ['No day is closed.', 'Nothing was ever closed.', 'No month is archived.'],
  ],
]

describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
  test.each(pages)(
    '%s says that it is loading, and then that there is nothing',
    async (_name, path, empty) => {
      await using opened = await stack.open({ colorScheme })
      await expectLoading(opened, path(), empty)
    },
  )
})

test.each(pages)(
  "%s has the service's sentence where it fails, and loads again",
  async (_name, path, empty) => {
    await using opened = await stack.open()
    await expectFailure(opened, path(), empty)
  },
)

test('a job that does not exist is refused in words', async () => {
  await using opened = await stack.open()
  const { page } = opened
  const nobody = '01980000-0000-7000-8000-000000000001'
  await page.goto(`/console/settlements/${nobody}`)
  await page.getByText(`There is no job ${nobody}`).waitFor()
  expect(opened.faults.splice(0)).toEqual([expect.stringContaining('404 (Not Found)')])
  await expectSound(opened)
})
