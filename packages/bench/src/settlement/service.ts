import { seed } from '@order-settlement/db/seed.ts'
import { type ApiDriver, createApiDriver } from '@order-settlement/testing/api-driver.ts'
import type { Range } from '@order-settlement/testing/independent-csv.ts'
import {
  keepSeed,
  rangeOf,
  type ShapeOptions,
  shapeTransactions,
} from '@order-settlement/testing/shape-transactions.ts'
import { sql } from 'kysely'
import { type BenchContext, printProgress } from '../run-bench.ts'
import type { BenchProcess } from '../stack/start-process.ts'
import { type Stack, startStack } from '../stack/start-stack.ts'
import { countDifferences, createBaselineTable, settleInOneStatement } from './single-statement.ts'

/** A database of transactions, an api, and the days to settle. */
export interface Service {
  stack: Stack
  api: ApiDriver
  range: Range
}

/** Starts a PostgreSQL of its own with `rows` transactions of a shape, and an api. */
export async function startService(
  context: BenchContext,
  { rows, shape, statistics }: ShapeOptions & { rows: number },
): Promise<Service> {
  const stack = await startStack(context)
  printProgress(`seeding ${rows.toLocaleString('en')} transactions`)
  await seed(stack.db, rows)
  if (shape !== 'even' || statistics !== 'fresh') {
    printProgress(`loading them in the shape ${shape}, statistics ${statistics}`)
    await keepSeed(stack.db)
    await shapeTransactions(stack.db, { shape, statistics })
  }
  await createBaselineTable(stack.db)
  await sql`checkpoint`.execute(stack.db)
  const { url } = await stack.start({ entry: 'api' })
  return { stack, api: createApiDriver(url), range: rangeOf(shape) }
}

/** `started` stops them. */
export async function startWorkers(
  { stack }: Service,
  workers: number,
  started: AsyncDisposableStack,
): Promise<BenchProcess[]> {
  return await Promise.all(
    Array.from({ length: workers }, async () =>
      started.use(await stack.start({ entry: 'worker', env: { LOG_LEVEL: 'debug' } })),
    ),
  )
}

/** @returns the number of merchants and days that the service and the single statement settle differently */
export async function checkBooks({ stack, range }: Service): Promise<number> {
  await settleInOneStatement(stack, range)
  return await countDifferences(stack.db)
}
