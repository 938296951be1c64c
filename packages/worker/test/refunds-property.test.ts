import { audit } from '@order-settlement/db/audit.ts'
import { type ApiDriver, createApiDriver } from '@order-settlement/testing/api-driver.ts'
import { independentCsv, settledLines } from '@order-settlement/testing/independent-csv.ts'
import {
  makeTemporaryDirectory,
  type TemporaryDirectory,
} from '@order-settlement/testing/temporary-directory.ts'
import { createTestDatabase, type TestDatabase } from '@order-settlement/testing/test-database.ts'
import { startProcess, type TestProcess } from '@order-settlement/testing/test-process.ts'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAgreement, proofOf } from './settle.ts'

let database: TestDatabase
let folder: TemporaryDirectory
let api: TestProcess
let workers: TestProcess[]
let driver: ApiDriver

beforeAll(async () => {
  database = await createTestDatabase()
  folder = await makeTemporaryDirectory()
  const env = {
    DATABASE_URL: database.url,
    SETTLEMENT_DIR: folder.path,
    SETTLEMENT_BATCH_SIZE: '4',
    CURRENCY: 'EUR',
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
  await folder?.remove()
})

const merchants = ['A', 'b', 'ö', '=1']
const largest = 2n ** 60n / 40n

/** Of any sign, since a constraint decides only on kinds. */
const cents = fc.oneof(fc.bigInt(-200n, 1_000n), fc.bigInt({ min: -largest, max: largest }))
const transaction = fc.record({
  merchant: fc.constantFrom(...merchants),
  kind: fc.constantFrom('SALE', 'REFUND', 'REFUND', 'ADJUSTMENT'),
  status: fc.constantFrom('PAID', 'PAID', 'PAID', 'PENDING'),
  cents,
  fee: fc.bigInt(-50n, 50n),
  minutes: fc.integer({ min: 0, max: 4 * 24 * 60 }),
})
type Transaction = typeof transaction extends fc.Arbitrary<infer Value> ? Value : never

/** Of the described merchants. */
const currencies = fc.dictionary(
  fc.constantFrom(...merchants),
  fc.constantFrom('EUR', 'USD', 'JPY'),
)
const range = fc.constantFrom(
  { from: '2025-01-01', to: '2025-01-03' },
  { from: '2025-01-02', to: '2025-01-02', timezone: 'Asia/Tokyo' },
  { from: '2025-01-01', to: '2025-01-05', timezone: 'America/New_York' },
)

async function insert(transactions: Transaction[]): Promise<void> {
  const rows = transactions.map((it) => ({ ...it, cents: String(it.cents), fee: String(it.fee) }))
  await sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, kind, paid_at)
    select merchant, cents::bigint, fee::bigint, status, kind, timestamptz '2025-01-01Z' + minutes * interval '1 minute'
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as row (merchant text, cents text, fee text, status text, kind text, minutes integer)`.execute(
    database.db,
  )
}

async function describe(described: Record<string, string>): Promise<void> {
  for (const [id, currency] of Object.entries(described))
    await sql`insert into merchants (id, name, currency) values (${id}, 'M', ${currency})`.execute(
      database.db,
    )
}

/** The totals of lines by currency, as JSON has them. */
function totalsOf(lines: string[]): Record<string, Record<string, string>> {
  const totals: Record<string, Record<string, bigint>> = {}
  for (const line of lines) {
    const [, , gross, fee, net, count, refunded, refunds, currency = ''] = line.split(',')
    const sums = totals[currency] ?? {}
    totals[currency] = sums
    const cells = {
      gross_cents: gross,
      fee_cents: fee,
      net_cents: net,
      txn_count: count,
      refund_cents: refunded,
      refund_count: refunds,
    }
    for (const [name, cell] of Object.entries(cells))
      sums[name] = (sums[name] ?? 0n) + BigInt(cell ?? '')
  }
  return JSON.parse(JSON.stringify(totals, (_, it) => (typeof it === 'bigint' ? String(it) : it)))
}

test('any sales, refunds and adjustments of merchants in 3 currencies: table, file and proof equal a statement', async () => {
  let refunded = 0
  const property = fc.asyncProperty(
    fc.array(transaction, { maxLength: 40 }),
    currencies,
    range,
    async (transactions, described, days) => {
      const { db } = database
      await sql`truncate transactions, jobs, settlements, merchants cascade`.execute(db)
      await describe(described)
      await insert(transactions)

      const job = await driver.settle(days)

      await expectAgreement({ api: api.url, db, directory: folder.path }, job, days, 'EUR')
      const [, ...lines] = (await independentCsv(db, days, 'EUR')).trimEnd().split('\n')
      expect(await settledLines(db, days)).toEqual(lines.map((line) => line.replace(/^'/, '')))
      const { source, settlements, csv } = proofOf(job)
      const totals = totalsOf(lines)
      for (const { by_currency } of [source, settlements, csv])
        expect(toText(by_currency)).toEqual(totals)
      expect((await audit(db)).settlements).toEqual([])
      if (Object.values(totals).some(({ refund_count }) => refund_count !== '0')) refunded++
    },
  )
  await fc.assert(property, { numRuns: 40, endOnFailure: true })
  expect(refunded).toBeGreaterThan(10)
}, 120_000)

function toText(totals: unknown): unknown {
  return JSON.parse(JSON.stringify(totals), (_, it) => (typeof it === 'number' ? String(it) : it))
}
