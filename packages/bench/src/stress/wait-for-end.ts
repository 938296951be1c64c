import { setTimeout as sleep } from 'node:timers/promises'
import { isTransient } from '@order-settlement/db/database-errors.ts'
import type { Database } from '@order-settlement/db/tables.ts'
import pRetry from 'p-retry'

export interface Range {
  from: string
  to: string
  timezone: string
}

const zones = ['UTC', 'America/Sao_Paulo', 'Asia/Kolkata', 'Pacific/Auckland']
const endWithinMs = 60_000

/** Ten or more days of the seeded month, in one of four zones. */
export function randomRange(): Range {
  const from = 1 + Math.floor(Math.random() * 21)
  const to = from + 9 + Math.floor(Math.random() * (22 - from))
  const timezone = zones[Math.floor(Math.random() * zones.length)] ?? 'UTC'
  return { from: day(from), to: day(to), timezone }
}

function day(number: number): string {
  return `2025-01-${String(number).padStart(2, '0')}`
}

/** Waits until a job has ended, retrying while the database restarts. @throws if that takes over 60 s */
export async function waitForEnd(db: Database, id: string): Promise<void> {
  const deadline = performance.now() + endWithinMs
  const read = () =>
    db.selectFrom('jobs').select('status').where('id', '=', id).executeTakeFirstOrThrow()
  for (;;) {
    const { status } = await pRetry(read, {
      retries: 100,
      minTimeout: 50,
      factor: 1,
      shouldRetry: ({ error }) => isTransient(error),
    })
    if (status !== 'QUEUED' && status !== 'RUNNING') return
    if (performance.now() > deadline) throw new Error(`job ${id} is ${status} after 60 s`)
    await sleep(10)
  }
}
