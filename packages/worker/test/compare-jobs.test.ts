import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import {
  type ApiDriver,
  type Change,
  createApiDriver,
} from '@order-settlement/testing/api-driver.ts'
import {
  makeTemporaryDirectory,
  type TemporaryDirectory,
} from '@order-settlement/testing/temporary-directory.ts'
import { createTestDatabase, type TestDatabase } from '@order-settlement/testing/test-database.ts'
import { startProcess, type TestProcess } from '@order-settlement/testing/test-process.ts'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'

let database: TestDatabase
let directory: TemporaryDirectory
let api: TestProcess
let workers: TestProcess[]
let driver: ApiDriver

beforeAll(async () => {
  database = await createTestDatabase()
  directory = await makeTemporaryDirectory()
  const env = {
    DATABASE_URL: database.url,
    SETTLEMENT_DIR: directory.path,
    SETTLEMENT_BATCH_SIZE: '10',
  }
  ;[api, ...workers] = await Promise.all([
    startProcess('api', env),
    startProcess('worker', env),
    startProcess('worker', env),
  ])
  driver = createApiDriver(api.url)
})

afterAll(async () => {
  await Promise.all([api, ...(workers ?? [])].map((it) => it?.[Symbol.asyncDispose]()))
  await database?.drop()
  await directory?.remove()
})

// The first is settled most often; the others change some of its days in between, also by another clock.
const ranges = [
  { from: '2025-01-02', to: '2025-01-04', timezone: 'UTC' },
  { from: '2025-01-03', to: '2025-01-03', timezone: 'UTC' },
  { from: '2025-01-04', to: '2025-01-06', timezone: 'UTC' },
  { from: '2025-01-02', to: '2025-01-04', timezone: 'Asia/Tokyo' },
]
type SettledRange = (typeof ranges)[number]

const merchant = fc.constantFrom('B', 'a', 'ö')
const hours = fc.integer({ min: 0, max: 6 * 24 - 1 })
const cents = fc.integer({ min: -200, max: 1_000 })

/** A change of transactions. It names them by merchant, so that it often finds some. */
const arbitraryEdit = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('insert'), merchant, hours, cents }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('refund'), merchant, hours, cents }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('delete'), merchant, hours, cents }) },
  fc.record({ kind: fc.constant('amount'), merchant, hours, cents }),
  fc.record({ kind: fc.constant('adjust'), merchant, hours, cents }),
  fc.record({ kind: fc.constant('describe'), merchant, hours, cents }),
  fc.record({ kind: fc.constant('fail'), merchant, hours, cents }),
  fc.record({ kind: fc.constant('move'), merchant, hours, cents }),
)
type Edit = typeof arbitraryEdit extends fc.Arbitrary<infer Value> ? Value : never

/** Edits of transactions, then settlements that run at the same time. */
const arbitraryStep = fc.record({
  edits: fc.array(arbitraryEdit, { maxLength: 8 }),
  settled: fc.oneof(
    { weight: 3, arbitrary: fc.constant(ranges.slice(0, 1)) },
    fc.subarray(ranges, { minLength: 1 }),
  ),
})

async function edit({ kind, merchant, hours, cents }: Edit): Promise<void> {
  const instant = sql`timestamptz '2025-01-01Z' + ${hours} * interval '1 hour'`
  const near = sql`merchant_id = ${merchant} and paid_at between ${instant} - interval '1 day' and ${instant}`
  const statements: Record<string, ReturnType<typeof sql>> = {
    insert: sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at)
      values (${merchant}, ${cents}, 3, 'PAID', ${instant})`,
    refund: sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at, kind)
      values (${merchant}, -abs(${cents}), 0, 'PAID', ${instant}, 'REFUND')`,
    // Only the refunds of the day change.
    adjust: sql`update transactions set kind = 'ADJUSTMENT' where ${near} and kind = 'REFUND'`,
    // By hand: only the currency of the merchant's days changes.
    describe: sql`insert into merchants (id, name, currency)
      values (${merchant}, 'M', (array['USD', 'EUR'])[${cents % 2 === 0 ? 1 : 2}])
      on conflict (id) do update set currency = excluded.currency`,
    delete: sql`delete from transactions where ${near}`,
    amount: sql`update transactions set amount_cents = ${cents} where ${near}`,
    fail: sql`update transactions set status = 'FAILED' where ${near}`,
    move: sql`update transactions set paid_at = ${instant} where merchant_id = ${merchant} and status = 'PAID'`,
  }
  await statements[kind]?.execute(database.db)
}

