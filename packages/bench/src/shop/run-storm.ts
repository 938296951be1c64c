import { setTimeout as sleep } from 'node:timers/promises'
import type { Postgres } from '@order-settlement/local/embedded-postgres.ts'
import type { Failure } from '../stress/failures.ts'
import { actions } from './actions.ts'
import { importFile } from './import-file.ts'
import type { Shop } from './open-shop.ts'
import { type Client, send } from './send.ts'

export interface Storm {
  client: Client
  shop: Shop
  postgres: Postgres
  failure: Failure
  clients: number
  seconds: number
  signal: AbortSignal
}

/**
 * Clients do everything at once for some seconds, files are imported one after the other, settlements of today run, and
 * the failure comes half-way.
 */
export async function runStorm(storm: Storm): Promise<void> {
  const { client, shop, postgres, failure, clients, seconds, signal } = storm
  const end = performance.now() + seconds * 1000
  const isOver = () => performance.now() > end || signal.aborted
  const act = async () => {
    while (!isOver()) {
      const action = actions[Math.floor(Math.random() * actions.length)]
      await action?.(client, shop)
    }
  }
  const settle = async () => {
    while (!isOver()) await settleToday(client)
  }
  const importFiles = async () => {
    while (!isOver()) await importFile(client)
  }
  const fail = async () => {
    await sleep(seconds * 500, undefined, { signal })
    await failure.inject(client.fleet, postgres)
    await failure.repair?.(client.fleet)
  }
  const load = [...Array.from({ length: clients }, act), importFiles(), settle()]
  await Promise.all([...load, fail()])
}

/** Starts a settlement and waits until it has ended. */
async function settleToday(client: Client): Promise<void> {
  const today = new Date().toISOString().slice(0, 10)
  const body = { from: today, to: today }
  const started = await send(client, 'settlement', [], (api) =>
    api.POST('/jobs/settlement', { body }),
  )
  if (!started) return
  client.acknowledged.jobs.push(started.job_id)
  const path = { id: started.job_id }
  for (let status = 'QUEUED'; status === 'QUEUED' || status === 'RUNNING'; await sleep(50)) {
    const job = await send(client, 'job', [], (api) => api.GET('/jobs/{id}', { params: { path } }))
    status = job?.status ?? 'unknown'
  }
}
