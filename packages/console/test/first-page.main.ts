import { createDatabase } from '@order-settlement/db/create-database.ts'
import { migrate } from '@order-settlement/db/migrate.ts'
import { seed } from '@order-settlement/db/seed.ts'
import { createLogger } from '@order-settlement/shared/process/logger.ts'
import { openBrowser, openPage, type Page } from '@order-settlement/testing/browser.ts'
import { startOwnPostgres } from '@order-settlement/testing/own-postgres.ts'
import { startProcess } from '@order-settlement/testing/test-process.ts'
import { buildConsole } from '../build-console.ts'

// How long after its HTML a page of the console is there, in ms: with an empty cache, as on a first visit, and loaded again.
const loads = 15
const paths = ['', 'products', 'orders', 'merchants']
/** Within the page, the time when the frame with its heading is painted. */
const noteHeading = `
  window.shown = new Promise((resolve) => new MutationObserver((_changes, observer) => {
    if (!document.querySelector('main h1')) return
    observer.disconnect()
    requestAnimationFrame(() => setTimeout(() => resolve(performance.now())))
  }).observe(document, { subtree: true, childList: true }))`

const logger = createLogger('first-page', 'silent')

await buildConsole()
await using postgres = await startOwnPostgres({})
const url = postgres.url('postgres')
await migrate(url, logger)
const db = createDatabase({ url, applicationName: 'first-page', connections: 2, logger })
await seed(db, 1_000)
await db.destroy()
await using api = await startProcess('api', { DATABASE_URL: url })
const browser = await openBrowser()
process.stdout.write('page         first visit       again\n')
for (const path of paths) {
  const first: number[] = []
  const again: number[] = []
  for (let n = 0; n < loads; n++) {
    await using opened = await openPage(browser, api.url)
    await opened.page.addInitScript(noteHeading)
    await opened.page.goto(`/console/${path}`)
    first.push(await readTime(opened.page))
    await opened.page.reload()
    again.push(await readTime(opened.page))
  }
  const row = [`/${path}`.padEnd(12), describe(first), describe(again)]
  process.stdout.write(`${row.join(' ')}\n`)
}
await browser.close()

/** @returns ms from the last byte of the HTML until the page is painted */
async function readTime(page: Page): Promise<number> {
  const time = await page.evaluate(
    "shown.then((at) => at - performance.getEntriesByType('navigation')[0].responseEnd)",
  )
  return Number(time)
}

function describe(times: number[]): string {
  const sorted = times.toSorted((a, b) => a - b)
  const [median = 0] = sorted.slice(Math.floor(sorted.length / 2))
  return `${median.toFixed(0)} (${sorted[0]?.toFixed(0)}–${sorted.at(-1)?.toFixed(0)})`.padEnd(17)
}
