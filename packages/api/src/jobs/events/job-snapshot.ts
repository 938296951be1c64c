import { createHash } from 'node:crypto'
import { isOpen } from '@order-settlement/shared/jobs/job-state.ts'
import type { Job } from '../jobs.schemas.ts'

/** A job as it was read once, made ready for all who listen to it. */
export interface JobSnapshot {
  jobId: string
  status: Job['status']
  /** Whether nothing more is to come, unless the job is retried. */
  ended: boolean
  /** The job as `GET /jobs/{id}` answers it. */
  json: string
  /** The same for equal jobs, and for no others. */
  version: string
}

export interface JobEvent {
  id: string
  event: 'state' | 'progress' | 'end'
  /** JSON. */
  data: string
}

export function takeSnapshot(job: Job): JobSnapshot {
  const json = JSON.stringify(job)
  return {
    jobId: job.job_id,
    status: job.status,
    ended: !isOpen(job),
    json,
    version: createHash('sha256').update(json).digest('base64url').slice(0, 16),
  }
}

/**
 * What a listener has yet to be told. An event's id says all that its listener knows then: the status, the
 * version of the job, and how far it is within that version's events.
 *
 * @param lastId id of the event that it had last; one that no event has counts as none
 */
export function eventsAfter(lastId: string | undefined, snapshot: JobSnapshot): JobEvent[] {
  const { jobId, status, ended, json, version } = snapshot
  const [, lastStatus, lastVersion, lastEvent] = eventId.exec(lastId ?? '') ?? []
  const event = (name: JobEvent['event'], data: string): JobEvent => ({
    id: `${status}.${version}.${name}`,
    event: name,
    data,
  })
  const end = ended ? [event('end', json)] : []
  if (lastVersion === version && lastEvent === 'end') return []
  if (lastVersion === version && lastEvent === 'progress') return end
  const progress = event('progress', json)
  if (lastStatus === undefined || lastStatus === status) return [progress, ...end]
  return [event('state', JSON.stringify({ job_id: jobId, status })), progress, ...end]
}

const eventId = /^([A-Z]+)\.([\w-]{16})\.(state|progress|end)$/
