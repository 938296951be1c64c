import type { Figure } from '../figure.ts'
import type { Summary } from './measurement.ts'
import type { MeasureName } from './measures.ts'

interface OrderFigure extends Pick<Figure, 'name' | 'title' | 'target'> {
  value: 'perSecond' | 'p50Ms' | 'p99Ms'
  ours: MeasureName
  /** The best of these measures. */
  baseline?: { title: string; measures: MeasureName[] }
}

/** With the targets of README.md. */
const figures: OrderFigure[] = [
  {
    name: 'hot',
    title: 'orders/s, one hot product',
    value: 'perSecond',
    ours: 'hot',
    baseline: {
      title: 'one transaction an order',
      measures: ['one-by-one-hot-8', 'one-by-one-hot-32'],
    },
    target: { atLeast: 12 },
  },
  {
    name: 'limited',
    title: 'orders/s, one hot product, one per buyer',
    value: 'perSecond',
    ours: 'limited',
    baseline: {
      title: 'one transaction an order, no limit',
      measures: ['one-by-one-hot-8', 'one-by-one-hot-32'],
    },
    target: { atLeast: 10 },
  },
  {
    name: 'many',
    title: 'orders/s over 1,000 products',
    value: 'perSecond',
    ours: 'many',
    baseline: {
      title: 'one transaction an order',
      measures: ['one-by-one-many-8', 'one-by-one-many-32'],
    },
    target: { atLeast: 3.5 },
  },
  {
    name: 'p99',
    title: 'p99 latency, hot product',
    value: 'p99Ms',
    ours: 'hot',
    target: { atMost: 50 },
  },
  {
    name: 'noop',
    title: 'orders/s, one hot product',
    value: 'perSecond',
    ours: 'hot',
    baseline: { title: 'no-op handler', measures: ['noop'] },
    target: { atLeast: 0.55 },
  },
  {
    name: 'single',
    title: 'p50 latency, one client',
    value: 'p50Ms',
    ours: 'single',
    baseline: { title: 'one transaction an order', measures: ['one-by-one-single'] },
    target: { atMost: 1.6 },
  },
  pairs('hold-confirm', 'one hot product'),
  pairs('hold-confirm-keyed', 'the same, all with idempotency keys'),
  refusals('sold-out', 'sold-out product'),
  refusals('not-started', 'product before its sale'),
  refusals('limit-reached', 'buyers who reached the limit'),
  {
    name: 'product-read',
    title: 'GET /products/{id}/s, one product',
    value: 'perSecond',
    ours: 'product-read',
    baseline: { title: 'no-op POST', measures: ['noop'] },
  },
  {
    name: 'product-list',
    title: 'GET /products/s, a page of 20',
    value: 'perSecond',
    ours: 'product-list',
    baseline: { title: 'no-op POST', measures: ['noop'] },
  },
  {
    name: 'during-settlement',
    title: 'orders/s while a settlement runs',
    value: 'perSecond',
    ours: 'during-settlement',
    baseline: { title: 'without it', measures: ['hot'] },
    target: { atLeast: 0.7 },
  },
  {
    name: 'with-standby',
    title: 'orders/s with one synchronous standby',
    value: 'perSecond',
    ours: 'with-standby',
    baseline: { title: 'without it', measures: ['hot'] },
    target: { atLeast: 0.7 },
  },
]

function pairs(measure: MeasureName, title: string): OrderFigure {
  return {
    name: measure,
    title: `holds that are confirmed/s, ${title}`,
    value: 'perSecond',
    ours: measure,
    baseline: { title: 'orders of the hot product', measures: ['hot'] },
    target: { atLeast: 0.4 },
  }
}

function refusals(measure: MeasureName, title: string): OrderFigure {
  return {
    name: measure,
    title: `refusals/s, ${title}`,
    value: 'perSecond',
    ours: measure,
    baseline: { title: 'sales of the hot product', measures: ['hot'] },
    target: { atLeast: 1.4 },
  }
}

export const figureNames = figures.map(({ name }) => name)

/** The measures that the given figures need. */
export function measuresOf(names: readonly string[]): Set<MeasureName> {
  const chosen = figures.filter(({ name }) => names.includes(name))
  return new Set(chosen.flatMap(({ ours, baseline }) => [ours, ...(baseline?.measures ?? [])]))
}

/** @throws if a measure that a figure needs is not in `summaries` */
export function toFigures(
  names: readonly string[],
  summaries: ReadonlyMap<MeasureName, Summary>,
): Figure[] {
  const read = (measure: MeasureName, value: OrderFigure['value']) => {
    const summary = summaries.get(measure)
    if (!summary) throw new Error(`${measure} was not measured`)
    return summary[value]
  }
  return figures
    .filter(({ name }) => names.includes(name))
    .map(({ name, title, value, ours, baseline, target }) => {
      const rivals = baseline?.measures.map((measure) => read(measure, value)) ?? []
      const best = value === 'perSecond' ? Math.max(...rivals) : Math.min(...rivals)
      return {
        name,
        title,
        unit: value === 'perSecond' ? '/s' : 'ms',
        ours: read(ours, value),
        ...(baseline ? { baseline: { title: baseline.title, value: best } } : {}),
        ...(target ? { target } : {}),
      }
    })
}
