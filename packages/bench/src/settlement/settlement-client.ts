import { setTimeout as sleep } from 'node:timers/promises'
import type { Job, StartedJob } from '@order-settlement/api/jobs/jobs.schemas.ts'

/** The days of the seed. */
export const range = { from: '2025-01-01', to: '2025-01-31' }

/** @param api such as `http://127.0.0.1:8080` */
export async function startSettlement(api: string): Promise<string> {
  const response = await fetch(`${api}/jobs/settlement`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(range),
  })
  const job = await readBody<StartedJob>(response)
  return job.job_id
}

/**
 * Asks for a settlement until it is as awaited.
 *
 * @param everyMs how long to wait between two questions
 * @throws if it failed
 */
export async function waitForSettlement(
  api: string,
  id: string,
  reached: (job: Job) => boolean,
  everyMs: number,
): Promise<Job> {
  for (;;) {
    const job = await readBody<Job>(await fetch(`${api}/jobs/${id}`))
    if (job.status === 'FAILED') throw new Error(`settlement ${id} failed: ${job.error}`)
    if (reached(job)) return job
    await sleep(everyMs)
  }
}

/** Cancels a settlement; one that has just ended is left as it is. */
export async function cancelSettlement(api: string, id: string): Promise<void> {
  const response = await fetch(`${api}/jobs/${id}/cancel`, { method: 'POST' })
  if (response.status === 409) await response.body?.cancel()
  else await readBody(response)
}

async function readBody<Body>(response: Response): Promise<Body> {
  const text = await response.text()
  if (!response.ok) throw new Error(`the api answered ${response.status}: ${text}`)
  // The api validates its answers against the schema that the type is derived from.
  return JSON.parse(text) as Body
}
