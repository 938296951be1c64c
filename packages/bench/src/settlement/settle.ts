import type { BenchProcess } from '../stack/start-process.ts'
import { type Phases, toPhases } from './phases.ts'
import { startSettlement, waitForSettlement } from './settlement-client.ts'

const askEveryMs = 5

export interface Settled {
  /** From before the POST to the answer that says COMPLETED, in ms. */
  ms: number
  phases: Phases
}

/** Settles the seeded month through the api and the workers. */
export async function settle(api: string, workers: BenchProcess[]): Promise<Settled> {
  const posted = Date.now()
  const started = performance.now()
  const id = await startSettlement(api)
  const job = await waitForSettlement(api, id, ({ status }) => status === 'COMPLETED', askEveryMs)
  const ms = performance.now() - started
  const logs = (await Promise.all(workers.map((worker) => worker.readLog()))).flat()
  return {
    ms,
    phases: toPhases(
      job,
      logs.filter((line) => line.job_id === id),
      posted,
      ms,
    ),
  }
}
