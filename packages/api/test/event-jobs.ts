import type { Database } from '@order-settlement/db/tables.ts'
import { createProof } from '@order-settlement/testing/create-proof.ts'
import { sql } from 'kysely'
import { expect } from 'vitest'
import type { EventStream } from './event-stream.ts'

/** Inserts a running job of 10 planned batches of 100 transactions each. */
export async function addJob(db: Database): Promise<string> {
  const { id } = await db
    .insertInto('jobs')
    .values({
      from_date: '2025-01-01',
      to_date: '2025-01-31',
      timezone: 'UTC',
      range_start: '2025-01-01Z',
      range_end: '2025-02-01Z',
      status: 'RUNNING',
      planned: true,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await sql`insert into settlement_batches select ${id}::uuid, 4 * n, now(), 1, now(), 2, 100
    from generate_series(1, 10) as n`.execute(db)
  return id
}

/** Marks batch `n` of 1 to 10 as summed. */
export async function sumBatch(db: Database, jobId: string, n: number): Promise<void> {
  await sql`update settlement_batches set done = true, open = false
    where job_id = ${jobId} and batch_no = ${4 * n}`.execute(db)
}

const totals = { txn_count: 1000, gross_cents: 5, fee_cents: 0, net_cents: 5 }
const proof = JSON.stringify(createProof(totals))

export async function endJob(db: Database, jobId: string, status: string): Promise<void> {
  await sql`update jobs set status = ${status}, finished_at = now(), total = 1000, processed = 1000,
    proof = case when ${status} = 'COMPLETED' then ${proof}::jsonb end where id = ${jobId}`.execute(
    db,
  )
}

/** Changes the job `times` times to one of 2 MB, and waits each time until `stream` has received it. */
export async function growJob(
  db: Database,
  jobId: string,
  stream: EventStream,
  times: number,
): Promise<void> {
  for (let n = 1; n <= times; n++) {
    await sql`update jobs set error = ${`${n} `} || repeat('x', 2000000), publishing = not publishing
      where id = ${jobId}`.execute(db)
    await expect.poll(() => stream.events.at(-1)?.data.error?.startsWith(`${n} `)).toBe(true)
  }
}
