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

/** What Prometheus adds by itself. */
const ofPrometheus = { metrics: ['up'], labels: ['instance', 'job'] }

const suffixes: Record<string, string[]> = { histogram: ['_bucket', '_count', '_sum'] }

/** The names of metrics that a process tells, those without a sample yet as well. */
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

test('every metric and label of the Grafana dashboard is one that api or worker tells', async () => {
  const file = join(repositoryRoot, 'packages/monitoring/grafana/order-settlement.json')
  const { panels } = JSON.parse(await readFile(file, 'utf8')) as { panels: Panel[] }
  await using database = await createTestDatabase()
  const env = { DATABASE_URL: database.url, METRICS_PORT: '0' }
  await using api = await startProcess('api', env)
  await using worker = await startProcess('worker', env)
  const { port } = await worker.waitForLog(({ msg }) => msg === 'metrics served')
  const read = async (url: string) => await (await fetch(url)).text()
  // So that there is a request to tell of.
  await read(`${api.url}/health`)
  const told = `${await read(`${api.url}/metrics`)}\n${await read(`http://127.0.0.1:${port}/metrics`)}`
  const metrics = new Set([...metricNames(told), ...ofPrometheus.metrics])
  const labels = new Set([...labelNames(told), ...ofPrometheus.labels])

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
