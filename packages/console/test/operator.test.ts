import { seed } from '@order-settlement/db/seed.ts'
import { expectSound } from '@order-settlement/testing/browser.ts'
import { startProcess } from '@order-settlement/testing/test-process.ts'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { startConsole, type TestConsole } from './start-console.ts'

vi.setConfig({ testTimeout: 120_000 })

let stack: TestConsole
beforeAll(async () => {
  stack = await startConsole({ SETTLEMENT_BATCH_SIZE: '50', WORKERS: '2' })
  await seed(stack.database.db, 40_000)
})
afterAll(() => stack?.stop())

test('an operator sees a settlement stand still whose worker was killed, others wait, and both complete with a new worker', async () => {
  const { driver, env } = stack
  await using opened = await stack.open()
  const { page } = opened
  await page.goto('/console/')
  await page.getByText('None waits for a worker').waitFor()
  const running = page.getByRole('region', { name: 'Settlements that run' })
  const waiting = page.getByRole('region', { name: 'Settlements that wait' })
  const victim = await startProcess('worker', env)
  const id = await driver.startSettlement({ from: '2025-01-01', to: '2025-01-31' })
  await driver.waitForJob(id, ({ processed }) => processed > 0)
  await victim.kill('SIGKILL')
  await driver.startSettlement({ from: '2025-01-02', to: '2025-01-03' })

  await running.getByText(/No progress for \d+ s/).waitFor()
  await page.getByText(/One has waited for \d+ s/).waitFor()
  await waiting.getByRole('link', { name: '2025-01-02 to 2025-01-03' }).waitFor()
  await page.getByText('Database ok, queue ok.').waitFor()
  await expectSound(opened)
  await running.getByRole('link', { name: '2025-01-01 to 2025-01-31' }).click()
  await page.getByText('Summing transactions').waitFor()
  await page.getByText(/No progress for \d+ s/).waitFor()
  await expectSound(opened)

  await using _ = await startProcess('worker', env)
  await page.getByText('Transactions, table and file have the same sums.').waitFor()
  expect(await page.getByText('✗').count()).toBe(0)
  expect(await page.getByText('No progress').count()).toBe(0)
  await page.getByRole('link', { name: 'Overview' }).click()
  await page.getByText('None waits for a worker').waitFor()
  await waiting.getByText('None.').waitFor()
  await running.getByText('None.').waitFor()
  await expectSound(opened)
})

test('an operator sees what failed and why, and retries it once its cause is gone', async () => {
  const { database, driver, env } = stack
  await using opened = await stack.open({ colorScheme: 'dark' })
  const { page } = opened
  // Together more than 64 bits hold.
  const { id } = await database.db
    .insertInto('transactions')
    .values([large('2025-02-01T12:00:00Z'), large('2025-02-01T13:00:00Z')])
    .returning('id')
    .executeTakeFirstOrThrow()
  await using _ = await startProcess('worker', env)
  await page.goto('/console/')
  const failed = page.getByRole('region', { name: 'Settlements that failed' })
  await failed.getByText('None.').waitFor()
  await driver.startSettlement({ from: '2025-02-01', to: '2025-02-01' })
  const link = failed.getByRole('link', { name: '2025-02-01 to 2025-02-01' })
  await link.waitFor()
  const why = await failed.getByRole('listitem').textContent()
  await expectSound(opened)

  await link.click()
  await page.getByText('Failed', { exact: true }).waitFor()
  const shown = await page.locator('.problem').textContent()
  expect(shown).toMatch(/\w/)
  expect(why).toContain(shown)
  await database.db.deleteFrom('transactions').where('id', '=', id).execute()
  await page.getByRole('button', { name: 'Retry' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Retry' }).click()
  await page.getByText('Transactions, table and file have the same sums.').waitFor()
  await expectSound(opened)
  await page.getByRole('link', { name: 'Overview' }).click()
  await failed.getByText('None.').waitFor()
})

const large = (paid_at: string) =>
  ({
    merchant_id: 'large',
    amount_cents: '9000000000000000000',
    fee_cents: 0,
    status: 'PAID',
    paid_at,
  }) as const
