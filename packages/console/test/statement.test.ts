import { readFile } from 'node:fs/promises'
import { expectSound } from '@order-settlement/testing/browser.ts'
import { startProcess, type TestProcess } from '@order-settlement/testing/test-process.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startConsole, type TestConsole } from './start-console.ts'

let site: TestConsole
let worker: TestProcess
beforeAll(async () => {
  site = await startConsole()
  worker = await startProcess('worker', site.env)
})
afterAll(async () => {
  await worker?.[Symbol.asyncDispose]()
  await site?.stop()
})

/** A name that would be an element if a page took it for one. */
const evil = '<img/src=x/onerror=alert(1)>'
const header = 'external_id,merchant_id,amount_cents,fee_cents,paid_at,kind'

/** Transactions as a person's file has them. */
async function importLines(lines: string[]): Promise<void> {
  const { response } = await site.driver.client.POST('/transactions/import', {
    headers: { 'content-type': 'text/csv' },
    body: [header, ...lines].join('\n'),
    bodySerializer: (body: unknown) => String(body),
  })
  expect(response.status).toBe(201)
}

test('a finance person goes from an import over its settlement to the statement, a day and a download', async () => {
  await using opened = await site.open()
  const { page, faults } = opened
  await page.goto('/console/imports')
  const lines = [
    `a1,${evil},250000,7000,2025-01-30T12:00:00Z,SALE`,
    `a2,${evil},-50000,0,2025-01-31T12:00:00Z,REFUND`,
    `a3,${evil},100000,3000,2025-01-15T12:00:00Z,SALE`,
  ]
  const buffer = Buffer.from([header, ...lines].join('\n'))
  await page
    .getByLabel('CSV or NDJSON file')
    .setInputFiles({ name: 'january.csv', mimeType: 'text/csv', buffer })
  await page.getByRole('button', { name: 'Import', exact: true }).click()
  await page.getByRole('link', { name: 'Imported' }).waitFor()

  await page.getByRole('link', { name: 'Settlements' }).click()
  await page.getByRole('button', { name: 'Settle days' }).click()
  await page.getByLabel('First day').fill('2025-01-01')
  await page.getByLabel('Last day').last().fill('2025-01-31')
  await page.getByRole('button', { name: 'Settle', exact: true }).click()
  await page.getByText('Transactions, table and file have the same sums.').waitFor()

  await page.goto(`/console/merchants/${encodeURIComponent(evil)}?from=2025-01-16&to=2025-01-31`)
  await page.getByRole('heading', { name: evil }).waitFor()
  const totals = page.getByRole('group', { name: 'Totals' }).getByRole('row')
  await totals.first().waitFor()
  expect(await totals.filter({ hasText: 'Net' }).getByRole('cell').allTextContents()).toEqual([
    'USD\u00a01,930.00',
    'USD\u00a0970.00',
    'USD\u00a0960.00',
    '98.97',
  ])
  await page.getByText('the line is that of 2024-12-31 to 2025-01-15').waitFor()
  expect(await page.locator('canvas').count()).toBe(1)
  // The merchant is described nowhere; its statement needs no description.
  expect(faults.splice(0)).toEqual([expect.stringContaining('404')])
  await expectSound(opened)

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'CSV', exact: true }).click(),
  ])
  expect(download.suggestedFilename()).toBe('statement-2025-01-16-2025-01-31.csv')
  expect(await readFile(await download.path(), 'utf8')).toContain(
    `totals,${evil},2025-01-16,2025-01-31,200000,7000,193000,2,50000,1,USD,true,UTC`,
  )

  await page.getByLabel('By').selectOption('Months')
  await page.getByRole('link', { name: '2025-01-16 to 2025-01-31' }).click()
  await page.getByRole('link', { name: '2025-01-30', exact: true }).click()
  await page.getByText('Nothing has changed since.').waitFor()
  await page.getByRole('link', { name: 'a1' }).waitFor()
  await expectSound(opened)
})

test('a day says what has changed since it was settled, and a day that is not settled shows its transactions', async () => {
  await importLines(['b1,jazz,1000,30,2025-02-01T12:00:00Z,SALE'])
  await site.driver.settle({ from: '2025-02-01', to: '2025-02-01' })
  await importLines([
    'b2,jazz,500,15,2025-02-01T13:00:00Z,SALE',
    'b3,jazz,7,0,2025-02-02T13:00:00Z,SALE',
  ])
  await using opened = await site.open()
  const { page, faults } = opened
  await page.goto('/console/merchants/jazz/2025-02-01')
  await page.getByText('It has changed since').waitFor()
  const row = page.getByRole('row').filter({ hasText: 'Came later' })
  expect(await row.getByRole('cell').allTextContents()).toEqual([
    '1',
    'USD\u00a05.00',
    'USD\u00a00.00',
    'USD\u00a00.15',
    'USD\u00a04.85',
  ])
  expect(await page.getByRole('cell', { name: 'USD 14.55' }).count()).toBe(1)
  await expectSound(opened)

  await page.goto('/console/merchants/jazz/2025-02-02')
  await page.getByText('Nothing is settled for this merchant on this day.').waitFor()
  await page.getByRole('link', { name: 'b3' }).waitFor()
  expect(faults.splice(0)).toEqual([expect.stringContaining('404')])
  await expectSound(opened)
})

test('amounts beyond 2^53 are exact, in the digits of the currency and aligned to the right', async () => {
  const { client } = site.driver
  for (const [id, currency] of Object.entries({ tokyo: 'JPY', kuwait: 'KWD' }))
    await client.PUT('/merchants/{id}', {
      params: { path: { id } },
      body: { name: id, currency },
    })
  const large = String(2n ** 53n - 1n)
  await sql`
    insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at)
    select id, ${large}, 0, 'PAID', '2025-03-01T12:00:00Z'
    from unnest(array['tokyo', 'kuwait']) as id, generate_series(1, 2)`.execute(site.database.db)
  await site.driver.settle({ from: '2025-03-01', to: '2025-03-01' })
  await using opened = await site.open()
  const { page } = opened
  for (const [id, shown] of Object.entries({
    tokyo: 'JPY\u00a018,014,398,509,481,982',
    kuwait: 'KWD\u00a018,014,398,509,481.982',
  })) {
    await page.goto(`/console/merchants/${id}?from=2025-03-01&to=2025-03-01`)
    const cell = page.getByRole('group', { name: 'Days' }).getByRole('cell').nth(1)
    await cell.waitFor()
    expect(await cell.textContent()).toBe(shown)
    expect(await cell.getAttribute('class')).toBe('number')
    const alignment = `getComputedStyle(document.querySelector('td.number')).textAlign`
    expect(await page.evaluate(alignment)).toBe('end')
    await expectSound(opened)
  }
})
