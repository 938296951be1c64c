import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '@order-settlement/db/tables.ts'
import pg from 'pg'
import type { BenchProcess, LogLine } from '../stack/start-process.ts'
import { type Phases, toPhases } from './phases.ts'
import type { Service } from './service.ts'

const pollMs = 10

export interface Settled {
  /** From before the POST to the answer that says COMPLETED, in ms. */
  ms: number
  phases: Phases
}

/** Settles the days of a service through its api and workers. @throws if the job fails */
export async function settle(
  { stack: { db, databaseUrl }, api, range }: Service,
  workers: BenchProcess[],
): Promise<Settled> {
  await using changes = await listenForChanges(databaseUrl)
  const posted = Date.now()
  const started = performance.now()
  const id = await api.startSettlement(range)
  await waitUntilCompleted(db, id, changes)
  const ms = performance.now() - started
  return { ms, phases: toPhases(await api.readJob(id), await readLines(workers, id), posted, ms) }
}

interface Changes extends AsyncDisposable {
  /** Waits until a job has changed since the call before. */
  next(): Promise<void>
}

/** Listens to what the database notifies the api of: polling would load the processors, and see the end late. */
async function listenForChanges(connectionString: string): Promise<Changes> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  await client.query('listen job_changed')
  let change = Promise.withResolvers<void>()
  client.on('notification', () => change.resolve())
  return {
    async next() {
      await change.promise
      change = Promise.withResolvers()
    },
    [Symbol.asyncDispose]: () => client.end(),
  }
}

async function waitUntilCompleted(db: Database, id: string, changes: Changes): Promise<void> {
  for (;;) {
    const { status } = await db
      .selectFrom('jobs')
      .select('status')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    if (status === 'COMPLETED') return
    if (status === 'FAILED') throw new Error(`settlement ${id} failed`)
    await changes.next()
  }
}

/** The log lines of a completed settlement. Loggers buffer for a moment, so it waits for the last line. */
async function readLines(workers: BenchProcess[], id: string): Promise<LogLine[]> {
  for (;;) {
    const logs = (await Promise.all(workers.map((worker) => worker.readLog()))).flat()
    const lines = logs.filter((line) => line.job_id === id)
    if (lines.some(({ msg }) => msg === 'settlement published')) return lines
    await sleep(pollMs)
  }
}
