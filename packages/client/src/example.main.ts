// node packages/client/src/example.main.ts http://localhost:8080 [key]
import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { createOrderSettlementClient, type Job } from './client.ts'

const [url = 'http://localhost:8080', key = ''] = process.argv.slice(2)
const client = createOrderSettlementClient({ url, key })

const order = await client.POST('/orders', {
  // A retry with the same key returns the same order.
  params: { header: { 'idempotency-key': randomUUID() } },
  body: { product_id: 1, quantity: 1, buyer_id: 'user-123' },
})
if (order.error) fail(order.error)
print(order.data)

const started = await client.POST('/jobs/settlement', {
  body: { from: '2025-01-01', to: '2025-01-31' },
})
if (started.error) fail(started.error)
const job = await waitForEnd(started.data.job_id)
print(job)
if (job.status !== 'COMPLETED') process.exitCode = 1

/** Reads the job twice a second until it has ended. */
async function waitForEnd(id: string): Promise<Job> {
  for (;;) {
    const { data, error } = await client.GET('/jobs/{id}', { params: { path: { id } } })
    if (error) fail(error)
    if (data.status !== 'QUEUED' && data.status !== 'RUNNING') return data
    await setTimeout(500)
  }
}

function print(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`)
}

/** A problem's `code` is stable; its `detail` is for people. */
function fail({ code, detail }: { code: string; detail: string }): never {
  process.stderr.write(`${code}: ${detail}\n`)
  process.exit(1)
}
