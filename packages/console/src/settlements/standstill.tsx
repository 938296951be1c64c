import type { Job } from '@order-settlement/client'
import { formatCount } from '../format/money.ts'
import { measureStandstill } from './measure-standstill.ts'

/** How long a job that runs may show no progress before the page says so, in ms. */
const graceMs = 10_000

/** Says that a job stands still, as it does when no worker runs. */
export function Standstill({ job }: { job: Job }) {
  const stillMs = measureStandstill(job, performance.now())
  if (stillMs < graceMs) return null
  return (
    <p class="problem" role="status">
      No progress for {formatCount(Math.floor(stillMs / 1000))} s. A worker may be gone: another one
      continues the job.
    </p>
  )
}
