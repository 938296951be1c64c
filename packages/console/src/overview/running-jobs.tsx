import { client, resultOf } from '../client.ts'
import { JobLink } from '../settlements/job-link.tsx'
import { Standstill } from '../settlements/standstill.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { useResource } from '../ui/use-resource.ts'

export function RunningJobs() {
  const running = useResource(
    '',
    () => resultOf(client.GET('/jobs', { params: { query: { status: 'RUNNING', limit: 10 } } })),
    1_000,
  )
  return (
    <section aria-labelledby="running">
      <h2 id="running">Settlements that run</h2>
      <Loaded resource={running}>
        {({ jobs }) =>
          jobs.length === 0 ? (
            <p>None.</p>
          ) : (
            <ul class="plain">
              {jobs.map((job) => (
                <li key={job.job_id}>
                  <JobLink job={job} />
                  <progress
                    value={job.progress}
                    max={100}
                    aria-label={`${job.from} to ${job.to}, in percent`}
                  />
                  <Standstill job={job} />
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  )
}
