import type { Job } from '@order-settlement/client'
import { useEffect } from 'preact/hooks'
import { client, resultOf } from '../client.ts'
import { type Resource, useResource } from '../ui/use-resource.ts'

/**
 * Loads a job, and follows it while it runs by the service's events. The browser reconnects a broken stream by itself;
 * a poll finds what a stream has missed.
 */
export function useJob(id: string): Resource<Job> {
  const job = useResource(
    id,
    () => resultOf(client.GET('/jobs/{id}', { params: { path: { id } } })),
    5_000,
  )
  const { reload, replace } = job
  const runs = job.data?.status === 'QUEUED' || job.data?.status === 'RUNNING'
  useEffect(() => {
    if (!runs) return undefined
    const events = new EventSource(`/jobs/${id}/events`)
    events.addEventListener('progress', ({ data }) => replace(JSON.parse(data)))
    events.addEventListener('end', () => {
      events.close()
      reload()
    })
    return () => events.close()
  }, [id, runs, reload, replace])
  return job
}
