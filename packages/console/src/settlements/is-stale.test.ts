import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isStale } from './is-stale.ts'

const first = '2026-11-26T12:00:00.000Z'
const second = '2026-11-26T12:05:00.000Z'
const queued = { status: 'QUEUED', progress: 0, started_at: null } as const
const running = (progress: number, started_at = first) =>
  ({ status: 'RUNNING', progress, started_at }) as const
const completed = { status: 'COMPLETED', progress: 100, started_at: first } as const
const failed = { status: 'FAILED', progress: 50, started_at: first } as const

test.each([
  [queued, running(0), false],
  [running(10), running(11), false],
  [running(10), running(10), false],
  [running(11), running(10), true],
  [running(1), queued, true],
  [running(99), completed, false],
  [completed, running(99), true],
  // Retried.
  [failed, queued, false],
  [queued, running(5, second), false],
  [running(5, second), running(50), true],
  // Cancelled before it started, and retried.
  [{ ...queued, status: 'CANCELLED' }, queued, false],
] as const)('after %j, %j is stale: %s', (shown, read, stale) => {
  expect(isStale(shown, read)).toBe(stale)
})

test('in whatever order the states of an attempt are read, what is shown never goes back and ends with the last', () => {
  const states = [queued, running(0), running(12.5), running(42), running(99.9), completed]
  fc.assert(
    fc.property(
      fc.shuffledSubarray(states, { minLength: states.length, maxLength: states.length }),
      (order) => {
        let shown: (typeof states)[number] | undefined
        for (const read of order) {
          if (isStale(shown, read) || (shown === completed && read === queued)) continue
          expect(states.indexOf(read)).toBeGreaterThan(shown ? states.indexOf(shown) : -1)
          shown = read
        }
        expect(shown).toBe(completed)
      },
    ),
  )
})
