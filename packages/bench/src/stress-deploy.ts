import { audit } from '@order-settlement/db/audit.ts'
import { createDatabase } from '@order-settlement/db/create-database.ts'
import { migrate } from '@order-settlement/db/migrate.ts'
import type { Database } from '@order-settlement/db/tables.ts'
import { createLogger } from '@order-settlement/shared/process/logger.ts'
import { createApiDriver } from '@order-settlement/testing/api-driver.ts'
import { type BuyerAnswer, countShed, startBuyers } from '@order-settlement/testing/buyers.ts'
import { startOwnPostgres } from '@order-settlement/testing/own-postgres.ts'
import { type LogLine, startProcess } from '@order-settlement/testing/test-process.ts'
import getPort from 'get-port'
import { startHaproxy } from './deploy/start-haproxy.ts'
import { parsePositiveInteger, readFlags } from './flags.ts'
import { printProgress, runBench } from './run-bench.ts'

/** Of each buyer between two orders: buyers, apis, PostgreSQL and HAProxy share the processors. */
const pauseMs = 10

await runBench(async ({ stack, signal }) => {
  const options = readOptions()
  const postgres = stack.use(await startOwnPostgres())
  const url = postgres.url('appdb')
  const logger = createLogger('stress', 'silent')
  await migrate(url, logger)
  const db = createDatabase({ url, applicationName: 'stress', connections: 2, logger })
  stack.defer(() => db.destroy())
  const ports = await Promise.all([getPort(), getPort()])
  const start = async (port: number) => {
    const env = { DATABASE_URL: url, PORT: `${port}`, DRAIN_MS: `${options.drainMs}` }
    return stack.use(await startProcess('api', env))
  }
  const apis = await Promise.all(ports.map(start))
  const balancer = await startHaproxy(
    stack,
    ports.map((port) => `127.0.0.1:${port}`),
  )
  const productId = await createProduct(balancer)
  const stopBuyers = startBuyers(balancer, productId, options.buyers, pauseMs)

  for (let round = 0; round < options.rounds && !signal.aborted; round += 1)
    for (const [index, port] of ports.entries()) {
      const { code } = (await apis[index]?.kill('SIGTERM')) ?? {}
      if (code !== 0) throw new Error(`the api ended with ${code}`)
      const next = await start(port)
      await next.waitForLog(isOrder, 30_000)
      apis[index] = next
      printProgress(`${round + 1}/${options.rounds} api ${index + 1} replaced`)
    }

  const answers = await stopBuyers()
  const faults = await findFaults(db, answers)
  for (const fault of faults) printProgress(fault)
  const replaced = options.rounds * ports.length
  process.stdout.write(
    `${replaced} apis replaced during ${answers.length} orders (${countShed(answers)} sent again after OVERLOADED), ${faults.length} faults\n`,
  )
  return faults.length === 0
})

function isOrder({ path, status }: LogLine): boolean {
  return path === '/orders' && status === 201
}

async function createProduct(url: string): Promise<number> {
  const body = { name: 'Drop', merchant_id: 'm', price_cents: 100, stock: 1_000_000 }
  const { data } = await createApiDriver(url).client.POST('/products', { body })
  if (!data) throw new Error('no product')
  return data.id
}

/** Requests that failed, orders that are missing or twice, and what the audit finds. */
async function findFaults(db: Database, answers: BuyerAnswer[]): Promise<string[]> {
  const failed = answers.filter(({ status }) => status !== 201)
  const stored = new Set((await db.selectFrom('orders').select('id').execute()).map(({ id }) => id))
  const ids = answers.flatMap(({ id }) => id ?? [])
  const lost = ids.filter((id) => !stored.has(id))
  const found = Object.entries(await audit(db)).filter(([, rows]) => rows.length > 0)
  return [
    ...failed.map(({ status }) => `request failed: ${status}`),
    ...lost.map((id) => `order ${id} is not stored`),
    ...(stored.size === new Set(ids).size ? [] : [`${stored.size} orders are stored`]),
    ...found.map(([kind, rows]) => `${kind}: ${rows.length} wrong`),
  ]
}

function readOptions() {
  const flags = readFlags({
    rounds: { type: 'string', default: '3' },
    buyers: { type: 'string', default: '4' },
    'drain-ms': { type: 'string', default: '5000' },
  })
  return {
    rounds: parsePositiveInteger('rounds', flags.rounds),
    buyers: parsePositiveInteger('buyers', flags.buyers),
    drainMs: parsePositiveInteger('drain-ms', flags['drain-ms']),
  }
}
