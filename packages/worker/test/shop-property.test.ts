import { audit } from '@order-settlement/db/audit.ts'
import { type ApiDriver, createApiDriver, hasEnded } from '@order-settlement/testing/api-driver.ts'
import { noDrift } from '@order-settlement/testing/create-proof.ts'
import { createTestDatabase, type TestDatabase } from '@order-settlement/testing/test-database.ts'
import { startProcess, type TestProcess } from '@order-settlement/testing/test-process.ts'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { proofOf } from './settle.ts'
import { type Run, sendStep, step } from './shop-steps.ts'

let database: TestDatabase
let processes: TestProcess[]
let urls: [string, string]
let driver: ApiDriver

beforeAll(async () => {
  database = await createTestDatabase()
  const env = { DATABASE_URL: database.url, SETTLEMENT_BATCH_SIZE: '4', CURRENCY: 'EUR' }
  const [one, two, worker] = await Promise.all([
    startProcess('api', env),
    startProcess('api', env),
    startProcess('worker', env),
  ])
  processes = [one, two, worker]
  urls = [one.url, two.url]
  driver = createApiDriver(one.url)
})

afterAll(async () => {
  await Promise.all((processes ?? []).map((it) => it[Symbol.asyncDispose]()))
  await database?.drop()
})

const zone = fc.constantFrom('UTC', 'Asia/Tokyo', 'America/New_York', 'Pacific/Kiritimati')

/** Steps at once, after which a day may pass. */
const round = fc.record({
  steps: fc.array(step, { minLength: 3, maxLength: 10 }),
  dayPasses: fc.boolean(),
})

/** Settles all days, of which the last have not begun. */
async function settleAll(timezone: string) {
  const { rows } = await sql<{ from: string; to: string }>`
    select (now()::date - 100)::text as from, (now()::date + 2)::text as to`.execute(database.db)
  const [range] = rows
  if (!range) throw new Error('no range was returned')
  const { data, error } = await driver.client.POST('/jobs/settlement', {
    body: { ...range, timezone },
  })
  if (!data) throw new Error(`no settlement was started: ${JSON.stringify(error)}`)
  return await driver.waitForJob(data.job_id, hasEnded)
}

/** Moves all sales and refunds a day back. */
async function letDayPass(): Promise<void> {
  await database.db.transaction().execute(async (trx) => {
    const day = sql`interval '24 hours'`
    await sql`update orders set confirmed_at = confirmed_at - ${day} where confirmed_at is not null`.execute(
      trx,
    )
    await sql`update refunds set created_at = created_at - ${day}`.execute(trx)
    await sql`update transactions set paid_at = paid_at - ${day}`.execute(trx)
  })
}

/** A described merchant in dollars and one that nobody described, with two products each. */
async function openRun(no: number): Promise<Run> {
  const merchant = `described-${no}`
  await sql`insert into merchants (id, name, currency, fee_basis_points, fee_fixed_cents)
    values (${merchant}, 'M', 'USD', 290, 30)`.execute(database.db)
  const { rows } = await sql<{ id: number }>`
    insert into products (name, merchant_id, price_cents, stock, max_per_buyer)
    select 'P', id, 33, stock, 6 from unnest(array[${merchant}, ${`other-${no}`}]) as id, unnest(array[5, 20]) as stock
    returning id::integer`.execute(database.db)
  return { no, urls, db: database.db, merchant, products: rows.map(({ id }) => id), orders: [] }
}

/** Count and cents by merchant and currency, of its settled days and of its transactions. */
async function sums(): Promise<{ settled: unknown[]; paid: unknown[] }> {
  const columns = sql`sum(gross)::text as gross, sum(fee)::text as fee, sum(net)::text as net,
    sum(count)::text as count, sum(refunded)::text as refunded, sum(refunds)::text as refunds`
  const { rows: settled } = await sql`
    select merchant_id, currency, ${columns} from (
      select *, gross_cents as gross, fee_cents as fee, net_cents as net, txn_count as count,
        refund_cents as refunded, refund_count as refunds from settlements
    ) as days group by 1, 2 order by 1`.execute(database.db)
  const { rows: paid } = await sql`
    select merchant_id, coalesce(currency, 'EUR') as currency, ${columns} from (
      select merchant_id, amount_cents as gross, fee_cents as fee, amount_cents - fee_cents as net, 1 as count,
        case kind when 'REFUND' then -amount_cents else 0 end as refunded,
        case kind when 'REFUND' then 1 else 0 end as refunds
      from transactions where status = 'PAID'
    ) as paid left join merchants on merchants.id = merchant_id group by 1, 2 order by 1`.execute(
    database.db,
  )
  return { settled, paid }
}

/** What orders sold less what they refunded, and all transactions, in cents. */
async function soldAndPaid(): Promise<unknown> {
  const { rows } = await sql`
    select (select coalesce(sum(total_cents - refunded_cents), 0)::text
        from orders where confirmed_at is not null) as sold,
      (select coalesce(sum(amount_cents), 0)::text from transactions) as paid`.execute(database.db)
  return rows[0]
}

test('any steps of a shop on two apis, with days that pass and are settled meanwhile: no alarm, and settled is paid (10 sequences)', async () => {
  const seen = new Set<number>()
  let no = 0
  let merchants = 0
  const property = fc.asyncProperty(
    fc.array(round, { minLength: 4, maxLength: 8 }),
    fc.array(zone, { minLength: 2, maxLength: 2 }),
    fc.boolean(),
    async (rounds, [midway = 'UTC', last = 'UTC'], dayPasses) => {
      const run = await openRun(++no)
      for (const [index, { steps, dayPasses }] of rounds.entries()) {
        // In the middle while orders are placed, refunded and cancelled.
        const settling = index === 2 ? settleAll(midway) : undefined
        const statuses = await Promise.all(steps.map((it, n) => sendStep(run, it, n)))
        for (const status of statuses) seen.add(status)
        expect((await settling)?.status ?? 'COMPLETED').toBe('COMPLETED')
        if (dayPasses) await letDayPass()
      }
      if (dayPasses) await letDayPass()

      const job = await settleAll(last)

      expect(job.status).toBe('COMPLETED')
      expect(proofOf(job).drift).toEqual(noDrift)
      expect(Object.values(await audit(database.db)).flat()).toEqual([])
      const { settled, paid } = await sums()
      expect(settled).toEqual(paid)
      const totals = await soldAndPaid()
      expect(totals).toEqual({ sold: expect.any(String), paid: Object(totals).sold })
      merchants = paid.length
    },
  )
  await fc.assert(property, { numRuns: 10, endOnFailure: true })
  // Two in each sequence, unless it sold nothing of one.
  expect(merchants).toBeGreaterThan(10)
  expect([...seen].filter((status) => status >= 500)).toEqual([])
  expect([...seen]).toEqual(expect.arrayContaining([200, 201, 409, 422]))
}, 60_000)
