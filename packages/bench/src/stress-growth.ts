import { statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { audit } from '@order-settlement/db/audit.ts'
import { makePastPartitions } from '@order-settlement/db/partitions/make-partitions.ts'
import { seed } from '@order-settlement/db/seed.ts'
import { createApiDriver } from '@order-settlement/testing/api-driver.ts'
import { evaluateFigure } from './figure.ts'
import { FlagError, parsePositiveInteger, parsePositiveSeconds, readFlags } from './flags.ts'
import { addPastOrders, pastMonths } from './growth/grow.ts'
import { measureFigures } from './growth/measure.ts'
import { supplyProducts } from './orders/products.ts'
import { type BenchContext, printProgress, runBench } from './run-bench.ts'
import { startStack } from './stack/start-stack.ts'
import { formatFigures } from './table.ts'

/** Bytes of an order with its sale and their indexes, and of the log that is kept beside them. */
const bytesOfOrder = 700

await runBench(async (context) => {
  const options = readOptions()
  await refuseSmallDisk(options.small + options.large)
  const { transactions } = options
  const small = await openShop(context, { transactions, orders: options.small })
  const large = await openShop(context, { transactions, orders: options.large })
  printProgress('measuring both')
  const figures = await measureFigures({ small, large }, options)
  process.stdout.write(`${formatFigures(figures.map(evaluateFigure))}\n`)
  const wrong = [await audit(small.db), await audit(large.db)]
  const differences = wrong.flatMap((found) => Object.values(found)).flat().length
  process.stdout.write(`books: ${differences === 0 ? 'right' : `${differences} WRONG`}\n`)
  return differences === 0
})

/** A service with orders of the past year, and transactions of January 2025. */
async function openShop(
  context: BenchContext,
  { transactions, orders }: { transactions: number; orders: number },
) {
  const { db, start } = await startStack(context)
  await makePastPartitions(db, pastMonths)
  await seed(db, transactions)
  await supplyProducts(db)
  await addPastOrders(db, orders, context.signal)
  const { url } = await start({ entry: 'api' })
  await start({ entry: 'worker' })
  return { db, url, api: createApiDriver(url) }
}

/** @throws FlagError if the databases would fill the disk */
async function refuseSmallDisk(orders: number): Promise<void> {
  const { bavail, bsize } = await statfs(tmpdir())
  const [free, needed] = [bavail * bsize, orders * bytesOfOrder + 4e9]
  if (free >= needed) return
  const gigabytes = (bytes: number) => `${Math.ceil(bytes / 1e9)} GB`
  throw new FlagError(
    `${orders} orders need ${gigabytes(needed)} in ${tmpdir()}, which has ${gigabytes(free)}: set TMPDIR or a lower --large`,
  )
}

function readOptions() {
  const flags = readFlags({
    small: { type: 'string', default: '1000000' },
    large: { type: 'string', default: '50000000' },
    transactions: { type: 'string', default: '1000000' },
    runs: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '5' },
  })
  return {
    small: parsePositiveInteger('small', flags.small),
    large: parsePositiveInteger('large', flags.large),
    transactions: parsePositiveInteger('transactions', flags.transactions),
    runs: parsePositiveInteger('runs', flags.runs),
    seconds: parsePositiveSeconds('seconds', flags.seconds),
  }
}
