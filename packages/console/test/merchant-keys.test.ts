import { createOrderSettlementClient } from '@order-settlement/client'
import { seed } from '@order-settlement/db/seed.ts'
import { expectSound } from '@order-settlement/testing/browser.ts'
import {
  makeTemporaryDirectory,
  type TemporaryDirectory,
} from '@order-settlement/testing/temporary-directory.ts'
import { startProcess } from '@order-settlement/testing/test-process.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { signIn, startConsole, type TestConsole, writeKeys } from './start-console.ts'

const merchant = 'merchant_0001'

let directory: TemporaryDirectory
let stack: TestConsole
beforeAll(async () => {
  directory = await makeTemporaryDirectory()
  const API_KEYS_FILE = await writeKeys(directory.path, [
    { name: 'owner', scopes: ['admin'] },
    { name: 'seller', scopes: ['settlements:read', 'settlements:write'], merchant },
  ])
  stack = await startConsole({ API_KEYS_FILE })
  await seed(stack.database.db, 5_000)
})
afterAll(async () => {
  await stack?.stop()
  await directory?.remove()
})

test('a key of one merchant follows a job without its events, and sees what is its own and no action', async () => {
  const { api, env } = stack
  const owner = createOrderSettlementClient({ url: api.url, key: 'osk_owner' })
  const { data } = await owner.POST('/jobs/settlement', {
    body: { from: '2025-01-01', to: '2025-01-31' },
  })
  await using opened = await stack.open()
  const { page } = opened
  const events: string[] = []
  page.on('request', (request) => {
    if (request.url().endsWith('/events')) events.push(request.url())
  })
  await signIn(opened, `/console/settlements/${data?.job_id}`, 'seller')
  await page.getByText('Waiting for a worker').waitFor()
  expect(await page.getByRole('button', { name: 'Cancel the job' }).count()).toBe(0)
  await expectSound(opened)

  await using _ = await startProcess('worker', env)
  await page.getByText('Completed', { exact: true }).waitFor()
  await page.getByRole('link', { name: 'CSV', exact: true }).waitFor()
  // Those are of all merchants.
  expect(await page.getByRole('heading', { name: 'Proof' }).count()).toBe(0)
  expect(await page.getByText('Transactions', { exact: true }).count()).toBe(0)
  expect(events).toEqual([])
  await expectSound(opened)
})

test('the calendar of a key of one merchant leads to the days of this merchant', async () => {
  await using opened = await stack.open({ colorScheme: 'dark' })
  const { page } = opened
  await signIn(opened, '/console/settlements?month=2025-01', 'seller')
  await page.getByRole('link', { name: '9 January 2025 Settled' }).first().waitFor()
  expect(await page.getByRole('button', { name: 'Settle days' }).count()).toBe(0)
  await expectSound(opened)
  const { data } = await createOrderSettlementClient({
    url: stack.api.url,
    key: 'osk_owner',
  }).GET('/settlements', { params: { query: { merchant_id: merchant, limit: 1 } } })
  await page.goto(`/console/settlements/days/${data?.settlements[0]?.date}`)
  await page.getByRole('row', { name: merchant }).waitFor()
  expect(await page.getByRole('row').count()).toBe(2)
  expect(await page.getByRole('button', { name: 'Settle this day' }).count()).toBe(0)
  await expectSound(opened)
})
