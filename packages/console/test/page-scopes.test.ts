import { createOrderSettlementClient } from '@order-settlement/client'
import { expectSound } from '@order-settlement/testing/browser.ts'
import {
  makeTemporaryDirectory,
  type TemporaryDirectory,
} from '@order-settlement/testing/temporary-directory.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { signIn, startConsole, type TestConsole, writeKeys } from './start-console.ts'

let directory: TemporaryDirectory
let stack: TestConsole
let job: string
beforeAll(async () => {
  directory = await makeTemporaryDirectory()
  const API_KEYS_FILE = await writeKeys(directory.path, [
    { name: 'finance', scopes: ['settlements:read', 'settlements:write'] },
    { name: 'reader', scopes: ['settlements:read'] },
    { name: 'cashier', scopes: ['orders:write'] },
  ])
  stack = await startConsole({ API_KEYS_FILE })
  const { data } = await createOrderSettlementClient({
    url: stack.api.url,
    key: 'osk_finance',
  }).POST('/jobs/settlement', { body: { from: '2025-01-01', to: '2025-01-31' } })
  job = data?.job_id ?? ''
})
afterAll(async () => {
  await stack?.stop()
  await directory?.remove()
})

/** Pages of settlements, what each shows once it is loaded, and what it lets a key with settlements:write do. */
const pages: [string, () => string, string, string][] = [
  ['settlements', () => 'settlements?month=2025-01', '2025-01-01 to 2025-01-31', 'Settle days'],
  ['a day', () => 'settlements/days/2025-01-09', 'No job', 'Settle this day'],
  ['a job', () => `settlements/${job}`, 'Waiting for a worker', 'Cancel the job'],
]

test.each(pages)(
  '%s: a key with settlements:write may change it, one with settlements:read only see it, others not even that',
  async (_name, path, shown, action) => {
    for (const [name, count] of [
      ['finance', 1],
      ['reader', 0],
    ] as const) {
      await using opened = await stack.open()
      await signIn(opened, `/console/${path()}`, name)
      await opened.page.getByText(shown).first().waitFor()
      expect(await opened.page.getByRole('button', { name: action }).count(), name).toBe(count)
      await expectSound(opened)
    }
    await using opened = await stack.open({ colorScheme: 'dark' })
    const { page } = opened
    await signIn(opened, `/console/${path()}`, 'cashier')
    await page.getByText('your key does not allow it').waitFor()
    expect(await page.getByRole('link', { name: 'Settlements' }).count()).toBe(0)
    await expectSound(opened)
  },
)

test('the overview of a key has only what the key may see', async () => {
  await using opened = await stack.open()
  const { page } = opened
  await signIn(opened, '/console/', 'cashier')
  await page.getByText('Database ok, queue ok.').waitFor()
  const headings = await page.getByRole('heading', { level: 2 }).allTextContents()
  expect(headings).toEqual(['Health'])
  await expectSound(opened)
})
