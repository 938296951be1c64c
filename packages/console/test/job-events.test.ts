import { seed } from '@order-settlement/db/seed.ts'
import { expectSound, openPage, type Page } from '@order-settlement/testing/browser.ts'
import { holdAt } from '@order-settlement/testing/hold-at.ts'
import { startProcess } from '@order-settlement/testing/test-process.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startCuttableProxy } from './cuttable-proxy.ts'
import { startConsole, type TestConsole } from './start-console.ts'

const january = { from: '2025-01-01', to: '2025-01-31' }

let stack: TestConsole
beforeAll(async () => {
  stack = await startConsole({ SETTLEMENT_BATCH_SIZE: '100', WORKERS: '2' })
  await seed(stack.database.db, 30_000)
})
afterAll(() => stack?.stop())

interface Shown {
  status: string
  bar: number | null
}

/** Remembers, inside the page, all that its progress shows. A reload of the page would forget it. */
async function watch(page: Page): Promise<() => Promise<Shown[]>> {
  await page.evaluate(`
    window.shown = []
    const look = () => {
      const section = document.querySelector('section[aria-label=Progress]')
      shown.push({
        status: section?.querySelector('p').textContent ?? '',
        bar: section?.querySelector('progress')?.value ?? null,
      })
    }
    look()
    new MutationObserver(look).observe(document.querySelector('main'),
      { attributes: true, characterData: true, childList: true, subtree: true })`)
  return async () => (await page.evaluate('shown')) as Shown[]
}

function barsOf(shown: Shown[], phase = ''): number[] {
  return shown
    .filter(({ status }) => status.startsWith(phase))
    .flatMap(({ bar }) => (bar === null ? [] : [bar]))
}

const phases = ['Waiting for a worker', 'Summing transactions', 'Publishing', 'Completed']

function expectForward(shown: Shown[]): void {
  const bars = barsOf(shown)
  expect(bars).toEqual(bars.toSorted((a, b) => a - b))
  const order = shown.map(({ status }) => phases.findIndex((phase) => status.startsWith(phase)))
  expect(order).toEqual(order.toSorted((a, b) => a - b))
  expect([...new Set(order)]).toEqual([0, 1, 2, 3])
}

test('the bar moves in every phase and never back, also where the event stream is cut, and resumes by itself', async () => {
  const { api, browser, database, driver, env } = stack
  await using proxy = await startCuttableProxy(api.url)
  await using opened = await openPage(browser, proxy.url)
  const { page } = opened
  const id = await driver.startSettlement(january)
  await page.goto(`/console/settlements/${id}`)
  await page.getByText('Waiting for a worker').waitFor()
  const readShown = await watch(page)
  const publishing = await holdAt(database.db, 'insert', 'settlements')
  await using _ = await startProcess('worker', env)
  await page.getByText('Publishing').waitFor()
  await publishing.reached()

  // An answer that events have overtaken.
  await page.route(`**/jobs/${id}`, async (route) => {
    const response = await route.fetch()
    const json = { ...(await response.json()), phase: 'SUMMING', progress: 1 }
    await route.fulfill({ response, json })
  })
  const late = await page.waitForResponse(`**/jobs/${id}`)
  await late.finished()
  await page.unroute(`**/jobs/${id}`)

  const resumed = page.waitForRequest(`**/jobs/${id}/events`)
  proxy.cut()
  expect(await (await resumed).headerValue('last-event-id')).toMatch(/^RUNNING\./)
  // The browser reports what it lost; the page goes on.
  expect(opened.faults.splice(0).join()).toContain('net::ERR')
  await publishing.release()
  await page.getByText('Transactions, table and file have the same sums.').waitFor()

  const shown = await readShown()
  expectForward(shown)
  expect(new Set(barsOf(shown, 'Summing')).size).toBeGreaterThan(2)
  expect(Math.min(...barsOf(shown, 'Publishing'))).toBeGreaterThanOrEqual(42)
  expect(shown.map(({ status }) => status)).toContainEqual(
    expect.stringMatching(/^Summing transactions, [\d,]+ rows\/s, about [\d,]+ s left$/),
  )
  await expectSound(opened)
})

test('an api that is killed and started again is followed again, without a reload', async () => {
  const { database, driver, env, browser } = stack
  const killed = await startProcess('api', env)
  await using opened = await openPage(browser, killed.url)
  const { page } = opened
  const id = await driver.startSettlement({ ...january, force: true })
  await page.goto(`/console/settlements/${id}`)
  await page.getByText('Waiting for a worker').waitFor()
  const readShown = await watch(page)
  const publishing = await holdAt(database.db, 'insert', 'settlements')
  await using _worker = await startProcess('worker', env)
  await page.getByText('Publishing').waitFor()
  await publishing.reached()
  await killed.kill('SIGKILL')
  await page.getByText('The service cannot be reached.').waitFor()

  const { port } = new URL(killed.url)
  await using _api = await startProcess('api', { ...env, PORT: port })
  await page.waitForResponse(
    (response) => response.url().endsWith('/events') && response.status() === 200,
  )
  await publishing.release()
  await page.getByText('Transactions, table and file have the same sums.').waitFor()
  expectForward(await readShown())
  expect(await page.getByText('The service cannot be reached.').count()).toBe(0)
})
