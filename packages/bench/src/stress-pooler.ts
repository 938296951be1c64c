import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { createDatabase } from '@order-settlement/db/create-database.ts'
import { migrate } from '@order-settlement/db/migrate.ts'
import { createLogger } from '@order-settlement/shared/process/logger.ts'
import { createApiDriver, hasEnded } from '@order-settlement/testing/api-driver.ts'
import { startOwnPostgres } from '@order-settlement/testing/own-postgres.ts'
import { makeTemporaryDirectory } from '@order-settlement/testing/temporary-directory.ts'
import { parsePositiveInteger, parsePositiveSeconds, readFlags } from './flags.ts'
import { printProgress, runBench } from './run-bench.ts'
import { rememberNothing } from './shop/acknowledged.ts'
import { checkShop } from './shop/check-shop.ts'
import { openShop } from './shop/open-shop.ts'
import { runStorm } from './shop/run-storm.ts'
import type { Failure } from './stress/failures.ts'
import { startFleet } from './stress/fleet.ts'
import { startPgBouncer } from './stress/pgbouncer.ts'

/** Within which a queue finds a message without a notification, in ms. */
const pollMs = 2_000

const nothing: Failure = { name: 'no failure', inject: async () => {} }

await runBench(async ({ stack, signal }) => {
  const options = readOptions()
  const postgres = stack.use(await startOwnPostgres())
  const direct = postgres.url('appdb')
  const pooler = stack.use(await startPgBouncer(direct))
  const directory = join(stack.use(await makeTemporaryDirectory()).path, 'settlements')
  await mkdir(directory)
  const logger = createLogger('stress', 'silent')
  await migrate(direct, logger)
  const db = createDatabase({ url: direct, applicationName: 'stress', connections: 4, logger })
  stack.defer(() => db.destroy())
  const env = {
    DATABASE_URL: pooler.url,
    DATABASE_DIRECT_URL: direct,
    SETTLEMENT_DIR: directory,
  }
  const fleet = await startFleet(env, 2, 2)
  stack.defer(() => fleet[Symbol.asyncDispose]())
  const shop = await openShop(fleet.api)

  const acknowledged = rememberNothing()
  const client = { fleet, acknowledged }
  await runStorm({ client, shop, postgres, failure: nothing, signal, ...options })
  const wrong = await checkShop({ db, directory, client })
  const { orders, refunds, imports, unanswered } = acknowledged
  if (unanswered.size > 0) wrong.push(`${unanswered.size} requests were never answered`)
  await fleet[Symbol.asyncDispose]()
  wrong.push(...(await settleWithoutDirect({ ...env, DATABASE_DIRECT_URL: '' })))
  printProgress([...acknowledged.answers].map(([answer, count]) => `${answer} ${count}`).join(', '))
  const counts = `${orders.size} orders, ${refunds.size} refunds, ${imports.size} imports`
  const verdict = wrong.length === 0 ? 'right' : `WRONG: ${wrong.join('; ')}`
  process.stdout.write(`${pooler.version}: ${counts}, ${verdict}\n`)
  return wrong.length === 0
})

/** PgBouncer takes LISTEN and delivers nothing: polling starts three settlements. @returns what is wrong, a line each */
async function settleWithoutDirect(env: Record<string, string>): Promise<string[]> {
  await using fleet = await startFleet(env, 1)
  const driver = createApiDriver(fleet.api)
  const today = new Date().toISOString().slice(0, 10)
  const wrong: string[] = []
  for (let count = 0; count < 3; count += 1) {
    const started = performance.now()
    const id = await driver.startSettlement({ from: today, to: today })
    await driver.waitForJob(id, ({ status }) => status !== 'QUEUED')
    const ms = Math.round(performance.now() - started)
    if (ms > pollMs) wrong.push(`a settlement started after ${ms} ms`)
    const { status } = await driver.waitForJob(id, hasEnded)
    if (status !== 'COMPLETED') wrong.push(`a settlement is ${status}`)
  }
  return wrong
}

function readOptions() {
  const flags = readFlags({
    seconds: { type: 'string', default: '20' },
    clients: { type: 'string', default: '16' },
  })
  return {
    seconds: parsePositiveSeconds('seconds', flags.seconds),
    clients: parsePositiveInteger('clients', flags.clients),
  }
}
