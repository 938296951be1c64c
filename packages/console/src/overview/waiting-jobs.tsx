import { Time } from '../format/time.tsx'
import { JobList } from './job-list.tsx'

/** Jobs that no worker has taken yet. */
export function WaitingJobs() {
  return (
    <JobList id="waiting" title="Settlements that wait" status="QUEUED" limit={10} interval={2_000}>
      {(job) => (
        <>
          , since <Time at={job.created_at} />
        </>
      )}
    </JobList>
  )
}
