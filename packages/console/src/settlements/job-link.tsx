import type { Job } from '@order-settlement/client'

/** Leads to a job by its days, and marks a dry run. */
export function JobLink({ job }: { job: Pick<Job, 'job_id' | 'from' | 'to' | 'dry_run'> }) {
  const { job_id, from, to, dry_run } = job
  return (
    <>
      <a class="unbroken" href={`/console/settlements/${job_id}`}>
        {from} to {to}
      </a>
      {dry_run && <DryRunMark />}
    </>
  )
}

export function DryRunMark() {
  return (
    <>
      {' '}
      <small class="mark">Dry run</small>
    </>
  )
}
