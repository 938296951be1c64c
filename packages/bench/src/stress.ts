import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { audit } from '@order-settlement/db/audit.ts'
import { createDatabase } from '@order-settlement/db/create-database.ts'
import { migrate } from '@order-settlement/db/migrate.ts'
import { seed } from '@order-settlement/db/seed.ts'
import { createLogger } from '@order-settlement/shared/process/logger.ts'
import { createApiDriver } from '@order-settlement/testing/api-driver.ts'
import { startOwnPostgres } from '@order-settlement/testing/own-postgres.ts'
import { makeTemporaryDirectory } from '@order-settlement/testing/temporary-directory.ts'
import { parsePositiveInteger, readFlags } from './flags.ts'
import { printProgress, runBench } from './run-bench.ts'
import { checkRound } from './stress/check-round.ts'
import { failures } from './stress/failures.ts'
import { startFleet } from './stress/fleet.ts'
import { phases, waitForPhase } from './stress/phases.ts'
import { randomRange, waitForEnd } from './stress/wait-for-end.ts'

/** Small, so that each phase lasts long enough for a failure in its middle. */
const batchSize = 200

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
  await seed(db, options.rows)
  const fleet = stack.use(
    await startFleet(
      { DATABASE_URL: url, SETTLEMENT_DIR: directory, SETTLEMENT_BATCH_SIZE: `${batchSize}` },
      options.workers,
    ),
  )

  let faults = 0
  for (let round = 0; round < options.rounds; round += 1) {
    signal.throwIfAborted()
    const phase = phases[round % phases.length] ?? 'plan'
    const failure = failures[Math.floor(round / phases.length) % failures.length]
    if (!failure) break
    const range = randomRange()
    const id = await createApiDriver(fleet.api).startSettlement(range)
    const failedIn = await waitForPhase(db, id, phase)
    const failed = performance.now()
    await failure.inject(fleet, postgres)
    await waitForEnd(db, id)
    const ms = Math.round(performance.now() - failed)
    await failure.repair?.(fleet)
    const wrong = await checkRound({
      db,
      directory,
      id,
      range,
      graceful: failure.graceful ?? false,
    })
    faults += wrong.length
    const verdict = wrong.length === 0 ? 'exact' : `WRONG: ${wrong.join('; ')}`
    printProgress(
      `${round + 1}/${options.rounds} ${failure.name}, ${failedIn}: ended ${ms} ms later, ${verdict}`,
    )
  }
  const books = await audit(db)
  const differences = books.settlements.length + books.products.length
  process.stdout.write(
    `${options.rounds} rounds, ${faults} faults, ${differences} differences in the books\n`,
  )
  return faults + differences === 0
})

function readOptions() {
  const flags = readFlags({
    rounds: { type: 'string', default: '21' },
    rows: { type: 'string', default: '200000' },
    workers: { type: 'string', default: '3' },
  })
  return {
    rounds: parsePositiveInteger('rounds', flags.rounds),
    rows: parsePositiveInteger('rows', flags.rows),
    workers: parsePositiveInteger('workers', flags.workers),
  }
}
