import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { repositoryRoot } from '@order-settlement/local/places.ts'
import { createTestDatabase } from '@order-settlement/testing/test-database.ts'
import { startProcess } from '@order-settlement/testing/test-process.ts'
import { expect, test } from 'vitest'

interface Panel {
  title: string
  targets: { expr: string }[]
}

/** What Prometheus adds. */
const ofPrometheus = { metrics: ['up'], labels: ['instance', 'job'] }

const suffixes: Record<string, string[]> = { histogram: ['_bucket', '_count', '_sum'] }

/** The names of the exported metrics, with or without a sample. */
function metricNames(text: string): string[] {
  return [...text.matchAll(/^# TYPE (\w+) (\w+)$/gm)].flatMap(([, name, type = '']) =>
    (suffixes[type] ?? ['']).map((suffix) => `${name}${suffix}`),
  )
}

function labelNames(text: string): string[] {
  return [...text.matchAll(/(\w+)="/g)].map(([, name = '']) => name)
}

/** What is left of an expression of PromQL without its strings, functions, grouping, ranges and numbers. */
function namesIn(expression: string): { metrics: string[]; labels: string[] } {
  const bare = expression.replaceAll(/"[^"]*"/g, '""')
  const grouped = [...bare.matchAll(/\bby \(([^)]*)\)/g)].flatMap(([, names = '']) =>
    names.split(/, */),
  )
  const selected = [...bare.matchAll(/(\w+)(?:=|!=|=~|!~)""/g)].map(([, name = '']) => name)
  const metrics = bare
    .replaceAll(/\bby \([^)]*\)/g, '')
    .replaceAll(/\{[^}]*\}|\[[^\]]*\]/g, '')
    .match(/\b[a-z]\w+\b(?! *\()/g)
  return { metrics: metrics ?? [], labels: [...grouped, ...selected] }
}

async function readPanels(): Promise<Panel[]> {
  const file = join(repositoryRoot, 'packages/monitoring/grafana/order-settlement.json')
  return JSON.parse(await readFile(file, 'utf8')).panels
}

/** What an api and a worker answer at /metrics. */
async function scrape(): Promise<string> {
  await using database = await createTestDatabase()
  const env = { DATABASE_URL: database.url, METRICS_PORT: '0' }
  await using api = await startProcess('api', env)
  await using worker = await startProcess('worker', env)
  const { port } = await worker.waitForLog(({ msg }) => msg === 'metrics served')
  const read = async (url: string) => await (await fetch(url)).text()
  // So that there is a request to measure.
  await read(`${api.url}/health`)
  return `${await read(`${api.url}/metrics`)}\n${await read(`http://127.0.0.1:${port}/metrics`)}`
}

test('every metric and label of the Grafana dashboard is exported by api or worker', async () => {
  const panels = await readPanels()
  const text = await scrape()
  const metrics = new Set([...metricNames(text), ...ofPrometheus.metrics])
  const labels = new Set([...labelNames(text), ...ofPrometheus.labels])

  expect(panels.length).toBeGreaterThan(10)
  for (const { title, targets } of panels) {
    for (const { expr } of targets) {
      const used = namesIn(expr)
      expect(used.metrics.length, `${title}: ${expr}`).toBeGreaterThan(0)
      for (const name of used.metrics) expect(metrics, `${title}: ${expr}`).toContain(name)
      for (const name of used.labels) expect(labels, `${title}: ${expr}`).toContain(name)
    }
  }
})

test('every metric of the service has its prefix; those of Node.js keep their standard names', async () => {
  const names = [...(await scrape()).matchAll(/^# TYPE (\w+)/gm)].map(([, name]) => name)
  expect(names.length).toBeGreaterThan(20)
  for (const name of names) expect(name).toMatch(/^(order_settlement|process|nodejs)_/)
})

test('no panel adds up what every api reads from the same database', async () => {
  const expressions = (await readPanels()).flatMap(({ targets }) => targets.map(({ expr }) => expr))
  const ofQueues = expressions.filter((expr) => expr.includes('order_settlement_queue_messages'))
  expect(ofQueues).toEqual([expect.stringMatching(/^max by \(queue, state\)/)])
})