/** The sums of a published file by merchant and day. */
async function readCsv(jobId: string): Promise<Map<string, Change['after']>> {
  const [, ...lines] = (await readFile(join(directory.path, `${jobId}.csv`), 'utf8'))
    .trim()
    .split('\n')
  return new Map(
    lines.map((line) => {
      const [merchant, day, gross, fee, net, count, , , refunded, refunds, currency = ''] =
        line.split(',')
      const sums = {
        gross_cents: Number(gross),
        fee_cents: Number(fee),
        net_cents: Number(net),
        txn_count: Number(count),
        refund_cents: Number(refunded),
        refund_count: Number(refunds),
        currency,
      }
      return [`${merchant},${day}`, sums]
    }),
  )
}

/** How the file of a job differs from that of another one. */
async function diffCsv(jobId: string, otherId: string): Promise<Change[]> {
  const [after, before] = await Promise.all([readCsv(jobId), readCsv(otherId)])
  const none = {
    gross_cents: 0,
    fee_cents: 0,
    net_cents: 0,
    txn_count: 0,
    refund_cents: 0,
    refund_count: 0,
  }
  const changes = [...new Set([...before.keys(), ...after.keys()])].sort().map((key) => {
    const [was, is] = [before.get(key) ?? null, after.get(key) ?? null]
    const difference = (sum: keyof typeof none) =>
      Number((is ?? none)[sum]) - Number((was ?? none)[sum])
    return {
      merchant_id: key.split(',')[0] ?? '',
      date: key.split(',')[1] ?? '',
      replaced_run_id: was && otherId,
      before: was,
      after: is,
      change: {
        gross_cents: difference('gross_cents'),
        fee_cents: difference('fee_cents'),
        net_cents: difference('net_cents'),
        txn_count: difference('txn_count'),
        refund_cents: difference('refund_cents'),
        refund_count: difference('refund_count'),
      },
    }
  })
  return changes.filter(({ before, after }) => !isDeepStrictEqual(before, after))
}

/** All pages of a diff. */
async function readDiff(id: string, against: string, limit: number): Promise<Change[]> {
  const changes: Change[] = []
  let cursor: string | undefined
  for (;;) {
    const page = await readPage(id, { against, limit, ...(cursor === undefined ? {} : { cursor }) })
    changes.push(...page.changes)
    if (page.next_cursor === null) return changes
    cursor = page.next_cursor
  }
}

async function readPage(id: string, query: { against: string; limit: number; cursor?: string }) {
  const params = { path: { id }, query }
  const { data, error } = await driver.client.GET('/jobs/{id}/diff', { params })
  if (!data) throw new Error(JSON.stringify(error))
  return data
}

test('the diff of any two jobs of the same days is the difference of their files', async () => {
  let compared = 0
  let different = 0
  const property = fc.asyncProperty(
    fc.array(arbitraryStep, { minLength: 3, maxLength: 7 }),
    fc.integer({ min: 1, max: 4 }),
    async (steps, limit) => {
      await sql`truncate transactions, jobs, settlements, merchants cascade`.execute(database.db)
      const jobs: { id: string; range: SettledRange }[] = []
      for (const { edits, settled } of steps) {
        for (const one of edits) await edit(one)
        const ended = await Promise.all(
          settled.map(async (range) => ({ range, job: await driver.settle(range) })),
        )
        for (const { range, job } of ended) {
          expect(job.status).toBe('COMPLETED')
          jobs.push({ range, id: job.job_id })
        }
      }
      const pairs = jobs.flatMap((one) =>
        jobs.filter(({ range }) => range === one.range).map((other) => [one.id, other.id] as const),
      )
      for (const [id, against] of pairs) {
        const expected = await diffCsv(id, against)
        expect(await readDiff(id, against, limit)).toEqual(expected)
        compared++
        if (expected.length > 0) different++
      }
    },
  )
  await fc.assert(property, { numRuns: 8, endOnFailure: true })
  expect(different).toBeGreaterThan(compared / 5)
}, 120_000)
