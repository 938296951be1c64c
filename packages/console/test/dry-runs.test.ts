import { seed } from '@order-settlement/db/seed.ts'
import { expectSound } from '@order-settlement/testing/browser.ts'
import { startProcess } from '@order-settlement/testing/test-process.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startConsole, type TestConsole } from './start-console.ts'

const january = { from: '2025-01-01', to: '2025-01-31' }

let console_: TestConsole
beforeAll(async () => {
  console_ = await startConsole()
  await seed(console_.database.db, 5_000)
})
afterAll(() => console_?.stop())

test('a dry run is marked in the list and on its page, with what it would change and no file', async () => {
  const { driver, database, env } = console_
  await using opened = await console_.open()
  const { page } = opened
  {
    await using _ = await startProcess('worker', env)
    await driver.settle(january)
  }
  await database.db.insertInto('transactions').values(lateSale).execute()
  const id = await driver.startSettlement({ ...january, dry_run: true })
  await page.goto('/console/settlements')
  const rows = page.getByRole('row', { name: '2025-01-01 to 2025-01-31' })
  await rows.filter({ hasText: 'Dry run' }).filter({ hasText: 'Queued' }).waitFor()
  expect(await rows.filter({ hasText: 'Dry run' }).count()).toBe(1)
  await expectSound(opened)

  await page.goto(`/console/settlements/${id}`)
  await page.getByRole('heading', { name: 'Dry run 2025-01-01 to 2025-01-31' }).waitFor()
  await page.getByRole('button', { name: 'Cancel the job' }).click()
  await page.getByText('Nothing will be compared.').waitFor()
  await page.getByRole('button', { name: 'Close' }).click()

  await using _ = await startProcess('worker', env)
  await page.getByRole('heading', { name: 'Difference to what is settled' }).waitFor()
  const change = page.getByRole('row', { name: 'late_merchant 2025-01-09' })
  await change.getByText('USD 9.70').first().waitFor()
  await page.getByText('The file would have').waitFor()
  expect(await page.getByRole('heading', { name: 'Download' }).count()).toBe(0)
  await expectSound(opened)
})

test('a settlement whose file was removed offers no download, and says so', async () => {
  const { driver, database } = console_
  await using opened = await console_.open()
  const { page } = opened
  const { data } = await driver.client.GET('/jobs')
  const settled = data?.jobs.find(({ dry_run }) => !dry_run)?.job_id ?? ''
  await page.goto(`/console/settlements/${settled}`)
  await page.getByRole('link', { name: 'CSV', exact: true }).waitFor()
  await database.db
    .updateTable('jobs')
    .set({ file_removed_at: new Date() })
    .where('id', '=', settled)
    .execute()
  await page.reload()
  await page.getByText('The file is no longer kept.').waitFor()
  expect(await page.getByRole('link', { name: 'CSV' }).count()).toBe(0)
  await expectSound(opened)
})

test('a dry run that failed is marked on the overview', async () => {
  const { driver, database } = console_
  await using opened = await console_.open({ colorScheme: 'dark' })
  const { page } = opened
  const id = await driver.startSettlement({ ...january, dry_run: true })
  await database.db
    .updateTable('jobs')
    .set({ status: 'FAILED', error: 'the disk is full', total: '0', processed: '0' })
    .set({ finished_at: new Date() })
    .where('id', '=', id)
    .execute()
  await page.goto('/console/')
  const failed = page.getByRole('listitem').filter({ hasText: 'the disk is full' })
  await failed.getByText('Dry run').waitFor()
  await expectSound(opened)
})

const lateSale = {
  merchant_id: 'late_merchant',
  amount_cents: 1000,
  fee_cents: 30,
  status: 'PAID',
  paid_at: '2025-01-09T12:00:00Z',
} as const
