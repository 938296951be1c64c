import type { Job } from '@order-settlement/client'
import type { ComponentChildren } from 'preact'
import { client, resultOf } from '../client.ts'
import { JobLink } from '../settlements/job-link.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { useResource } from '../ui/use-resource.ts'

interface Props {
  /** Of the section, for its heading. */
  id: string
  title: string
  status: Job['status']
  /** Jobs at most. */
  limit: number
  /** How often it is loaded again, in ms. */
  interval: number
  /** What follows the link to a job. */
  children: (job: Job) => ComponentChildren
}

/** The newest settlements of a state. */
export function JobList({ id, title, status, limit, interval, children }: Props) {
  const found = useResource(
    '',
    () => resultOf(client.GET('/jobs', { params: { query: { status, limit } } })),
    interval,
  )
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <Loaded resource={found}>
        {({ jobs }) =>
          jobs.length === 0 ? (
            <p>None.</p>
          ) : (
            <ul class="plain">
              {jobs.map((job) => (
                <li key={job.job_id}>
                  <JobLink job={job} />
                  {children(job)}
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  )
}
