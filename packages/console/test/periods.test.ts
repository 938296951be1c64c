import { expectSound } from '@order-settlement/testing/browser.ts'
import {
  makeTemporaryDirectory,
  type TemporaryDirectory,
} from '@order-settlement/testing/temporary-directory.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { signIn, startConsole, type TestConsole, writeKeys } from './start-console.ts'

let directory: TemporaryDirectory
let stack: TestConsole
beforeAll(async () => {
  directory = await makeTemporaryDirectory()
  const API_KEYS_FILE = await writeKeys(directory.path, [
    { name: 'controller', scopes: ['settlements:read', 'settlements:close'] },
    { name: 'reader', scopes: ['settlements:read'] },
    { name: 'closer', scopes: ['settlements:close'] },
    { name: 'anna', scopes: ['settlements:read', 'settlements:close'], merchant: 'anna' },
  ])
  stack = await startConsole({ API_KEYS_FILE })
  await stack.database.db
    .insertInto('transactions')
    .values({
      merchant_id: 'anna',
      amount_cents: 1000,
      fee_cents: 30,
      status: 'PAID',
      paid_at: '2025-01-09T12:00:00Z',
    })
    .execute()
})
afterAll(async () => {
  await stack?.stop()
  await directory?.remove()
})

test("days are closed and reopened with a reason, after the service's refusals in its own words", async () => {
  await using opened = await stack.open({ colorScheme: 'dark' })
  const { page, faults } = opened
  await signIn(opened, '/console/periods', 'controller')
  await page.getByText('No day is closed.').waitFor()
  await page.getByText('Nothing was ever closed.').waitFor()
  expect(await page.getByRole('button', { name: 'Reopen days' }).count()).toBe(0)
  await expectSound(opened)

  await page.getByRole('button', { name: 'Close days' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Last day to close').fill('2999-01-01')
  await dialog.getByRole('button', { name: 'Close days' }).click()
  await dialog.getByText('2999-01-01 has not ended in UTC').waitFor()
  await dialog.getByLabel('Last day to close').fill('2025-01-31')
  await dialog.getByRole('button', { name: 'Close days' }).click()
  await dialog.getByText('1 of the days are not settled as they are').waitFor()
  // The browser reports each refusal as an error of its own.
  expect(faults.splice(0)).toHaveLength(2)
  await expectSound(opened)
  await dialog.getByLabel('Reason').fill('<b>January</b> is reported')
  await dialog.getByLabel('Close also days').check()
  await dialog.getByRole('button', { name: 'Close days' }).click()
  await page.getByText('The days through 2025-01-31 in UTC are closed').waitFor()
  const closing = page.getByRole('row', { name: 'Closed Through 2025-01-31, UTC controller' })
  await closing.getByText('<b>January</b> is reported').waitFor()
  const unsettled = closing.getByRole('link', { name: '2025-01-09' })
  expect(await unsettled.getAttribute('href')).toBe('/console/settlements/days/2025-01-09')

  await page.getByRole('button', { name: 'Reopen days' }).click()
  await dialog.getByText('The days through 2025-01-31 in UTC are closed.').waitFor()
  await dialog.getByLabel('Last day that stays closed').fill('2025-01-08')
  await dialog.getByLabel('Reason').fill('a late file')
  await expectSound(opened)
  await dialog.getByRole('button', { name: 'Reopen days' }).click()
  await page.getByRole('row', { name: 'Reopened Through 2025-01-08, UTC' }).waitFor()
  await page.getByText('The days through 2025-01-08 in UTC are closed:').waitFor()
  await expectSound(opened)
})

test('a key without settlements:close sees the journal and no action; one of a merchant does not see the page', async () => {
  {
    await using opened = await stack.open()
    await signIn(opened, '/console/periods', 'reader')
    await opened.page.getByRole('row', { name: 'a late file' }).waitFor()
    expect(await opened.page.getByRole('button', { name: /Close|Reopen/ }).count()).toBe(0)
    await expectSound(opened)
  }
  for (const name of ['anna', 'closer']) {
    await using opened = await stack.open()
    await signIn(opened, '/console/periods', name)
    await opened.page.getByText('your key does not allow it').waitFor()
    expect(await opened.page.getByRole('link', { name: 'Periods' }).count()).toBe(0)
    await expectSound(opened)
  }
})

test('a closing that is sent again after its answer was lost is one entry of the journal', async () => {
  await using opened = await stack.open()
  const { page } = opened
  await signIn(opened, '/console/periods', 'controller')
  await page.getByRole('button', { name: 'Close days' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Last day to close').fill('2025-01-12')
  await dialog.getByLabel('Close also days').check()
  await page.route(
    '**/periods/close',
    async (route) => {
      expect((await route.fetch()).status()).toBe(201)
      await route.abort('connectionreset')
    },
    { times: 1 },
  )
  await dialog.getByRole('button', { name: 'Close days' }).click()
  await dialog.getByText('The service cannot be reached.').waitFor()
  expect(opened.faults.splice(0)).toHaveLength(2)
  await dialog.getByRole('button', { name: 'Close days' }).click()
  await page.getByText('The days through 2025-01-12 in UTC are closed').waitFor()
  expect(await page.getByRole('row', { name: 'Through 2025-01-12, UTC' }).count()).toBe(1)
  await expectSound(opened)
})
