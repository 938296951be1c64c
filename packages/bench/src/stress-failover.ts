import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { createDatabase } from '@order-settlement/db/create-database.ts'
import { migrate } from '@order-settlement/db/migrate.ts'
import type { Database } from '@order-settlement/db/tables.ts'
import { createLogger } from '@order-settlement/shared/process/logger.ts'
import { startReplicatedPostgres } from '@order-settlement/testing/replicated-postgres.ts'
import { makeTemporaryDirectory } from '@order-settlement/testing/temporary-directory.ts'
import { sql } from 'kysely'
import { parsePositiveInteger, parsePositiveSeconds, readFlags } from './flags.ts'
import { printProgress, runBench } from './run-bench.ts'
import { rememberNothing } from './shop/acknowledged.ts'
import { checkShop } from './shop/check-shop.ts'
import { openShop } from './shop/open-shop.ts'
import { runStorm } from './shop/run-storm.ts'
import { checkRound } from './stress/check-round.ts'
import { killPrimary } from './stress/failover.ts'
import { startFleet } from './stress/fleet.ts'

await runBench(async ({ signal }) => {
  const options = readOptions()
  let faults = 0
  for (let round = 1; round <= options.rounds && !signal.aborted; round += 1) {
    const report = (text: string) => printProgress(`${round}/${options.rounds} ${text}`)
    faults += await runRound(options, signal, report)
  }
  process.stdout.write(`${options.rounds} rounds, ${faults} faults\n`)
  return faults === 0
})

type Options = ReturnType<typeof readOptions>

/** A failover needs a new standby, so each round has servers and processes of its own. @returns the number of faults */
async function runRound(
  options: Options,
  signal: AbortSignal,
  report: (text: string) => void,
): Promise<number> {
  await using stack = new AsyncDisposableStack()
  const servers = stack.use(await startReplicatedPostgres())
  const directory = join(stack.use(await makeTemporaryDirectory()).path, 'settlements')
  await mkdir(directory)
  const logger = createLogger('stress', 'silent')
  await migrate(servers.url, logger)
  const db = createDatabase({
    url: servers.url,
    applicationName: 'stress',
    connections: 4,
    logger,
  })
  stack.defer(() => db.destroy())
  const range = await insertMonth(db, options.transactions)
  await servers.setSynchronous(true)
  const env = {
    DATABASE_URL: servers.url,
    SETTLEMENT_DIR: directory,
    // Small ones, so that the settlement is still running when the primary is killed.
    SETTLEMENT_BATCH_SIZE: '1000',
  }
  const fleet = stack.use(await startFleet(env, 2, 2))
  const shop = await openShop(fleet.api)

  const acknowledged = rememberNothing()
  const client = { fleet, acknowledged }
  const failure = killPrimary({ servers, db, acknowledged, range, report })
  await runStorm({ client, shop, postgres: servers.primary, failure, signal, ...options })
  const wrong = [
    ...(await checkShop({ db, directory, client })),
    ...(await checkSettlement(db, directory, range)),
  ]
  const { orders, refunds, imports, unanswered } = acknowledged
  report(
    `${orders.size} orders, ${refunds.size} refunds, ${imports.size} imports acknowledged, ${unanswered.size} unanswered: ${wrong.length === 0 ? 'right' : `WRONG: ${wrong.join('; ')}`}`,
  )
  report([...acknowledged.answers].map(([answer, count]) => `${answer} ${count}`).join(', '))
  return wrong.length
}

/** Of the settlement that ran while the primary was killed. @returns what is wrong, a line each */
async function checkSettlement(
  db: Database,
  directory: string,
  { from, to }: { from: string; to: string },
): Promise<string[]> {
  const jobs = await db
    .selectFrom('jobs')
    .select('id')
    .where('from_date', '=', from)
    .where('to_date', '=', to)
    .execute()
  const [job, ...others] = jobs
  if (!job || others.length > 0) return [`there are ${jobs.length} settlements of the month`]
  const settled = { from, to, timezone: 'UTC' }
  return await checkRound({ db, directory, id: job.id, range: settled, graceful: false })
}

/** Transactions of the last 30 days. @returns the days */
async function insertMonth(db: Database, count: number): Promise<{ from: string; to: string }> {
  const { rows } = await sql<{ from: string; to: string }>`
    select (current_date - 30)::text as from, (current_date - 1)::text as to`.execute(db)
  const [range] = rows
  if (!range) throw new Error('there is no today')
  await sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at)
    select 'bulk-' || n % 500, n % 10000 + 1, n % 97, 'PAID',
      ${range.from}::date + interval '30 days' * n / ${count}::integer
    from generate_series(0, ${count - 1}::integer) as n`.execute(db)
  await sql`analyze transactions`.execute(db)
  return range
}

function readOptions() {
  const flags = readFlags({
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '12' },
    clients: { type: 'string', default: '16' },
    transactions: { type: 'string', default: '300000' },
  })
  return {
    rounds: parsePositiveInteger('rounds', flags.rounds),
    seconds: parsePositiveSeconds('seconds', flags.seconds),
    clients: parsePositiveInteger('clients', flags.clients),
    transactions: parsePositiveInteger('transactions', flags.transactions),
  }
}
