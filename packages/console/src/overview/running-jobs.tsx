import { Standstill } from '../settlements/standstill.tsx'
import { JobList } from './job-list.tsx'

export function RunningJobs() {
  return (
    <JobList id="running" title="Settlements that run" status="RUNNING" limit={10} interval={1_000}>
      {(job) => (
        <>
          <progress
            value={job.progress}
            max={100}
            aria-label={`${job.from} to ${job.to}, in percent`}
          />
          <Standstill job={job} />
        </>
      )}
    </JobList>
  )
}
