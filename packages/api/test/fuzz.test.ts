import { writeFile } from 'node:fs/promises'
import { Agent } from 'node:http'
import { join } from 'node:path'
import { audit } from '@order-settlement/db/audit.ts'
import { createProof } from '@order-settlement/testing/create-proof.ts'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { toSnapshot } from '../src/jobs/events/job-snapshot.ts'
import { readJob } from '../src/jobs/read-job.ts'
import { createCheck } from './check-responses.ts'
import { type ArbitraryRequest, arbitraryRequest, type Document } from './fuzz/arbitrary-request.ts'
import { sendWithRetry } from './fuzz/send-with-retry.ts'
import { startApp, type TestApp } from './start-app.ts'

/** To repeat the requests of an earlier run, put its printed seed here. */
const seed = Math.trunc(Math.random() * 2 ** 31)

// Fixed, so that a seed always makes the same requests.
const orderIds = [1, 2, 3, 4].map((n) => `01980000-0000-7000-8000-00000000000${n}`)
const [completed = '', failed = '', cancelled = '', queued = '', running = ''] = [
  1, 2, 3, 4, 5,
].map((n) => `01980000-0000-7000-9000-00000000000${n}`)
const importId = '01980000-0000-7000-a000-000000000001'
const day = '2025-01-01'

let api: TestApp
let url: string
let document: Document
let endId: string
const agent = new Agent({ keepAlive: true })
beforeAll(async () => {
  api = await startApp()
  url = await api.app.listen({ host: '127.0.0.1', port: 0 })
  document = (await api.app.inject('/openapi.json')).json()
  await fill()
  const { status, version } = toSnapshot(await readJob(api.db, completed))
  endId = `${status}.${version}.end`
})
afterAll(async () => {
  agent.destroy()
  await api.stop()
})

