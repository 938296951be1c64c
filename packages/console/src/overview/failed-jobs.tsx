import { client, resultOf } from '../client.ts'
import { Time } from '../format/time.tsx'
import { JobLink } from '../settlements/job-link.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { useResource } from '../ui/use-resource.ts'

export function FailedJobs() {
  const failed = useResource(
    '',
    () => resultOf(client.GET('/jobs', { params: { query: { status: 'FAILED', limit: 5 } } })),
    10_000,
  )
  return (
    <section aria-labelledby="failed">
      <h2 id="failed">Settlements that failed</h2>
      <Loaded resource={failed}>
        {({ jobs }) =>
          jobs.length === 0 ? (
            <p>None.</p>
          ) : (
            <ul class="plain">
              {jobs.map((job) => (
                <li key={job.job_id}>
                  <JobLink job={job} />, <Time at={job.finished_at} />: {job.error}
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  )
}
