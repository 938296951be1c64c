import type { Job } from '@order-settlement/client'
import { useEffect, useRef } from 'preact/hooks'
import { isBound } from '../access/access.ts'
import { client, resultOf } from '../client.ts'
import { type Resource, useResource } from '../ui/use-resource.ts'
import { isOpen, isStale } from './is-stale.ts'

/** How often a job is read: while its events are followed, which may miss something, and without them. In ms. */
const pollMs = { events: 5_000, alone: 1_000 }
/** Until a stream that was refused is opened again, in ms; one that broke the browser opens again by itself. */
const reopenMs = 5_000

/**
 * Loads a job, and follows it while it runs by the service's events, also after the service was away. A key that is
 * bound to one merchant gets no events, since they tell of all; the job is read more often then. What is shown never
 * goes back, except when the job is retried.
 */
export function useJob(id: string): Resource<Job> {
  const shown = useRef<Job | undefined>(undefined)
  const load = async () => {
    const result = await resultOf(client.GET('/jobs/{id}', { params: { path: { id } } }))
    return result.data ? { ...result, data: newest(shown.current, result.data) } : result
  }
  const job = useResource(id, load, pollMs.events)
  shown.current = job.data
  const { reload, replace } = job
  const runs = job.data !== undefined && isOpen(job.data)
  useEffect(() => {
    if (!runs) return undefined
    if (!isBound()) return followJob(id, (next) => replace(newest(shown.current, next)), reload)
    const timer = setInterval(() => {
      if (!document.hidden) reload()
    }, pollMs.alone)
    return () => clearInterval(timer)
  }, [id, runs, reload, replace])
  return job
}

function newest(shown: Job | undefined, read: Job): Job {
  return shown?.job_id === read.job_id && isStale(shown, read) ? shown : read
}

/** @returns a function that ends it */
function followJob(id: string, onProgress: (job: Job) => void, onEnd: () => void): () => void {
  let events: EventSource
  let timer: ReturnType<typeof setTimeout> | undefined
  const open = () => {
    events = new EventSource(`/jobs/${id}/events`)
    events.addEventListener('progress', ({ data }) => onProgress(JSON.parse(data)))
    events.addEventListener('end', () => {
      events.close()
      onEnd()
    })
    events.addEventListener('error', () => {
      if (events.readyState === EventSource.CLOSED) timer = setTimeout(open, reopenMs)
    })
  }
  open()
  return () => {
    clearTimeout(timer)
    events.close()
  }
}
