import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { repositoryRoot } from '@order-settlement/local/places.ts'
import Type, { type Static } from 'typebox'
import { Value } from 'typebox/value'
import { beforeAll, expect, test } from 'vitest'
import { parse } from 'yaml'
import { type Exported, readExported } from './exported.ts'
import { parsePromql } from './parse-promql.ts'

interface Panel {
  title: string
  targets: { expr: string }[]
}

/** The fields of an alert that are used here. Unknown ones are refused, as Prometheus does. */
const Alert = Type.Object(
  {
    alert: Type.String({ pattern: '^[A-Z][A-Za-z]+$' }),
    expr: Type.String(),
    for: Type.Optional(Type.String({ pattern: '^\\d+[smhd]$' })),
    labels: Type.Object(
      { severity: Type.Enum(['critical', 'warning']) },
      { additionalProperties: false },
    ),
    annotations: Type.Object(
      { summary: Type.String({ pattern: '\\.$' }), action: Type.String({ pattern: '\\.$' }) },
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false },
)

const RuleFile = Type.Object(
  {
    groups: Type.Array(
      Type.Object(
        { name: Type.String(), rules: Type.Array(Alert, { minItems: 1 }) },
        { additionalProperties: false },
      ),
      { minItems: 1 },
    ),
  },
  { additionalProperties: false },
)

/** Labels whose values are the same in every installation. */
const fixedLabels = ['queue', 'state', 'type', 'sum', 'pool']

let exported: Exported
let panels: Panel[]
let rules: Static<typeof RuleFile>
let alerts: Static<typeof Alert>[]
/** Each expression of rules and dashboard, with the name of its alert or panel. */
let expressions: { from: string; expr: string }[]

beforeAll(async () => {
  const read = (file: string) => readFile(join(repositoryRoot, 'packages/monitoring', file), 'utf8')
  exported = await readExported()
  panels = JSON.parse(await read('grafana/order-settlement.json')).panels
  rules = parse(await read('alerts.yml'))
  alerts = rules.groups.flatMap((group) => group.rules)
  expressions = [
    ...panels.flatMap(({ title, targets }) => targets.map(({ expr }) => ({ from: title, expr }))),
    ...alerts.map(({ alert, expr }) => ({ from: alert, expr })),
  ]
})

test('every metric and label of the Grafana dashboard and of the alerts is exported by api or worker', () => {
  expect(panels.length).toBeGreaterThan(10)
  expect(alerts.length).toBeGreaterThan(10)
  for (const { from, expr } of expressions) {
    const used = parsePromql(expr)
    expect(used.metrics.length, `${from}: ${expr}`).toBeGreaterThan(0)
    for (const name of used.metrics) expect(exported.metrics, `${from}: ${expr}`).toContain(name)
    for (const name of used.labels) expect(exported.labels, `${from}: ${expr}`).toContain(name)
    for (const { label, value } of used.values) {
      if (!fixedLabels.includes(label)) continue
      expect(exported.labelsWithValues, `${from}: ${expr}`).toContain(`${label}="${value}"`)
    }
  }
})

test('the alerts are a rule file of Prometheus, each with a summary and an action', () => {
  expect(Value.Errors(RuleFile, rules)).toEqual([])
  const names = alerts.map(({ alert }) => alert)
  expect(new Set(names).size).toBe(names.length)
})

test('an annotation uses only labels that its expression keeps', () => {
  for (const { alert, expr, annotations } of alerts) {
    const text = Object.values(annotations).join('\n')
    const templates = [...text.matchAll(/\{\{ *(.*?) *\}\}/g)].map(([, inner = '']) => inner)
    for (const template of templates) {
      expect(template, alert).toMatch(/^\$(value|labels\.\w+)( \| humanize(Duration|Percentage))?$/)
      const [, label] = /^\$labels\.(\w+)/.exec(template) ?? []
      if (label === undefined) continue
      const [, grouped] = /^(?:time\(\) - )?\w+ by \(([^)]*)\)/.exec(expr) ?? []
      // An aggregation drops the labels that it does not group by.
      if (/ by \(/.test(expr)) expect(grouped?.split(', '), alert).toContain(label)
    }
  }
})

test('Prometheus loads the alerts that its container mounts', async () => {
  const read = async (file: string) =>
    parse(await readFile(join(repositoryRoot, file), 'utf8'), { merge: true })
  const { rule_files } = await read('packages/monitoring/prometheus.yml')
  const { services } = await read('docker-compose.yml')
  expect(rule_files).toEqual(['alerts.yml'])
  expect(services.prometheus.volumes).toEqual(
    expect.arrayContaining([
      './packages/monitoring/prometheus.yml:/etc/prometheus/prometheus.yml:ro',
      './packages/monitoring/alerts.yml:/etc/prometheus/alerts.yml:ro',
    ]),
  )
})

test('every metric of the service has its prefix; those of Node.js keep their standard names', () => {
  expect(exported.families.length).toBeGreaterThan(20)
  for (const name of exported.families) {
    expect(name).toMatch(/^(order_settlement|process|nodejs)_/)
  }
})

test('no panel and no alert adds up what every api reads from the same database', () => {
  const shared = /order_settlement_(queue_|last_success_|drift_)\w+/
  const reading = expressions.filter(({ expr }) => shared.test(expr))
  expect(reading.length).toBeGreaterThanOrEqual(9)
  for (const { from, expr } of reading) {
    const parts = expr.split(/\bor\b/)
    for (const part of parts) {
      expect(part.trim(), from).toMatch(
        /^(time\(\) - )?(max( by \([\w, ]+\) )?|absent)\(order_settlement/,
      )
    }
  }
})

test('every README row of a metric names one that is exported, and every metric of the service has a row', async () => {
  const readme = await readFile(join(repositoryRoot, 'packages/monitoring/README.md'), 'utf8')
  const rows = readme.split('\n').filter((line) => line.startsWith('| `order_settlement_'))
  const named = rows.flatMap((row) => row.split(' | ')[0]?.match(/order_settlement_\w+/g) ?? [])
  const own = exported.families.filter((name) => name.startsWith('order_settlement_'))
  expect(named.sort()).toEqual([...new Set(own)].sort())
})