/** Orders, a job in each status, and the rows of a completed one. */
async function fill(): Promise<void> {
  const { db } = api
  await sql`insert into products (id, name, merchant_id, price_cents, stock) values
    (1, 'plenty', 'm', 9900, 1000000000), (2, 'scarce', 'm', 0, 100),
    (3, 'dear', 'm', 9007199254740991, 1000), (4, 'too dear', 'm', 9223372036854775807, 1000),
    (5, 'changed', 'm', 100, 1000)`.execute(db)
  await sql`select setval('products_id_seq', 5)`.execute(db)
  await sql`insert into orders (id, product_id, quantity, buyer_id, unit_price_cents, total_cents, status)
    values (${orderIds[0]}, 1, 2, 'ann', 9900, 19800, 'CONFIRMED'),
      (${orderIds[1]}, 1, 1, 'bob', 9900, 9900, 'CANCELLED')`.execute(db)
  await sql`insert into orders
      (id, product_id, quantity, buyer_id, unit_price_cents, total_cents, status, expires_at, confirmed_at)
    values (${orderIds[2]}, 1, 1, 'ann', 9900, 9900, 'HELD', now() + interval '1 day', null),
      (${orderIds[3]}, 1, 100, 'bob', 9900, 990000, 'CONFIRMED', null, now())`.execute(db)
  await sql`update orders set confirmed_at = null where status = 'CANCELLED'`.execute(db)
  await sql`update products set stock = stock - 103, held = 1, sold = sold + 102 where id = 1`.execute(
    db,
  )

  const sums = { txn_count: 1, gross_cents: '9007199254740993', fee_cents: 1, net_cents: 1 }
  const proof = JSON.stringify(createProof(sums))
  await sql`insert into jobs (id, status, from_date, to_date, timezone, range_start, range_end,
      created_at, finished_at, total, processed, error, proof)
    select id, status, ${day}, ${day}, 'UTC', '2025-01-01Z', '2025-01-02Z',
      '2025-02-01Z', finished_at, 5, 3, error, proof
    from (values
      (${completed}::uuid, 'COMPLETED', '2025-02-02Z'::timestamptz, null, ${proof}::jsonb),
      (${failed}, 'FAILED', '2025-02-02Z', 'no room', null),
      (${cancelled}, 'CANCELLED', '2025-02-02Z', null, null),
      (${queued}, 'QUEUED', null, null, null),
      (${running}, 'RUNNING', null, null, null)
    ) as t (id, status, finished_at, error, proof)`.execute(db)
  await sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at)
    select m, cents, 1, 'PAID', '2025-01-01T12:00Z'
    from (values ('m', 100), ('ö', 9007199254740993)) as t (m, cents)`.execute(db)
  await sql`insert into imports (id, status, format, content_type, on_error, on_conflict, bytes, received, inserted,
      updated, unchanged, rejected_count)
    values (${importId}, 'REJECTED', 'standard', 'csv', 'reject', 'reject', 9, 1, 0, 0, 0, 1)`.execute(
    db,
  )
  await sql`insert into import_rejects values (${importId}, 1, 2, 'paid_at', 'is missing')`.execute(
    db,
  )
  await sql`insert into settlements
    select merchant_id, ${day}, amount_cents, 1, amount_cents - 1, 1, now(), ${completed}
    from transactions where source is null`.execute(db)
  await sql`insert into settlement_changes values
    (${completed}, 'm', ${day}, ${failed}, 1, 0, 1, 1, 9007199254740993, 7, 9007199254740986, 3),
    (${completed}, 'ö', ${day}, null, null, null, null, null, 1, 1, 0, 1)`.execute(db)
  await writeFile(join(api.directory, `${completed}.csv`), 'merchant_id,date\nm,2025-01-01\n')
}

/** Values that exist, so that some requests find something. */
function known(path: string, name: string): readonly unknown[] | null {
  // The file that is sent has the columns of the service, which go with none of these.
  if (path === '/transactions/import' && ['format', 'merchant_id', 'timezone'].includes(name))
    return null
  const cursor = (key: string[]) => Buffer.from(JSON.stringify(key)).toString('base64url')
  const days = ['/settlements', '/jobs/{id}/diff'].includes(path)
  const keyOf = () => {
    if (path === '/merchants') return ['m']
    if (path.startsWith('/products')) return ['9']
    if (path === '/transactions') return ['2025-01-01 00:00:00+00', '1']
    if (path.endsWith('/changes')) return ['0']
    return days ? ['m', day] : ['ffffffff-0000-7000-8000-000000000000']
  }
  const jobs = [completed, completed, completed.toUpperCase(), failed, cancelled, queued, running]
  // Those that are confirmed or refunded are cancelled by no request.
  const orders: Record<string, (string | undefined)[]> = {
    '/orders/{id}/confirm': [orderIds[2], orderIds[2], orderIds[1]],
    '/orders/{id}/refunds': [orderIds[3], orderIds[3], orderIds[1]],
  }
  const ids = {
    orders: orders[path] ?? orderIds.slice(0, 2),
    imports: [importId],
    merchants: ['m', 'ö', 'n'],
    // Product 4 cannot be ordered anyway, so that changes of products refuse no other order.
    products: [4, 5, 5, 5],
  }[path.split('/')[1] ?? '']
  const values: Record<string, readonly unknown[]> = {
    id: ids ?? jobs,
    against: [completed, completed, failed],
    name: [...Array(5).fill(`${completed}.csv`), `${failed}.csv`, `${completed}.csv.tmp`],
    code: ['out-of-stock', 'validation'],
    product_id: [1, 1, 1, 2, 3, 4],
    quantity: [1, 2, 60],
    buyer_id: ['ann', 'bob'],
    merchant_id: ['m', 'ö'],
    currency: ['USD', 'USD', 'EUR'],
    q: ['m', 'Ö'],
    date: [day],
    from: [day],
    to: [day, '2025-01-02', '2025-01-31'],
    // Long before what is settled and imported, which must stay open.
    through: ['1999-12-30', '1999-12-31', '1999-12-31'],
    timezone: ['UTC', 'Europe/Rome'],
    delta: [1, 5, -1],
    amount_cents: [0, 1, 5],
    return_units: [0, 1],
    hold_seconds: [1, 60],
    cursor: [cursor(keyOf())],
    'idempotency-key': Array.from({ length: 30 }, (_, n) => `cart-${n}`),
    'last-event-id': [endId],
    'content-encoding': ['identity'],
    range: ['bytes=0-9', 'bytes=-1', 'bytes=3-'],
    'if-none-match': ['*', '"other"'],
    'if-match': ['*'],
    'if-modified-since': ['Thu, 01 Jan 1970 00:00:00 GMT'],
  }
  return values[name] ?? []
}

/** A readable summary of a request and its response. */
function show({ method, url, headers, body }: ArbitraryRequest, outcome: unknown): string {
  const parts = { headers, body: body?.toString('latin1'), outcome }
  const lines = Object.entries(parts).map(([name, part]) => `${name}: ${JSON.stringify(part)}`)
  return [`${method} ${url}`, ...lines].map((line) => line.slice(0, 2_000)).join('\n')
}

/** Each documented response to a valid request, as `METHOD /path: status`. */
function successes(): string[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, { responses }]) =>
      Object.keys(responses)
        .filter((status) => status.startsWith('2'))
        .map((status) => `${method.toUpperCase()} ${path}: ${status}`),
    ),
  )
}

/** Attempts batches of 8 arbitrary requests to the operations of a document. */
async function attemptAll(
  of: Document,
  numRuns: number,
  attempt: (request: ArbitraryRequest) => Promise<void>,
): Promise<void> {
  const batch = fc.array(arbitraryRequest(of, known), { minLength: 8, maxLength: 8 })
  const property = fc.asyncProperty(batch, async (requests) => {
    await Promise.all(requests.map(attempt))
  })
  await fc.assert(property, {
    seed,
    numRuns,
    // A busy machine runs fewer; shrinking a failure stops at this limit too.
    interruptAfterTimeLimit: 20_000,
    asyncReporter: async ({ failed, errorInstance }) => {
      if (failed) throw new Error(`seed ${seed}`, { cause: errorInstance })
    },
  })
}

test('3,200 requests, half of them invalid: every response is documented, none is 5xx, and the books are right', async () => {
  process.stdout.write(`the seed is ${seed}\n`)
  const check = createCheck(api.app.swagger())
  const seen = new Set<string>()
  let sent = 0

  async function attempt(request: ArbitraryRequest): Promise<void> {
    sent += 1
    const answer = await sendWithRetry(url, agent, request).catch((error: unknown) => {
      throw new Error(`no answer\n${show(request, String(error))}`, { cause: error })
    })
    const complaint = answer.status >= 500 ? 'a fault of the service' : check(answer)
    if (complaint) throw new Error(`${complaint}\n${show(request, answer)}`)
    seen.add(`${request.method} ${request.path}: ${answer.status}`)
  }

  await attemptAll(document, 400, attempt)
  // Responses that chance left out, such as a file that is neither cached nor signed.
  const missing = successes().filter((success) => !seen.has(success))
  const paths = Object.fromEntries(
    Object.entries(document.paths).filter(([path]) =>
      missing.some((success) => success.includes(` ${path}: `)),
    ),
  )
  if (missing.length > 0) await attemptAll({ ...document, paths }, 100, attempt)

  expect(sent, `seed ${seed}`).toBeGreaterThanOrEqual(2_000)
  expect([...seen], `seed ${seed}`).toEqual(expect.arrayContaining(successes()))
  expect(await audit(api.db), `seed ${seed}`).toEqual({
    products: [],
    orders: [],
    refunds: [],
    transactions: [],
    settlements: [],
    closed_days: [],
  })
}, 60_000)
