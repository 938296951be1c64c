import { expect, test } from 'vitest'
import { parsePromql } from './parse-promql.ts'

test('names of metrics, labels and the values that labels are compared with', () => {
  expect(
    parsePromql('max by (queue) (waiting{queue!="a", job=~"b.*"}) > 5 and on (instance) up == 0'),
  ).toEqual({
    metrics: ['waiting', 'up'],
    labels: ['queue', 'queue', 'job', 'instance'],
    values: [{ label: 'queue', value: 'a' }],
  })
})

test.each([
  ['a bracket that is not closed', 'sum(rate(up[5m])'],
  ['a function that does not exist', 'sums(up)'],
  ['an operator without its right side', 'up >'],
  ['a range without a unit', 'rate(up[5x])'],
  ['nothing', ''],
])('%s is a SyntaxError', (_, expression) => {
  expect(() => parsePromql(expression)).toThrow(SyntaxError)
})
