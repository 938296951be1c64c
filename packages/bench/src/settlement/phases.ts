import type { Job } from '@order-settlement/testing/api-driver.ts'
import type { LogLine } from '../stack/start-process.ts'

/** Duration of each phase in ms, by name. Phases without a star are consecutive and add up to the total. */
export type Phases = Record<string, number>

/**
 * How long each phase of a settlement took, by the times in the job and in its workers' log lines. A phase
 * without a time is left out.
 *
 * @param lines of this job, from all workers
 * @param posted when the POST was sent, in ms since 1970
 * @param ms the total
 */
export function toPhases(job: Job, lines: LogLine[], posted: number, ms: number): Phases {
  const created = Date.parse(job.created_at)
  const startedAt = Date.parse(job.started_at ?? '')
  const planned = lastTime(lines, 'settlement planned')
  const summed = lastTime(lines, 'batch summed')
  const published = lastTime(lines, 'settlement published')
  const batches = lines.filter(({ msg }) => msg === 'batch summed').map((line) => Number(line.ms))
  const phases = {
    'POST to job row': created - posted,
    'queue: job row to plan': startedAt - created,
    'sum: start of plan to last batch': summed - startedAt,
    'publish: merge, CSV, proof, commit': published - summed,
    'commit to client': posted + ms - published,
    '* plan alone': planned - startedAt,
    '* all batches, one after another': batches.reduce((total, batch) => total + batch, 0),
    ...durations(lines),
  }
  return Object.fromEntries(Object.entries(phases).filter(([, value]) => Number.isFinite(value)))
}

/** The durations that the workers logged: every field `…_ms`. */
function durations(lines: LogLine[]): Phases {
  const durations: Phases = {}
  for (const line of lines) {
    for (const [field, value] of Object.entries(line)) {
      if (!field.endsWith('_ms') || typeof value !== 'number') continue
      durations[`* ${line.msg}: ${field.slice(0, -'_ms'.length)}`] = value
    }
  }
  return durations
}

/** @returns ms since 1970; -Infinity if there is no such line */
function lastTime(lines: LogLine[], msg: string): number {
  return Math.max(...lines.filter((line) => line.msg === msg).map(({ time }) => Date.parse(time)))
}
