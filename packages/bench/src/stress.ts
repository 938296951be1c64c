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
import { positiveInteger, readFlags } from './flags.ts'
import { runBench, say } from './run-bench.ts'
import { checkRound } from './stress/check-round.ts'
import { disasters } from './stress/disasters.ts'
import { startFleet } from './stress/fleet.ts'
import { phases, waitForPhase } from './stress/phases.ts'
import { randomRange, waitForEnd } from './stress/settle.ts'

/** Batches are small, so that each phase lasts long enough to be struck in its middle. */
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
    const disaster = disasters[Math.floor(round / phases.length) % disasters.length]
    if (!disaster) break
    const range = randomRange()
    const id = await createApiDriver(fleet.api).startSettlement(range)
    const struckIn = await waitForPhase(db, id, phase)
    const struck = performance.now()
    await disaster.strike(fleet, postgres)
    await waitForEnd(db, id)
    const ms = Math.round(performance.now() - struck)
    await disaster.repair?.(fleet)
    const wrong = await checkRound({ db, directory, id, range, gentle: disaster.gentle ?? false })
    faults += wrong.length
    const verdict = wrong.length === 0 ? 'exact' : `WRONG: ${wrong.join('; ')}`
    say(
      `${round + 1}/${options.rounds} ${disaster.name}, ${struckIn}: ended ${ms} ms later, ${verdict}`,
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
    rounds: positiveInteger('rounds', flags.rounds),
    rows: positiveInteger('rows', flags.rows),
    workers: positiveInteger('workers', flags.workers),
  }
}
