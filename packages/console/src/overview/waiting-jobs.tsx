import { client, resultOf } from '../client.ts'
import { Time } from '../format/time.tsx'
import { JobLink } from '../settlements/job-link.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { useResource } from '../ui/use-resource.ts'

/** Jobs that no worker has taken yet. */
export function WaitingJobs() {
  const waiting = useResource(
    '',
    () => resultOf(client.GET('/jobs', { params: { query: { status: 'QUEUED', limit: 10 } } })),
    2_000,
  )
  return (
    <section aria-labelledby="waiting">
      <h2 id="waiting">Settlements that wait</h2>
      <Loaded resource={waiting}>
        {({ jobs }) =>
          jobs.length === 0 ? (
            <p>None.</p>
          ) : (
            <ul class="plain">
              {jobs.map((job) => (
                <li key={job.job_id}>
                  <JobLink job={job} />, since <Time at={job.created_at} />
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  )
}
