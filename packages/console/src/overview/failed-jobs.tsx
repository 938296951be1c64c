import { client, resultOf } from '../client.ts'
import { Time } from '../format/time.tsx'
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
              {jobs.map(({ job_id, from, to, error, finished_at }) => (
                <li key={job_id}>
                  <a href={`/console/settlements/${job_id}`}>
                    {from} to {to}
                  </a>
                  , <Time at={finished_at} />: {error}
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  )
}
