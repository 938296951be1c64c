import { type ApiDriver, createApiDriver, hasEnded } from '@order-settlement/testing/api-driver.ts'
import { holdAt } from '@order-settlement/testing/hold-at.ts'
import { makeTemporaryDirectory } from '@order-settlement/testing/temporary-directory.ts'
import { createTestDatabase } from '@order-settlement/testing/test-database.ts'
import { startProcess, type TestProcess } from '@order-settlement/testing/test-process.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { expectExact } from './settle.ts'

vi.setConfig({ testTimeout: 60_000 })

let database: Awaited<ReturnType<typeof createTestDatabase>>
let folder: Awaited<ReturnType<typeof makeTemporaryDirectory>>
let processes: TestProcess[]
let api: string
let driver: ApiDriver

beforeAll(async () => {
  database = await createTestDatabase()
  folder = await makeTemporaryDirectory()
  await sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at)
    select 'm' || n % 50, n, n % 9, 'PAID', timestamptz '2025-01-01Z' + n * interval '65 seconds'
    from generate_series(1, 40000) n`.execute(database.db)
  await sql`insert into products (name, merchant_id, price_cents, stock) values ('p', 'm1', 100, 1000)`.execute(
    database.db,
  )
  await sql`vacuum analyze transactions`.execute(database.db)
  const env = {
    DATABASE_URL: database.url,
    SETTLEMENT_DIR: folder.path,
    SETTLEMENT_BATCH_SIZE: '20',
    WORKERS: '8',
  }
  processes = await Promise.all([
    startProcess('api', env),
    startProcess('worker', env),
    startProcess('worker', env),
  ])
  api = processes[0]?.url ?? ''
  driver = createApiDriver(api)
})
afterAll(async () => {
  await Promise.all(processes?.map((process) => process[Symbol.asyncDispose]()) ?? [])
  await database?.drop()
  await folder?.remove()
})

async function post(path: string, body?: unknown) {
  const begun = performance.now()
  const answer = await fetch(`${api}${path}`, {
    method: 'POST',
    ...(body
      ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
      : {}),
  })
  const { code } = (await answer.json()) as { code?: string }
  const retryAfter = answer.headers.get('retry-after')
  return { status: answer.status, code, retryAfter, ms: performance.now() - begun }
}

function slowest(answers: { ms: number }[]): number {
  return Math.max(...answers.map(({ ms }) => ms))
}

test('150 cancels of a job while it is published are answered at once, and 97 orders among them are placed', async () => {
  const days = { from: '2025-01-01', to: '2025-01-02' }
  const hold = await holdAt(database.db, 'insert', 'settlements')
  const id = await driver.startSettlement(days)
  await hold.reached()

  const order = { product_id: 1, quantity: 1, buyer_id: 'u' }
  const [cancels, orders] = await Promise.all([
    Promise.all(Array.from({ length: 150 }, () => post(`/jobs/${id}/cancel`))),
    Promise.all(Array.from({ length: 97 }, () => post('/orders', order))),
  ])
  const retried = await post(`/jobs/${id}/retry`)
  await hold.release()

  expect(
    new Set(cancels.map(({ status, code, retryAfter }) => `${status} ${code} ${retryAfter}`)),
  ).toEqual(new Set(['409 JOB_PUBLISHING 1']))
  expect(new Set(orders.map(({ status }) => status))).toEqual(new Set([201]))
  expect(retried).toMatchObject({ status: 409, code: 'JOB_NOT_RETRYABLE' })
  // One cancel used to wait for 5 s, and the orders behind it as long.
  expect(slowest([...cancels, ...orders, retried])).toBeLessThan(3_000)
  const job = await driver.waitForJob(id, hasEnded)
  await expectExact({ api, db: database.db, directory: folder.path }, job, days)
  expect(await post(`/jobs/${id}/cancel`)).toMatchObject({ code: 'JOB_ALREADY_FINISHED' })
})

test('20 cancels at once of a job whose publishing waits for its turn: it is cancelled, and each hears so', async () => {
  const turn = await database.db.startTransaction().execute()
  await sql`select pg_advisory_xact_lock(hashtext('settlement-day'), date '2025-01-04' - date '2000-01-01')`.execute(
    turn,
  )
  const id = await driver.startSettlement({ from: '2025-01-04', to: '2025-01-04' })
  await vi.waitUntil(async () => {
    const { rows } = await sql`select from jobs where id = ${id} and publishing`.execute(
      database.db,
    )
    return rows.length > 0
  }, 20_000)
  const cancels = await Promise.all(Array.from({ length: 20 }, () => post(`/jobs/${id}/cancel`)))
  await turn.rollback().execute()
  expect(new Set(cancels.map(({ status }) => status))).toEqual(new Set([202]))
})

test('20 settlements that 16 handlers sum are cancelled in their middle, each within a second', async () => {
  const cancels = []
  for (let number = 0; number < 20; number++) {
    const id = await driver.startSettlement({ from: '2025-01-01', to: '2025-01-31' })
    await driver.waitForJob(id, ({ processed }) => processed > number * 1_000)
    cancels.push(await post(`/jobs/${id}/cancel`))
  }
  expect(new Set(cancels.map(({ status }) => status))).toEqual(new Set([202]))
  expect(slowest(cancels)).toBeLessThan(1_000)
})
