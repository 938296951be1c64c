import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startService, type TestService } from './start-service.ts'

/** Zones whose clocks never change, by their offset in minutes. */
const zones = {
  UTC: 0,
  'Pacific/Kiritimati': 840,
  'Asia/Kathmandu': 345,
  'Pacific/Pago_Pago': -660,
}
const days = ['2025-01-14', '2025-01-15', '2025-01-16']

let service: TestService
beforeAll(async () => {
  service = await startService({ SETTLEMENT_BATCH_SIZE: '2' })
})
afterAll(() => service?.stop())

const values = fc.record({
  merchant: fc.constantFrom('a', 'b'),
  amount: fc.integer({ min: -500, max: 500 }),
  fee: fc.integer({ min: -20, max: 20 }),
  kind: fc.constantFrom('SALE' as const, 'REFUND' as const, 'ADJUSTMENT' as const),
  status: fc.constantFrom('PAID' as const, 'PAID' as const, 'PENDING' as const),
  // From a day before the days to a day after them.
  minute: fc.integer({ min: -1440, max: 5 * 1440 }),
})
type Values = typeof values extends fc.Arbitrary<infer Value> ? Value : never

const step = fc.oneof(
  fc.record({ do: fc.constant('insert' as const), values }),
  fc.record({ do: fc.constant('update' as const), pick: fc.nat(), values }),
  fc.record({ do: fc.constant('touch' as const), pick: fc.nat() }),
  fc.record({ do: fc.constant('delete' as const), pick: fc.nat() }),
)
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never

const rounds = fc.array(
  fc.record({
    steps: fc.array(step, { minLength: 1, maxLength: 8 }),
    zone: fc.constantFrom(...(Object.keys(zones) as (keyof typeof zones)[])),
  }),
  { minLength: 1, maxLength: 3 },
)

/** Transactions by id, as the test has written them. */
type Books = Map<string, Values>

const start = Date.parse('2025-01-14T00:00:00Z')

function toColumns(suffix: string, { merchant, amount, fee, kind, status, minute }: Values) {
  return {
    merchant_id: merchant + suffix,
    amount_cents: amount,
    fee_cents: fee,
    kind,
    status,
    paid_at: new Date(start + minute * 60_000).toISOString(),
  }
}

async function take(books: Books, suffix: string, step: Step): Promise<void> {
  const { db } = service.database
  if (step.do === 'insert') {
    const columns = toColumns(suffix, step.values)
    const { id } = await db
      .insertInto('transactions')
      .values(columns)
      .returning('id')
      .executeTakeFirstOrThrow()
    books.set(id, step.values)
    return
  }
  const id = [...books.keys()][step.pick % books.size]
  if (id === undefined) return
  if (step.do === 'update') {
    await db
      .updateTable('transactions')
      .set(toColumns(suffix, step.values))
      .where('id', '=', id)
      .execute()
    books.set(id, step.values)
  } else if (step.do === 'touch') {
    await sql`update transactions set source = 'touched' where id = ${id}`.execute(db)
  } else {
    await db.deleteFrom('transactions').where('id', '=', id).execute()
    books.delete(id)
  }
}

/** What a merchant's day in a zone consists of. */
function onDay(books: Books, merchant: string, date: string, zone: keyof typeof zones): Books {
  const isOn = (row: Values) =>
    row.merchant === merchant &&
    row.status === 'PAID' &&
    new Date(start + (row.minute + zones[zone]) * 60_000).toISOString().startsWith(date)
  return new Map([...books].filter(([, row]) => isOn(row)))
}

function sum(rows: Values[]) {
  const refunds = rows.filter(({ kind }) => kind === 'REFUND')
  const total = (of: Values[], value: (row: Values) => number) =>
    of.reduce((all, row) => all + value(row), 0)
  return {
    txn_count: rows.length,
    gross_cents: total(rows, ({ amount }) => amount),
    fee_cents: total(rows, ({ fee }) => fee),
    net_cents: total(rows, ({ amount, fee }) => amount - fee),
    refund_cents: 0 - total(refunds, ({ amount }) => amount),
    refund_count: refunds.length,
  }
}

type Sums = ReturnType<typeof sum>

function subtract(more: Sums, less: Sums): Sums {
  const entries = Object.entries(more).map(([name, value]) => [
    name,
    value - less[name as keyof Sums],
  ])
  return Object.fromEntries(entries)
}

function isSame(one: Values, other: Values): boolean {
  return (
    one.amount === other.amount &&
    one.fee === other.fee &&
    (one.kind === 'REFUND') === (other.kind === 'REFUND')
  )
}

/** What the explanation of a day must say. */
function expected(before: Books, now: Books) {
  const late = [...now].filter(([id]) => !before.has(id)).map(([, row]) => row)
  const vanished = [...before].filter(([id]) => !now.has(id)).map(([, row]) => row)
  const changed = [...before].filter(([id, row]) => {
    const current = now.get(id)
    return current && !isSame(row, current)
  })
  return {
    settlement: { txn_count: before.size, gross_cents: sum([...before.values()]).gross_cents },
    now: sum([...now.values()]),
    late: sum(late),
    changed: subtract(
      sum(changed.flatMap(([id]) => now.get(id) ?? [])),
      sum(changed.map(([, row]) => row)),
    ),
    vanished: sum(vanished),
    unexplained: sum([]),
    changes: late.length + vanished.length + changed.length,
  }
}

async function explain(merchant_id: string, date: string) {
  const params = { path: { merchant_id, date } }
  const { data } = await service.driver.client.GET('/settlements/{merchant_id}/{date}', { params })
  const listed = await service.driver.client.GET('/settlements/{merchant_id}/{date}/changes', {
    params,
  })
  return data && { ...data, changes: listed.data?.changes.length }
}

/** How many transactions each day has changed, of all merchants. */
async function readChanged(): Promise<Map<string, number | null>> {
  const query = { from: '2025-01-14', to: '2025-01-16' }
  const { data } = await service.driver.client.GET('/settlements/days', { params: { query } })
  return new Map(data?.days.map(({ date, changed_transactions }) => [date, changed_transactions]))
}

let run = 0

async function check(list: { steps: Step[]; zone: keyof typeof zones }[], later: Step[]) {
  const suffix = `-${++run}`
  const books: Books = new Map()
  let settled = { books: new Map() as Books, zone: 'UTC' as keyof typeof zones }
  for (const { steps, zone } of list) {
    for (const step of steps) await take(books, suffix, step)
    const job = await service.driver.settle({
      from: '2025-01-14',
      to: '2025-01-16',
      timezone: zone,
    })
    expect(job.status).toBe('COMPLETED')
    settled = { books: new Map(books), zone }
  }
  for (const step of later) await take(books, suffix, step)
  const changed = await readChanged()
  for (const date of days) {
    let changes = 0
    for (const merchant of ['a', 'b']) {
      const before = onDay(settled.books, merchant, date, settled.zone)
      const now = onDay(books, merchant, date, settled.zone)
      const explained = await explain(merchant + suffix, date)
      if (before.size + now.size === 0) expect(explained).toBeUndefined()
      else expect(explained, `${merchant} on ${date}`).toMatchObject(expected(before, now))
      changes += explained?.changes ?? 0
    }
    expect(changed.get(date), date).toBe(changes)
  }
}

test('any history of transactions and settlements, in any zone: settled + late + changed - vanished = now', async () => {
  await fc.assert(
    fc.asyncProperty(rounds, fc.array(step, { maxLength: 10 }), (list, later) =>
      check(list, later),
    ),
    { numRuns: 25 },
  )
}, 120_000)
