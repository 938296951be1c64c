import { expectSound } from '@order-settlement/testing/browser.ts'
import { createProof } from '@order-settlement/testing/create-proof.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startConsole, type TestConsole } from './start-console.ts'

const order = '01941f29-7c00-7000-8000-000000000001'

let stack: TestConsole
beforeAll(async () => {
  stack = await startConsole()
  const { db } = stack.database
  const files = ['transactions', 'orders', 'refunds'].map((table, n) => ({
    table,
    name: `${table}.csv.gz`,
    bytes: 1,
    sha256: '',
    rows: String(1234 + n),
    sums: [],
    fingerprint: '',
  }))
  await sql`insert into archives (month, directory, files, changed_at, dropped_at)
    select month, '/', ${JSON.stringify(files)}::jsonb, changed_at, dropped_at from (values
      ('2025-01', null, now()), ('2025-02', now(), null), ('2025-03', null, null)
    ) as t (month, changed_at, dropped_at)`.execute(db)
  await sql`insert into jobs (status, from_date, to_date, timezone, range_start, range_end, started_at, finished_at, proof)
    values ('COMPLETED', '2025-01-31', '2025-02-01', 'UTC', '2025-01-31Z', '2025-02-02Z', now(), now(), ${JSON.stringify(createProof())})`.execute(
    db,
  )
  await sql`insert into settlements
    select 'anna', '2025-01-31', 100, 3, 97, 1, now(), id from jobs`.execute(db)
  await stack.driver.client.POST('/periods/close', { body: { through: '2025-03-31', force: true } })
})
afterAll(() => stack?.stop())

test('the page of periods says which months are archived, and which are no longer in the database', async () => {
  await using opened = await stack.open({ viewport: { width: 390, height: 844 } })
  const { page } = opened
  await page.goto('/console/periods')
  const row = (month: string) => page.getByRole('row', { name: new RegExp(`^${month}`) })
  await row('2025-01').getByText('No, removed').waitFor()
  await row('2025-02').getByText('Yes, and changed since: archive it again').waitFor()
  await row('2025-03').getByText('Yes', { exact: true }).waitFor()
  expect(await row('2025-03').getByText('1,234', { exact: true }).count()).toBe(1)
  expect(await row('2025-03').getByText('1,235', { exact: true }).count()).toBe(1)
  await expectSound(opened)
})

test('the calendar and the page of a day mark what is archived', async () => {
  await using opened = await stack.open()
  const { page } = opened
  await page.goto('/console/settlements?month=2025-01')
  await page.locator('a[href$="/2025-01-31"]').getByText('archived', { exact: true }).click()
  await page.getByText('Closed, settled, archived').waitFor()
  await page
    .getByText('transactions of the day are archived and no longer in the database')
    .waitFor()
  await expectSound(opened)
  await page.goto('/console/settlements?month=2025-02')
  await page.locator('.calendar .day').first().waitFor()
  expect(await page.locator('.calendar').getByText('archived', { exact: true }).count()).toBe(0)
})

test.each([
  [`orders/${order}`, `Order ${order} is of 2025-01, which is archived`],
  ['merchants/anna/2025-01-31', '2025-01 is archived and no longer in the database'],
])('%s has the sentence of the service', async (path, sentence) => {
  await using opened = await stack.open()
  const { page } = opened
  await page.goto(`/console/${path}`)
  await page.getByText(sentence).waitFor()
  opened.faults.splice(0)
  await expectSound(opened)
})
