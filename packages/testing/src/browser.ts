import { AxeBuilder } from '@axe-core/playwright'
import chromium from '@sparticuz/chromium'
import {
  type Browser,
  type BrowserContextOptions,
  chromium as driver,
  type Page,
} from 'playwright-core'
import { expect } from 'vitest'

export type { Browser, Page }
export type PageOptions = BrowserContextOptions

/** A page of a real browser that remembers what went wrong on it. */
export interface TestPage extends AsyncDisposable {
  page: Page
  /** Console errors, violations of the Content-Security-Policy, and requests that failed without an answer. */
  faults: string[]
}

export async function openBrowser(): Promise<Browser> {
  // The package's browser runs on Linux only; elsewhere an installed Chrome does.
  if (process.platform !== 'linux') return await driver.launch({ channel: 'chrome' })
  return await driver.launch({
    executablePath: await chromium.executablePath(),
    // Not the arguments of the package: they turn web security off.
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  })
}

/** @param baseURL of the api */
export async function openPage(
  browser: Browser,
  baseURL: string,
  options: PageOptions = {},
): Promise<TestPage> {
  // Colours in the middle of a transition have no contrast to rely on.
  const reducedMotion = 'reduce'
  const context = await browser.newContext({ baseURL, locale: 'en-GB', reducedMotion, ...options })
  context.setDefaultTimeout(20_000)
  const page = await context.newPage()
  const faults: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') faults.push(message.text())
  })
  page.on('pageerror', (error) => faults.push(String(error)))
  page.on('requestfailed', (request) => {
    // A request of a page that was left is aborted.
    if (request.failure()?.errorText !== 'net::ERR_ABORTED')
      faults.push(`${request.method()} ${request.url()} ${request.failure()?.errorText}`)
  })
  return { page, faults, [Symbol.asyncDispose]: () => context.close() }
}

/** Expects that the page has no fault so far, and none that axe finds. */
export async function expectSound({ page, faults }: TestPage): Promise<void> {
  // In the page itself, which has no frames, rather than with another page for the results; only faults are described.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] })
  const { violations } = await axe.analyze()
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
  ).toEqual([])
  expect(faults).toEqual([])
}
