// node packages/client/src/example.main.ts http://localhost:8080 [key]
import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { createOrderSettlementClient, type Job } from './client.ts'

const [url = 'http://localhost:8080', key = ''] = process.argv.slice(2)
const client = createOrderSettlementClient({ url, key })

const merchant_id = 'blue-note'
const merchant = await client.PUT('/merchants/{id}', {
  params: { path: { id: merchant_id } },
  body: { name: 'Blue Note Records', fee_basis_points: 290, fee_fixed_cents: 30 },
})
if (merchant.error) fail(merchant.error)

const product = await client.POST('/products', {
  body: { name: 'Tour Shirt', merchant_id, price_cents: 2500, stock: 100, max_per_buyer: 2 },
})
if (product.error) fail(product.error)

const wanted = { product_id: product.data.id, buyer_id: 'user-123' }
const held = await client.POST('/orders', {
  // A retry with the same key returns the same order.
  params: { header: { 'idempotency-key': randomUUID() } },
  body: { ...wanted, quantity: 1, hold_seconds: 600 },
})
if (held.error) fail(held.error)

const params = { path: { id: held.data.id } }
const order = await client.POST('/orders/{id}/confirm', {
  params,
  body: { payment_reference: 'pay_7' },
})
if (order.error) fail(order.error)
print(order.data)

const refused = await client.POST('/orders', { body: { ...wanted, quantity: 2 } })
// The code narrows the problem to the fields that it has.
if (refused.error?.code !== 'LIMIT_EXCEEDED') throw new Error('the limit was not applied')
print({ code: refused.error.code, remaining: refused.error.remaining })

const refund = await client.POST('/orders/{id}/refunds', { params, body: { amount_cents: 900 } })
if (refund.error) fail(refund.error)

const today = new Date().toISOString().slice(0, 10)
const started = await client.POST('/jobs/settlement', { body: { from: today, to: today } })
if (started.error) fail(started.error)
const job = await waitForEnd(started.data.job_id)
print(job)
if (job.status !== 'COMPLETED') process.exitCode = 1

const settled = await client.GET('/settlements', {
  params: { query: { merchant_id, from: today, to: today } },
})
if (settled.error) fail(settled.error)
print(settled.data.settlements)

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
