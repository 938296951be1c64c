import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { createDatabase } from '@order-settlement/db/create-database.ts'
import { migrate } from '@order-settlement/db/migrate.ts'
import { createLogger } from '@order-settlement/shared/process/logger.ts'
import { startOwnPostgres } from '@order-settlement/testing/own-postgres.ts'
import { makeTemporaryDirectory } from '@order-settlement/testing/temporary-directory.ts'
import { parsePositiveInteger, parsePositiveSeconds, readFlags } from './flags.ts'
import { printProgress, runBench } from './run-bench.ts'
import { rememberNothing } from './shop/acknowledged.ts'
import { checkShop } from './shop/check-shop.ts'
import { openShop } from './shop/open-shop.ts'
import { runStorm } from './shop/run-storm.ts'
import { killApi, killPostgres } from './stress/failures.ts'
import { startFleet } from './stress/fleet.ts'

const failures = [killPostgres, killApi]

await runBench(async ({ stack, signal }) => {
  const options = readOptions()
  const postgres = stack.use(await startOwnPostgres())
  const directory = join(stack.use(await makeTemporaryDirectory()).path, 'settlements')
  await mkdir(directory)
  const url = postgres.url('appdb')
  const logger = createLogger('stress', 'silent')
  await migrate(url, logger)
  const db = createDatabase({ url, applicationName: 'stress', connections: 4, logger })
  stack.defer(() => db.destroy())
  const env = { DATABASE_URL: url, SETTLEMENT_DIR: directory }
  const fleet = stack.use(await startFleet(env, 1, 2))
  const shop = await openShop(fleet.api)

  const acknowledged = rememberNothing()
  const client = { fleet, acknowledged }
  let faults = 0
  for (let round = 0; round < options.rounds && !signal.aborted; round += 1) {
    const failure = failures[round % failures.length] ?? killPostgres
    await runStorm({ client, shop, postgres, failure, signal, ...options })
    const wrong = await checkShop({ db, directory, client })
    faults += wrong.length
    const { orders, refunds, unanswered } = acknowledged
    const counts = `${orders.size} orders, ${refunds.size} refunds, ${unanswered.size} unanswered`
    const verdict = wrong.length === 0 ? 'right' : `WRONG: ${wrong.join('; ')}`
    printProgress(`${round + 1}/${options.rounds} ${failure.name}: ${counts} so far, ${verdict}`)
  }
  printProgress([...acknowledged.answers].map(([answer, count]) => `${answer} ${count}`).join(', '))
  process.stdout.write(`${options.rounds} rounds, ${faults} faults\n`)
  return faults === 0
})

function readOptions() {
  const flags = readFlags({
    rounds: { type: 'string', default: '6' },
    seconds: { type: 'string', default: '8' },
    clients: { type: 'string', default: '16' },
  })
  return {
    rounds: parsePositiveInteger('rounds', flags.rounds),
    seconds: parsePositiveSeconds('seconds', flags.seconds),
    clients: parsePositiveInteger('clients', flags.clients),
  }
}
