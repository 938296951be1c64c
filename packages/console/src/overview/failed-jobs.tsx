import { Time } from '../format/time.tsx'
import { JobList } from './job-list.tsx'

export function FailedJobs() {
  return (
    <JobList
      id="failed"
      title="Settlements that failed"
      status="FAILED"
      limit={5}
      interval={10_000}
    >
      {(job) => (
        <>
          , <Time at={job.finished_at} />: {job.error}
        </>
      )}
    </JobList>
  )
}
