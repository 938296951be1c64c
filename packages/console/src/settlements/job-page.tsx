import type { Job } from '@order-settlement/client'
import { useRoute } from 'preact-iso'
import { isBound } from '../access/access.ts'
import { formatCount } from '../format/money.ts'
import { Time } from '../format/time.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { usePage } from '../ui/page.tsx'
import { Changes } from './changes.tsx'
import { Downloads } from './downloads.tsx'
import { JobActions } from './job-actions.tsx'
import { jobStatusNames } from './job-status-names.ts'
import { ProofTable } from './proof-table.tsx'
import { Standstill } from './standstill.tsx'
import { useJob } from './use-job.ts'

export function JobPage() {
  const { id = '' } = useRoute().params
  const job = useJob(id)
  const { data } = job
  const days = data ? `${data.from} to ${data.to}` : ''
  return (
    <>
      {usePage(`${data?.dry_run ? 'Dry run' : 'Settlement'} ${days}`)}
      <Loaded resource={job}>
        {(shown) => (
          <>
            <Progress job={shown} />
            <JobActions job={shown} reload={job.reload} />
            <Facts job={shown} />
            {shown.proof && <ProofTable proof={shown.proof} dryRun={shown.dry_run} />}
            {shown.status === 'COMPLETED' && (
              <>
                <Downloads job={shown} />
                <Changes id={id} dryRun={shown.dry_run} />
              </>
            )}
          </>
        )}
      </Loaded>
    </>
  )
}

const phaseNames: Record<Job['phase'], string> = {
  QUEUED: 'Waiting for a worker',
  SUMMING: 'Summing transactions',
  PUBLISHING: 'Publishing',
  DONE: 'Done',
}

function Progress({ job }: { job: Job }) {
  const { status, phase, progress, rows_per_second, eta_seconds } = job
  const runs = status === 'QUEUED' || status === 'RUNNING'
  return (
    <section aria-label="Progress">
      <p role="status">
        <strong>{runs ? phaseNames[phase] : jobStatusNames[status]}</strong>
        {runs && rows_per_second !== null && `, ${formatCount(Math.round(rows_per_second))} rows/s`}
        {runs && eta_seconds !== null && `, about ${formatCount(Math.ceil(eta_seconds))} s left`}
      </p>
      {status !== 'COMPLETED' && (
        <progress value={progress} max={100} aria-label="Progress in percent" />
      )}
      <Standstill job={job} />
      {job.error && <p class="problem">{job.error}</p>}
    </section>
  )
}

function Facts({ job }: { job: Job }) {
  return (
    <dl class="facts">
      <dt>Days</dt>
      <dd>
        {job.from} to {job.to}, in {job.timezone}
        {job.includes_open_days && '; some had not ended when the job was created'}
      </dd>
      {job.dry_run && (
        <>
          <dt>Kind</dt>
          <dd>Dry run: computes and compares, and publishes nothing</dd>
        </>
      )}
      {!isBound() && (
        <>
          <dt>Transactions</dt>
          <dd>
            {formatCount(job.processed)} of {job.total_is_estimate && 'about '}
            {formatCount(job.total)}
          </dd>
          <dt>Started by</dt>
          <dd>{job.created_by ?? '–'}</dd>
        </>
      )}
      <dt>Created</dt>
      <dd>
        <Time at={job.created_at} />
      </dd>
      <dt>Started</dt>
      <dd>
        <Time at={job.started_at} />
      </dd>
      <dt>Finished</dt>
      <dd>
        <Time at={job.finished_at} />
      </dd>
    </dl>
  )
}
