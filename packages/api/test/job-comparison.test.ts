import { randomUUID } from 'node:crypto'
import { createProof } from '@order-settlement/testing/create-proof.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApp, type TestApp } from './start-app.ts'

interface Days {
  from: string
  to: string
  timezone: string
}

const january: Days = { from: '2025-01-01', to: '2025-01-31', timezone: 'UTC' }

let api: TestApp
beforeAll(async () => {
  api = await startApp()
})
afterAll(() => api.stop())

async function addRunning({ from, to, timezone }: Days): Promise<string> {
  const { id } = await api.db
    .insertInto('jobs')
    .values({
      from_date: from,
      to_date: to,
      timezone,
      range_start: '2025-01-01Z',
      range_end: '2025-02-01Z',
      status: 'RUNNING',
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

async function addCompleted(days: Days, finishedAt = '2025-03-01Z'): Promise<string> {
  const id = await addRunning(days)
  await sql`update jobs set status = 'COMPLETED', finished_at = ${finishedAt},
    proof = ${JSON.stringify(createProof())} where id = ${id}`.execute(api.db)
  return id
}

/** Records that a job changed the gross of merchant m on a day; null for no sums. */
async function addChange(id: string, day: string, before: number | null, after: number | null) {
  const sums = (gross: number | null) =>
    sql`${gross}::bigint, 0 * ${gross}::bigint, ${gross}::bigint, 1 + 0 * ${gross}::bigint`
  await sql`insert into settlement_changes
    values (${id}, 'm', ${day}, null, ${sums(before)}, ${sums(after)})`.execute(api.db)
}

async function compare(id: string, against: string, query: Record<string, string> = {}) {
  const response = await api.app.inject({ url: `/jobs/${id}/diff`, query: { against, ...query } })
  return { status: response.statusCode, ...response.json() }
}

test('3 jobs: a diff joins the changes between 2 of them, in both directions, and leaves out what was undone', async () => {
  const first = await addCompleted(january)
  // The clock went back: the order of publishing counts.
  const second = await addCompleted(january, '2025-02-28Z')
  const third = await addCompleted(january, '2025-02-27Z')
  await addChange(second, '2025-01-01', 1, 5)
  await addChange(second, '2025-01-02', 1, null)
  await addChange(third, '2025-01-01', 5, 7)
  await addChange(third, '2025-01-02', null, 1)

  const difference = (gross_cents: number) => ({
    gross_cents,
    fee_cents: 0,
    net_cents: gross_cents,
    txn_count: 0,
    refund_cents: 0,
    refund_count: 0,
  })
  const sums = (gross_cents: number) => ({
    ...difference(gross_cents),
    txn_count: 1,
    currency: 'USD',
  })
  const day = { merchant_id: 'm', date: '2025-01-01' }
  expect((await compare(third, first)).changes).toEqual([
    { ...day, replaced_run_id: first, before: sums(1), after: sums(7), change: difference(6) },
  ])
  expect((await compare(first, third)).changes).toEqual([
    { ...day, replaced_run_id: third, before: sums(7), after: sums(1), change: difference(-6) },
  ])
  expect((await compare(second, third)).changes).toMatchObject([
    { date: '2025-01-01', replaced_run_id: third, before: sums(7), after: sums(5) },
    { date: '2025-01-02', replaced_run_id: third, before: sums(1), after: null },
  ])
  expect((await compare(third, third)).changes).toEqual([])
})

test('days that differ in refunds or currency alone are in a diff; those of an earlier version have none, in CURRENCY', async () => {
  const [first, second] = [await addCompleted(january), await addCompleted(january)]
  const changes = [
    ['refund_cents', 'null, null, null, 5, 1, null'],
    ['currency', `0, 0, null, 0, 0, 'EUR'`],
    ['same', `null, null, null, 0, 0, 'USD'`],
    ['undone', `5, 1, 'EUR', 5, 1, 'EUR'`],
  ]
  for (const [merchant, values] of changes) {
    await sql`insert into settlement_changes
      values (${second}, ${merchant}, '2025-01-02', null, 7, 0, 7, 1, 7, 0, 7, 1, ${sql.raw(values ?? '')})`.execute(
      api.db,
    )
  }
  const { changes: different } = await compare(second, first)
  expect(different).toMatchObject([
    { merchant_id: 'currency', before: { currency: 'USD' }, after: { currency: 'EUR' } },
    {
      merchant_id: 'refund_cents',
      before: { refund_cents: 0, refund_count: 0 },
      after: { refund_cents: 5, refund_count: 1 },
      change: { gross_cents: 0, txn_count: 0, refund_cents: 5, refund_count: 1 },
    },
  ])
  expect((await compare(first, second)).changes).toMatchObject([
    { merchant_id: 'currency', before: { currency: 'EUR' }, after: { currency: 'USD' } },
    { merchant_id: 'refund_cents', change: { refund_cents: -5, refund_count: -1 } },
  ])
})

test('600 merchants, most of whose changes were undone: pages have all differences, and nothing else', async () => {
  const [first, second, third] = [
    await addCompleted(january),
    await addCompleted(january),
    await addCompleted(january),
  ]
  // The second job changes 500 merchants from 1 to 2. Of the first 450, the third job changes all but every third
  // back to 1; it changes the last 50, and 100 more, to 3.
  await sql`insert into settlement_changes
    select ${second}, to_char(n, 'FM000'), '2025-01-05', null, 1, 0, 1, 1, 2, 0, 2, 1
    from generate_series(1, 500) as n`.execute(api.db)
  await sql`insert into settlement_changes
    select ${third}, to_char(n, 'FM000'), '2025-01-05', null, old, 0, old, 1, new, 0, new, 1
    from generate_series(1, 600) as n, lateral (
      select case when n <= 500 then 2 else 1 end as old, case when n <= 450 then 1 else 3 end as new
    ) as sums
    where n > 450 or n % 3 <> 0`.execute(api.db)

  const seen: [merchant: string, before: number, after: number][] = []
  let cursor: string | undefined
  do {
    const page = await compare(third, first, { limit: '70', ...(cursor ? { cursor } : {}) })
    for (const { merchant_id, before, after } of page.changes) {
      seen.push([merchant_id, before.gross_cents, after.gross_cents])
    }
    cursor = page.next_cursor
  } while (cursor)

  const numbers = Array.from({ length: 600 }, (_, index) => index + 1)
  const different = numbers.filter((n) => n > 450 || n % 3 === 0)
  expect(seen).toEqual(different.map((n) => [String(n).padStart(3, '0'), 1, n > 450 ? 3 : 2]))
})

test.each<[string, Partial<Days>]>([
  ['another first day', { from: '2025-01-02' }],
  ['another last day', { to: '2025-01-30' }],
  ['another time zone', { timezone: 'Europe/Rome' }],
])('jobs of %s cannot be compared: 409', async (_, other) => {
  const [one, two] = [await addCompleted(january), await addCompleted({ ...january, ...other })]
  expect(await compare(one, two)).toMatchObject({
    status: 409,
    code: 'JOB_DAYS_DIFFER',
    detail: expect.stringContaining(`job ${two} ${other.from ?? january.from} to`),
  })
})

test('a job that completed before jobs were numbered cannot be compared: 409', async () => {
  const [old, recent] = [await addCompleted(january), await addCompleted(january)]
  await sql`update jobs set published_no = null where id = ${old}`.execute(api.db)
  for (const [id, against] of [
    [old, recent],
    [recent, old],
  ] as const) {
    expect(await compare(id, against)).toMatchObject({
      status: 409,
      code: 'DIFF_NOT_KEPT',
      detail: expect.stringContaining(old),
    })
  }
})

test('a diff that needs changes which were removed is 409, and one that does not is answered', async () => {
  const [first, second, third] = [
    await addCompleted(january),
    await addCompleted(january),
    await addCompleted(january),
  ]
  await addChange(third, '2025-01-01', 1, 5)
  await sql`update jobs set changes_removed_at = now() where id = ${second}`.execute(api.db)
  const refused = {
    status: 409,
    code: 'DIFF_NOT_KEPT',
    detail: `What job ${second} changed was removed for its age`,
  }
  for (const [id, against] of [
    [second, first],
    [first, second],
    [third, first],
  ] as const) {
    expect(await compare(id, against)).toMatchObject(refused)
  }
  const own = await api.app.inject(`/jobs/${second}/diff`)
  expect({ status: own.statusCode, ...own.json() }).toMatchObject(refused)
  expect((await compare(third, second)).changes).toHaveLength(1)
})

test('a job in against that does not exist is 404, one that runs 409, and what is no id 400', async () => {
  const [job, running] = [await addCompleted(january), await addRunning(january)]
  const unknown = randomUUID()
  expect(await compare(job, unknown)).toMatchObject({
    status: 404,
    code: 'JOB_NOT_FOUND',
    detail: expect.stringContaining(unknown),
  })
  expect(await compare(job, running)).toMatchObject({ status: 409, code: 'JOB_NOT_COMPLETED' })
  expect(await compare(job, 'latest')).toMatchObject({
    status: 400,
    errors: [{ path: '/querystring/against' }],
  })
})
