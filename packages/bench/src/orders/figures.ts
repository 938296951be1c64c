import type { Figure } from '../figure.ts'
import type { Summary } from './measurement.ts'
import type { MeasureName } from './measures.ts'

interface OrderFigure extends Pick<Figure, 'name' | 'title' | 'wanted'> {
  value: 'perSecond' | 'p50Ms' | 'p99Ms'
  ours: MeasureName
  /** The best of the measures counts. */
  against?: { title: string; measures: MeasureName[] }
}

/** The bounds are those of the table in the design. */
const figures: OrderFigure[] = [
  {
    name: 'hot',
    title: 'orders/s, one hot product',
    value: 'perSecond',
    ours: 'hot',
    against: {
      title: 'one transaction an order',
      measures: ['one-by-one-hot-8', 'one-by-one-hot-32'],
    },
    wanted: { atLeast: 10 },
  },
  {
    name: 'many',
    title: 'orders/s over 1,000 products',
    value: 'perSecond',
    ours: 'many',
    against: {
      title: 'one transaction an order',
      measures: ['one-by-one-many-8', 'one-by-one-many-32'],
    },
    wanted: { atLeast: 3 },
  },
  {
    name: 'p99',
    title: 'p99 latency, hot product',
    value: 'p99Ms',
    ours: 'hot',
    wanted: { atMost: 50 },
  },
  {
    name: 'do-nothing',
    title: 'orders/s, one hot product',
    value: 'perSecond',
    ours: 'hot',
    against: { title: 'handler that does nothing', measures: ['do-nothing'] },
    wanted: { atLeast: 0.45 },
  },
  {
    name: 'single',
    title: 'p50 latency, one client',
    value: 'p50Ms',
    ours: 'single',
    against: { title: 'one transaction an order', measures: ['one-by-one-single'] },
    wanted: { atMost: 1.6 },
  },
  {
    name: 'sold-out',
    title: 'refusals/s, sold-out product',
    value: 'perSecond',
    ours: 'sold-out',
    against: { title: 'sales of the hot product', measures: ['hot'] },
    wanted: { atLeast: 1.5 },
  },
  {
    name: 'settling',
    title: 'orders/s while a settlement runs',
    value: 'perSecond',
    ours: 'settling',
    against: { title: 'without it', measures: ['hot'] },
    wanted: { atLeast: 0.6 },
  },
]

export const figureNames = figures.map(({ name }) => name)

/** The measures that some figures need. */
export function measuresOf(names: readonly string[]): Set<MeasureName> {
  const chosen = figures.filter(({ name }) => names.includes(name))
  return new Set(chosen.flatMap(({ ours, against }) => [ours, ...(against?.measures ?? [])]))
}

/** Figures as ratios of medians, of what was measured. */
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
    .map(({ name, title, value, ours, against, wanted }) => {
      const baselines = against?.measures.map((measure) => read(measure, value)) ?? []
      const best = value === 'perSecond' ? Math.max(...baselines) : Math.min(...baselines)
      return {
        name,
        title,
        unit: value === 'perSecond' ? '/s' : 'ms',
        ours: read(ours, value),
        ...(against ? { against: { title: against.title, value: best } } : {}),
        ...(wanted ? { wanted } : {}),
      }
    })
}
