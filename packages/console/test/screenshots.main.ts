import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { createDatabase } from '@order-settlement/db/create-database.ts'
import { migrate } from '@order-settlement/db/migrate.ts'
import { seed } from '@order-settlement/db/seed.ts'
import { repositoryRoot } from '@order-settlement/local/places.ts'
import { createLogger } from '@order-settlement/shared/process/logger.ts'
import { createApiDriver } from '@order-settlement/testing/api-driver.ts'
import { openBrowser, openPage } from '@order-settlement/testing/browser.ts'
import { startOwnPostgres } from '@order-settlement/testing/own-postgres.ts'
import { makeTemporaryDirectory } from '@order-settlement/testing/temporary-directory.ts'
import { startProcess } from '@order-settlement/testing/test-process.ts'
import { buildConsole } from '../build-console.ts'

// Every page of the console with some data in it, wide and narrow, light and dark. The argument is where to put them;
// --only takes those alone whose name has the text.
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { only: { type: 'string', multiple: true, default: [''] } },
})
const target = resolve(positionals[0] ?? join(repositoryRoot, 'tmp/screenshots'))
const logger = createLogger('screenshots', 'silent')

await buildConsole()
await mkdir(target, { recursive: true })
await using postgres = await startOwnPostgres({})
const url = postgres.url('postgres')
await migrate(url, logger)
const db = createDatabase({ url, applicationName: 'screenshots', connections: 2, logger })
await seed(db, 50_000)
await db.destroy()
const directory = await makeTemporaryDirectory()
const env = { DATABASE_URL: url, SETTLEMENT_DIR: directory.path }
await using api = await startProcess('api', env)
await using _worker = await startProcess('worker', env)

const driver = createApiDriver(api.url)
const job = await driver.settle({ from: '2025-01-01', to: '2025-01-31' })
const held = await driver.placeOrder({
  product_id: 1,
  quantity: 2,
  buyer_id: 'user-123',
  hold_seconds: 3600,
})
const order = await driver.placeOrder({ product_id: 1, quantity: 2, buyer_id: 'user-124' })
await driver.client.POST('/orders/{id}/refunds', {
  params: { path: { id: order.id } },
  body: { amount_cents: 9900, return_units: 1, reason: 'damaged' },
})
const { data: imported } = await driver.client.POST('/transactions/import', {
  headers: { 'content-type': 'text/csv' },
  params: { query: { file_name: 'january.csv', on_error: 'skip' } },
  body: `external_id,merchant_id,amount_cents,fee_cents,paid_at
ch_1,merchant_0001,2500,103,2025-01-31T12:00:00Z
ch_2,merchant_0001,12.50,0,2025-01-31T12:00:00Z`,
  bodySerializer: (body: unknown) => String(body),
})
await driver.client.POST('/periods/close', {
  body: { through: '2025-01-10', reason: 'reported to the bank' },
})
const dryRun = await driver.settle({ from: '2025-01-31', to: '2025-01-31', dry_run: true })
const paths = {
  overview: '',
  products: 'products',
  product: 'products/1',
  orders: 'orders',
  order: `orders/${order.id}`,
  hold: `orders/${held.id}`,
  settlements: 'settlements?month=2025-01',
  settlement: `settlements/${job.job_id}`,
  'dry-run': `settlements/${dryRun.job_id}`,
  day: 'settlements/days/2025-01-31',
  periods: 'periods',
  merchants: 'merchants',
  merchant: 'merchants/merchant_0001?from=2025-01-01&to=2025-01-31',
  'merchant-day': 'merchants/merchant_0001/2025-01-31',
  imports: 'imports',
  import: `imports/${imported?.import_id}`,
}

const browser = await openBrowser()
for (const [size, viewport] of [
  ['wide', { width: 1280, height: 800 }],
  ['narrow', { width: 390, height: 844 }],
] as const) {
  for (const colorScheme of ['light', 'dark'] as const) {
    await using opened = await openPage(browser, api.url, { viewport, colorScheme })
    for (const [name, path] of Object.entries(paths)) {
      const picture = `${name}-${size}-${colorScheme}`
      if (!values.only.some((text) => picture.includes(text))) continue
      await opened.page.goto(`/console/${path}`)
      await opened.page.waitForLoadState('networkidle')
      await opened.page.screenshot({ path: join(target, `${picture}.png`), fullPage: true })
    }
  }
}
await browser.close()
await directory.remove()
process.stdout.write(`screenshots are in ${target}\n`)
