import type { PeriodClosedError } from '@order-settlement/shared/settlements/closed-period.ts'
import { ProblemError } from '../problems/problem-error.ts'

/** The problem that refuses a change of closed days, with the last of them. */
export function periodClosed({ period }: PeriodClosedError): ProblemError<'PERIOD_CLOSED'> {
  const { through, timezone } = period
  return new ProblemError(
    'PERIOD_CLOSED',
    `The days through ${through} in ${timezone} are closed`,
    { through, timezone },
  )
}
