import { expectSound, type TestPage } from '@order-settlement/testing/browser.ts'
import { startProcess } from '@order-settlement/testing/test-process.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startConsole, type TestConsole } from './start-console.ts'

/** A day that has not ended. */
const later = '2999-01-01'

let stack: TestConsole
beforeAll(async () => {
  stack = await startConsole()
  const { driver, env } = stack
  await using _ = await startProcess('worker', env)
  await driver.settle({ from: '2025-01-01', to: '2025-01-31' })
  await driver.settle({ from: '2025-01-31', to: '2025-01-31' })
})
afterAll(() => stack?.stop())

async function openForm({ page }: TestPage, from: string, to: string): Promise<void> {
  await page.goto('/console/settlements')
  await page.getByRole('button', { name: 'Settle days' }).click()
  await page.getByLabel('First day').fill(from)
  await page.getByLabel('Last day').fill(to)
}

test('before a range is settled, the form says what it replaces, by job, and which days have not ended', async () => {
  await using opened = await stack.open()
  const { page } = opened
  await openForm(opened, '2025-01-30', '2025-02-02')
  const effects = page.getByRole('region', { name: 'What this does' })
  await effects.getByText('Replaces 1 day that this job settled').first().waitFor()
  const items = await effects.getByRole('listitem').allTextContents()
  expect(items).toHaveLength(2)
  expect(items[0]).toMatch(/: 2025-01-30\.$/)
  expect(items[1]).toMatch(/: 2025-01-31\.$/)
  await expectSound(opened)

  await page.getByLabel('Last day').fill('2025-01-01')
  await page.getByText('The last day is before the first one.').waitFor()
  await page.getByLabel('First day').fill(later)
  await page.getByLabel('Last day').fill(later)
  await effects.getByText(`1 day is not ended yet in UTC: ${later}.`).waitFor()
  await effects.getByText('None of these days is settled yet.').waitFor()
  await page.getByLabel('Dry run').check()
  await page.getByText('and publishes nothing').waitFor()
  await page.getByRole('button', { name: 'Try', exact: true }).click()
  await page.getByRole('heading', { name: `Dry run ${later}` }).waitFor()
  await expectSound(opened)
})

test("closed days are named before, and refused in the service's own sentence", async () => {
  const { driver, database } = stack
  await using opened = await stack.open({ colorScheme: 'dark' })
  const { page } = opened
  const closed = { through: '2024-12-31', reason: 'the year is reported' }
  await driver.client.POST('/periods/close', { body: closed })
  await openForm(opened, '2024-12-31', '2025-01-01')
  await page.getByText('1 day is closed: 2024-12-31. A settlement').waitFor()
  await page.getByRole('button', { name: 'Settle', exact: true }).click()
  await page.getByText('The days through 2024-12-31 in UTC are closed').waitFor()
  // The browser reports a refusal as an error of its own.
  expect(opened.faults.splice(0)).toEqual([expect.stringContaining('409 (Conflict)')])
  await expectSound(opened)
  const { count } = await database.db
    .selectFrom('jobs')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('from_date', '=', '2024-12-31')
    .executeTakeFirstOrThrow()
  expect(count).toBe('0')
})

test('a form that is sent again after its answer was lost starts one job', async () => {
  await using opened = await stack.open()
  const { page } = opened
  await openForm(opened, '2025-06-01', '2025-06-02')
  await page.route(
    '**/jobs/settlement',
    async (route) => {
      expect((await route.fetch()).status()).toBe(202)
      await route.abort('connectionreset')
    },
    { times: 1 },
  )
  await page.getByRole('button', { name: 'Settle', exact: true }).click()
  await page.getByText('The service cannot be reached.').waitFor()
  expect(opened.faults.splice(0)).toHaveLength(2)
  // Cancelled meanwhile: a new job would be QUEUED.
  const { data } = await stack.driver.client.GET('/jobs', { params: { query: { limit: 1 } } })
  const id = data?.jobs[0]?.job_id ?? ''
  await stack.driver.cancelJob(id)
  await page.getByRole('button', { name: 'Settle', exact: true }).click()
  await page.getByText('Cancelled', { exact: true }).waitFor()
  expect(page.url()).toContain(id)
  await expectSound(opened)
})
