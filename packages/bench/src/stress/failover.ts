import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '@order-settlement/db/tables.ts'
import { batchRows } from '@order-settlement/shared/settlements/batch-rows.ts'
import { createApiDriver } from '@order-settlement/testing/api-driver.ts'
import type { ReplicatedPostgres } from '@order-settlement/testing/replicated-postgres.ts'
import { sql } from 'kysely'
import { type Acknowledged, toAcknowledged } from '../shop/acknowledged.ts'
import type { Failure } from './failures.ts'

/** Past which a failover is a fault, and before which it is not given up, in ms. */
const foundWithinMs = 5_000
const gaveUpMs = 30_000

export interface Failover {
  servers: ReplicatedPostgres
  /** Of both servers. */
  db: Database
  acknowledged: Acknowledged
  /** Days with many transactions. */
  range: { from: string; to: string }
  /** @param text how long it took */
  report(text: string): void
}

/**
 * Kills the primary in the middle of a settlement, promotes the standby, and measures from when that takes writes until
 * each api has placed an order and the settlement moves on. Longer than 5 s is a fault.
 */
export function killPrimary({ servers, db, acknowledged, range, report }: Failover): Failure {
  return {
    name: 'kill -9 of the primary',
    async inject(fleet) {
      const driver = createApiDriver(fleet.api)
      const id = await driver.startSettlement({ ...range, timezone: 'UTC' })
      acknowledged.jobs.push(id)
      await driver.waitForJob(id, ({ processed }) => processed > 0)
      const killed = performance.now()
      await servers.primary.kill()
      await servers.promote()
      const promoted = performance.now()
      const [apiMs, workerMs] = await Promise.all([
        Promise.all(fleet.apis.map((url) => measure(() => placesOrder(url, acknowledged)))),
        measure(watchJob(db, id)),
      ])
      report(
        `killed, promoted after ${Math.round(promoted - killed)} ms; from then on the apis took ${apiMs.join(' and ')} ms, the worker ${workerMs} ms`,
      )
      for (const ms of [...apiMs, workerMs])
        if (ms > foundWithinMs) acknowledged.faults.push(`a failover took ${ms} ms`)
    },
  }
}

/** @returns ms until `reached` holds; those after which it was given up, if it does not */
async function measure(reached: () => Promise<boolean>): Promise<number> {
  const started = performance.now()
  while (performance.now() - started < gaveUpMs) {
    if (await reached().catch(() => false)) break
    await sleep(20)
  }
  return Math.round(performance.now() - started)
}

/** A product of its own: others may be sold out. */
async function placesOrder(url: string, acknowledged: Acknowledged): Promise<boolean> {
  const { client, placeOrder } = createApiDriver(url)
  const body = { name: 'After', merchant_id: 'after', price_cents: 1, stock: 1 }
  const { data: product } = await client.POST('/products', { body })
  if (!product) return false
  const token = randomUUID()
  acknowledged.unanswered.add(token)
  const order = { product_id: product.id, quantity: 1, buyer_id: 'after', payment_reference: token }
  acknowledged.orders.set(token, toAcknowledged(await placeOrder(order)))
  acknowledged.unanswered.delete(token)
  return true
}

/** @returns whether the job has ended, or is in another state than at the first call */
function watchJob(db: Database, id: string): () => Promise<boolean> {
  let first: string | undefined
  return async () => {
    const { rows } = await sql<{ state: string; ended: boolean }>`
      select concat_ws(' ', status, publishing, share, ${batchRows(id, 'done')}) as state,
        status not in ('QUEUED', 'RUNNING') as ended
      from jobs left join publishing_progress on job_id = jobs.id where jobs.id = ${id}`.execute(db)
    const { state = '', ended = false } = rows[0] ?? {}
    first ??= state
    return ended || state !== first
  }
}
