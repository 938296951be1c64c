import { expect, test } from 'vitest'
import { toProblem } from './to-problem.ts'

test.each([
  ['53100', 'DATABASE_UNAVAILABLE'],
  ['53200', 'DATABASE_UNAVAILABLE'],
  ['53300', 'DATABASE_UNAVAILABLE'],
  ['58030', 'DATABASE_UNAVAILABLE'],
  ['25006', 'DATABASE_UNAVAILABLE'],
  ['57014', 'OVERLOADED'],
  ['55P03', 'OVERLOADED'],
  ['40P01', 'OVERLOADED'],
  ['42703', 'INTERNAL'],
])('error %s of PostgreSQL is answered %s, without its text', (code, expected) => {
  const problem = toProblem(Object.assign(new Error('could not extend file "base/1"'), { code }))
  expect(problem.code).toBe(expected)
  expect(problem.message).not.toContain('base/1')
})

test.each(['53100', '53200', '58030', '25006'])(
  'error %s, after which PostgreSQL has rolled back, says that nothing has changed',
  (code) => {
    const { message } = toProblem(Object.assign(new Error('no space left'), { code }))
    expect(message).toBe(
      'The database cannot write at the moment, so the request has changed nothing; retry it later',
    )
  },
)
