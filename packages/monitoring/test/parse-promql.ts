import { parser } from '@prometheus-io/lezer-promql'

/** What an expression of PromQL refers to. */
export interface PromqlNames {
  metrics: string[]
  /** Of selectors and of groupings. */
  labels: string[]
  /** The values of each label in selectors that compare for equality. */
  values: { label: string; value: string }[]
}

/**
 * Parses an expression by the grammar that Prometheus publishes for editors. Unlike promtool it checks no types.
 *
 * @throws SyntaxError with what it cannot parse
 */
export function parsePromql(expression: string): PromqlNames {
  const names: PromqlNames = { metrics: [], labels: [], values: [] }
  parser.parse(expression).iterate({
    enter({ name, type, from, to, node }) {
      const text = expression.slice(from, to)
      if (type.isError) {
        throw new SyntaxError(`${expression}: unexpected ${text || 'end'} at character ${from}`)
      }
      if (name === 'Identifier') names.metrics.push(text)
      if (name === 'LabelName') names.labels.push(text)
      if (name !== 'UnquotedLabelMatcher') return
      const part = (kind: string) => {
        const child = node.getChild(kind)
        return child ? expression.slice(child.from, child.to) : ''
      }
      if (['=', '!='].includes(part('MatchOp'))) {
        names.values.push({ label: part('LabelName'), value: part('StringLiteral').slice(1, -1) })
      }
    },
  })
  return names
}
