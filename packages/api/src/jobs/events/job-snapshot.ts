import { createHash } from 'node:crypto'
import { isOpen } from '@order-settlement/shared/jobs/job-state.ts'
import type { Job } from '../jobs.schemas.ts'

/** A job as one read returned it, serialized once for all subscribers. */
export interface JobSnapshot {
  jobId: string
  status: Job['status']
  /** True for a job that only a retry can change. */
  ended: boolean
  /** The body of `GET /jobs/{id}`. */
  json: string
  /** A hash of `json` without the fields that change with the clock. */
  version: string
}

export interface JobEvent {
  id: string
  event: 'state' | 'progress' | 'end'
  /** JSON. */
  data: string
}

export function toSnapshot(job: Job): JobSnapshot {
  const timeless = { ...job, rows_per_second: null, eta_seconds: null }
  return {
    jobId: job.job_id,
    status: job.status,
    ended: !isOpen(job),
    json: JSON.stringify(job),
    version: createHash('sha256').update(JSON.stringify(timeless)).digest('base64url').slice(0, 16),
  }
}

/**
 * The events that bring a client up to date. The id of an event holds all that is known of its client: the
 * status, the version of the job, and how many events of that version it has received.
 *
 * @param lastEventId of the last event that the client received; an id in another format counts as none
 */
export function pendingEvents(lastEventId: string | undefined, snapshot: JobSnapshot): JobEvent[] {
  const { jobId, status, ended, json, version } = snapshot
  const [, lastStatus, lastVersion, lastEvent] = eventIdFormat.exec(lastEventId ?? '') ?? []
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

const eventIdFormat = /^([A-Z]+)\.([\w-]{16})\.(state|progress|end)$/
