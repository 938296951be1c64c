import { join } from 'node:path'
import { makeTemporaryDirectory } from '@order-settlement/testing/temporary-directory.ts'
import { sql } from 'kysely'
import { evaluateFigure, type Figure } from './figure.ts'
import { parsePositiveInteger, parsePositiveSeconds, readFlags } from './flags.ts'
import { loadBySql } from './import/load-by-sql.ts'
import { upload } from './import/upload.ts'
import { writeFile } from './import/write-file.ts'
import { loadApi } from './orders/load-api.ts'
import { hotProduct, supplyProducts } from './orders/products.ts'
import { median } from './percentile.ts'
import { printProgress, runBench } from './run-bench.ts'
import { describeMachine } from './stack/machine.ts'
import { readPeakMemory } from './stack/peak-memory.ts'
import type { BenchProcess } from './stack/start-process.ts'
import { type Stack, startStack } from './stack/start-stack.ts'
import { formatFigures } from './table.ts'

const connections = 256

await runBench(async (context) => {
  const { signal } = context
  const options = readOptions()
  const stack = await startStack(context)
  await supplyProducts(stack.db)
  const directory = context.stack.use(await makeTemporaryDirectory())
  const file = join(directory.path, 'transactions.csv')
  await writeFile(file, options.lines)
  const api = await stack.start({ entry: 'api' })

  const setup: Setup = { stack, api, file, ...options }
  const alone = await compare(setup, signal)
  const orders = await measureOrders(setup)
  const figures = toFigures(alone, orders).map(evaluateFigure)
  const machine = await describeMachine(stack.db)
  process.stdout.write(
    options.json
      ? `${JSON.stringify({ bench: 'import', machine, options, figures })}\n`
      : `${JSON.stringify(machine)}\n${options.lines.toLocaleString('en')} lines, medians of ${options.runs} runs\n${formatFigures(figures)}\n`,
  )
  return true
})

function readOptions() {
  const flags = readFlags({
    json: { type: 'boolean', default: false },
    lines: { type: 'string', default: '1000000' },
    runs: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '5' },
  })
  return {
    json: flags.json,
    lines: parsePositiveInteger('lines', flags.lines),
    runs: parsePositiveInteger('runs', flags.runs),
    seconds: parsePositiveSeconds('seconds', flags.seconds),
  }
}

interface Setup extends ReturnType<typeof readOptions> {
  stack: Stack
  api: BenchProcess
  file: string
}

interface Compared {
  importMs: number
  sqlMs: number
  /** What imports added to the peak memory of the api, in MB; undefined without /proc. */
  memory: number | undefined
}

/** Both in turns, into an empty table each time. */
async function compare(setup: Setup, signal: AbortSignal): Promise<Compared> {
  const { stack, api, file, lines, runs } = setup
  const before = await readPeakMemory(api.pid)
  const times: { importMs: number; sqlMs: number }[] = []
  for (let run = 1; run <= runs; run += 1) {
    signal.throwIfAborted()
    await empty(stack)
    const sqlMs = await loadBySql(stack, file)
    await empty(stack)
    const importMs = await upload(api.url, file, lines)
    times.push({ importMs, sqlMs })
    printProgress(`${run}/${runs} import ${Math.round(importMs)} ms, SQL ${Math.round(sqlMs)} ms`)
  }
  const after = await readPeakMemory(api.pid)
  return {
    importMs: median(times.map(({ importMs }) => importMs)),
    sqlMs: median(times.map(({ sqlMs }) => sqlMs)),
    memory: before === undefined || after === undefined ? undefined : after - before,
  }
}

async function empty({ db }: Stack): Promise<void> {
  await sql`truncate transactions`.execute(db)
  await sql`checkpoint`.execute(db)
}

/** Orders/s of a hot product, without and with an import at the same time. */
async function measureOrders({ stack, api, file, lines, seconds }: Setup) {
  const place = () =>
    loadApi({
      url: `${api.url}/orders`,
      connections,
      seconds,
      expectedStatus: 201,
      body: () => ({ product_id: hotProduct, quantity: 1, buyer_id: '[<id>]' }),
    })
  await place()
  const without = await place()
  await empty(stack)
  const importing = upload(api.url, file, lines)
  const [during] = await Promise.all([place(), importing])
  return { without: without.perSecond, during: during.perSecond }
}

function toFigures(
  { importMs, sqlMs, memory }: Compared,
  orders: { without: number; during: number },
): Figure[] {
  return [
    {
      name: 'import',
      title: 'import over HTTP',
      unit: 's',
      ours: importMs / 1_000,
      baseline: { title: '\\copy + INSERT … SELECT', value: sqlMs / 1_000 },
      target: { atMost: 2.5 },
    },
    ...(memory === undefined
      ? []
      : [
          {
            name: 'memory',
            title: 'memory that imports add to the api',
            unit: 'MB' as const,
            ours: memory,
            target: { atMost: 100 },
          },
        ]),
    {
      name: 'orders',
      title: 'orders/s during an import',
      unit: '/s',
      ours: orders.during,
      baseline: { title: 'without', value: orders.without },
      target: { atLeast: 0.7 },
    },
  ]
}
