import { expectSound, type TestPage } from '@order-settlement/testing/browser.ts'
import { startProcess } from '@order-settlement/testing/test-process.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startConsole, type TestConsole } from './start-console.ts'

const pay = (merchant_id: string, day: string) =>
  ({
    merchant_id,
    amount_cents: 1000,
    fee_cents: 30,
    status: 'PAID',
    paid_at: `2025-01-${day}T12:00:00Z`,
  }) as const

let stack: TestConsole
let settled: string
beforeAll(async () => {
  stack = await startConsole()
  const { database, driver, env } = stack
  await database.db
    .insertInto('transactions')
    .values([pay('anna', '02'), pay('anna', '09'), pay('bert', '09')])
    .execute()
  await using _ = await startProcess('worker', env)
  const { job_id } = await driver.settle({ from: '2025-01-01', to: '2025-01-20' })
  settled = job_id
  // What a dry run compares is not settled by it.
  await driver.settle({ from: '2025-01-21', to: '2025-01-22', dry_run: true })
  await driver.client.POST('/periods/close', { body: { through: '2025-01-05' } })
  await database.db
    .insertInto('transactions')
    .values([pay('carl', '09'), pay('carl', '09')])
    .execute()
})
afterAll(() => stack?.stop())

/** The state of each day that is shown, by its date. */
async function shownDays({ page }: TestPage): Promise<Map<string, string>> {
  await page.locator('.calendar .day').first().waitFor()
  const days = await page.locator('.calendar .day').all()
  const entries = days.map(async (day): Promise<[string, string]> => {
    const href = (await day.getAttribute('href')) ?? ''
    return [href.slice(-10), (await day.locator('small').allTextContents()).join(', ')]
  })
  return new Map(await Promise.all(entries))
}

test('a month has each day with its state in words, in light and dark, at 390 px', async () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    await using opened = await stack.open({ colorScheme, viewport: { width: 390, height: 844 } })
    const { page } = opened
    await page.goto('/console/settlements?month=2025-01')
    const days = await shownDays(opened)
    expect(days.size).toBe(31)
    expect(days.get('2025-01-02')).toBe('Closed, settled')
    expect(days.get('2025-01-06')).toBe('Settled')
    expect(days.get('2025-01-09')).toBe('Changed, 2 transactions changed since')
    expect(days.get('2025-01-21')).toBe('Open')
    // Not by colours alone, nor by what only a screen reader reads.
    await page.locator('.day.CHANGED').getByText('Changed', { exact: true }).waitFor()
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390)
    await expectSound(opened)
  }
})

test('the month is in the URL, and changes by keyboard; days to come are marked', async () => {
  await using opened = await stack.open()
  const { page } = opened
  await page.goto('/console/settlements?month=2025-01&status=COMPLETED')
  await page.getByRole('heading', { name: 'January 2025' }).waitFor()
  await page.getByRole('button', { name: 'Previous month' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'December 2024' }).waitFor()
  expect(page.url()).toContain('month=2024-12')
  expect(page.url()).toContain('status=COMPLETED')
  expect((await shownDays(opened)).get('2024-12-31')).toBe('Closed, never settled')
  await page.goBack()
  await page.getByRole('heading', { name: 'January 2025' }).waitFor()
  await page.getByLabel('Month', { exact: true }).fill('2999-02')
  await page.getByRole('heading', { name: 'February 2999' }).waitFor()
  await page.getByRole('link', { name: '1 February 2999 Open not ended', exact: true }).waitFor()
  await expectSound(opened)
})

test('a day leads to its job and to the merchants that were settled, and is settled again from there', async () => {
  await using opened = await stack.open()
  const { page } = opened
  await page.goto('/console/settlements?month=2025-01')
  await page.getByRole('link', { name: '9 January 2025 Changed 2 transactions' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Day 2025-01-09' }).waitFor()
  await page.getByText('Changed, 2 transactions changed since').waitFor()
  const job = page.getByRole('link', { name: 'this job' })
  expect(await job.getAttribute('href')).toBe(`/console/settlements/${settled}`)
  await page.getByRole('row', { name: 'anna 1 USD 10.00 USD 0.30 USD 9.70' }).waitFor()
  await page.getByRole('row', { name: 'bert' }).waitFor()
  const explained = page.getByRole('link', { name: 'anna' })
  expect(await explained.getAttribute('href')).toBe('/console/merchants/anna/2025-01-09')
  await expectSound(opened)

  await using _ = await startProcess('worker', stack.env)
  await page.getByRole('button', { name: 'Settle this day' }).click()
  await page.getByText('1 of them changed since.').waitFor()
  await page.getByRole('button', { name: 'Settle', exact: true }).click()
  await page.getByText('Transactions, table and file have the same sums.').waitFor()
  await page.goto('/console/settlements/days/2025-01-09')
  await page.getByRole('row', { name: 'carl 2' }).waitFor()
  await page.getByText('Settled: as its transactions are').waitFor()
  await expectSound(opened)
})

test('a day that no job has settled says so, and what is no day is refused in words', async () => {
  await using opened = await stack.open({ colorScheme: 'dark' })
  const { page } = opened
  await page.goto('/console/settlements/days/2025-01-25')
  await page.getByText('No merchant is settled for this day.').waitFor()
  await page.getByText('No job', { exact: true }).waitFor()
  await expectSound(opened)
  await page.goto('/console/settlements/days/2025-02-30')
  await page.getByRole('alert').first().waitFor()
  expect(opened.faults.splice(0).length).toBeGreaterThan(0)
  await expectSound(opened)
})
