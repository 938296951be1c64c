import { resolve } from 'node:path'
import { seed } from '@order-settlement/db/seed.ts'
import { evaluateFigure } from './figure.ts'
import { parseChoice, parsePositiveInteger, parsePositiveSeconds, readFlags } from './flags.ts'
import { type Acknowledged, checkBooks } from './orders/check-books.ts'
import { figureNames, measuresOf, toFigures } from './orders/figures.ts'
import { type Measurement, type Summary, summarize } from './orders/measurement.ts'
import { type MeasureName, measureNames, measures, type Setup } from './orders/measures.ts'
import { supplyProducts } from './orders/products.ts'
import { printProgress, runBench } from './run-bench.ts'
import { describeMachine } from './stack/machine.ts'
import { startStack } from './stack/start-stack.ts'
import { formatFigures, formatTable, formatValue } from './table.ts'

const settledTransactions = 1_000_000

/** Orders of the hot product warm up for them. */
const withoutWarmUp: MeasureName[] = ['during-settlement', 'with-standby']

await runBench(async (context) => {
  const options = readOptions()
  const stack = await startStack(context)
  const supplies = await supplyProducts(stack.db)
  if (options.measures.includes('during-settlement')) {
    printProgress(`seeding ${settledTransactions.toLocaleString('en')} transactions to settle`)
    await seed(stack.db, settledTransactions)
  }
  const env = { LOG_LEVEL: options.logLevel }
  const nodeFlags = options.profileDir ? ['--cpu-prof', `--cpu-prof-dir=${options.profileDir}`] : []
  const api = await stack.start({ entry: 'api', env, nodeFlags })
  const noop = await stack.start({ entry: 'noop-api', env })
  const setup: Setup = {
    stack,
    urls: { api: api.url, noop: noop.url },
    connections: options.connections,
    seconds: options.seconds,
  }

  const { runs, acknowledged } = await measureInTurns(setup, options, context.signal)
  // Orders in flight are committed or dropped once the api has exited.
  await api[Symbol.asyncDispose]()
  const wrong = await checkBooks(stack.db, supplies, acknowledged)

  const books = { right: wrong.length === 0, orders: sum(acknowledged), wrong }
  const machine = await describeMachine(stack.db)
  process.stdout.write(`${report({ options, runs, books, machine })}\n`)
  return books.right
})

function readOptions() {
  const flags = readFlags({
    json: { type: 'boolean', default: false },
    runs: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '5' },
    connections: { type: 'string', default: '256' },
    only: { type: 'string', multiple: true },
    'log-level': { type: 'string', default: 'info' },
    'cpu-prof': { type: 'string' },
  })
  const figures = (flags.only ?? figureNames).map((name) => parseChoice('only', name, figureNames))
  const needed = measuresOf(figures)
  return {
    json: flags.json,
    runs: parsePositiveInteger('runs', flags.runs),
    seconds: parsePositiveSeconds('seconds', flags.seconds),
    connections: parsePositiveInteger('connections', flags.connections),
    figures,
    measures: measureNames.filter((name) => needed.has(name)),
    /** Of both apis; the default is that of production. */
    logLevel: flags['log-level'],
    /** Directory for the api's CPU profile. */
    profileDir: flags['cpu-prof'] && resolve(flags['cpu-prof']),
  }
}

type Options = ReturnType<typeof readOptions>

/** Runs every measure once a round, so that a change of the machine's load affects all of them. */
async function measureInTurns(setup: Setup, options: Options, signal: AbortSignal) {
  const runs = new Map<MeasureName, Measurement[]>(options.measures.map((name) => [name, []]))
  const acknowledged: Acknowledged[] = []
  // Round 0 warms up: it compiles code and opens connections.
  for (let round = 0; round <= options.runs; round += 1) {
    for (const [name, measured] of runs) {
      signal.throwIfAborted()
      const { title, placesOrders, maxInFlight, run } = measures[name]
      if (round === 0 && withoutWarmUp.includes(name)) continue
      const buyer = `${name}-${round}`
      const seconds = round === 0 ? Math.min(1, setup.seconds) : setup.seconds
      const result = await run({ ...setup, seconds }, buyer)
      const others = Object.values(result.others).reduce((total, count) => total + count, 0)
      acknowledged.push({
        buyer,
        orders: placesOrders ? result.expected : 0,
        unknown: placesOrders ? maxInFlight(setup) + others : 0,
      })
      if (round === 0) continue
      measured.push(result)
      printProgress(`${round}/${options.runs} ${title}: ${formatValue(result.perSecond, '/s')}`)
    }
  }
  return { runs, acknowledged }
}

interface Results {
  options: Options
  runs: Map<MeasureName, Measurement[]>
  books: { right: boolean; orders: number; wrong: string[] }
  machine: object
}

function report({ options, runs, books, machine }: Results): string {
  const summaries = new Map([...runs].map(([name, list]) => [name, summarize(list)]))
  const figures = toFigures(options.figures, summaries).map(evaluateFigure)
  if (options.json) {
    const measured = Object.fromEntries(summaries)
    return JSON.stringify({ bench: 'orders', machine, options, figures, measured, books })
  }
  return [
    JSON.stringify(machine),
    `medians of ${options.runs} runs, ${options.connections} connections, LOG_LEVEL=${options.logLevel}`,
    formatFigures(figures),
    formatSummaries(summaries),
    books.right
      ? `books: right; all ${books.orders} acknowledged orders are rows, and stock + sold = supplied for every product`
      : `books: WRONG\n${books.wrong.join('\n')}`,
  ].join('\n')
}

function formatSummaries(summaries: Map<MeasureName, Summary>): string {
  return formatTable(
    ['measured', 'median', 'slowest', 'fastest', 'p50', 'p99', 'other responses'],
    [...summaries].map(([name, { perSecond, range, p50Ms, p99Ms, others }]) => [
      measures[name].title,
      ...[perSecond, ...range].map((rate) => formatValue(rate, '/s')),
      ...[p50Ms, p99Ms].map((ms) => formatValue(ms, 'ms')),
      Object.entries(others)
        .map(([status, count]) => `${count} × ${status}`)
        .join(', '),
    ]),
  )
}

function sum(acknowledged: Acknowledged[]): number {
  return acknowledged.reduce((total, { orders }) => total + orders, 0)
}
