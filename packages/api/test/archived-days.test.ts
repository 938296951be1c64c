import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dropMonth, filesOf } from './drop-month.ts'
import { pay, settleByHand } from './settle-by-hand.ts'
import { addProduct, startApp, type TestApp } from './start-app.ts'

let api: TestApp
beforeAll(async () => {
  api = await startApp()
  for (const paidAt of [
    '2024-12-31T23:59:59Z',
    '2025-01-09T12:00:00Z',
    '2025-01-31T23:59:59Z',
    '2025-02-01T00:00:00Z',
    '2025-03-05T12:00:00Z',
    '2025-04-06T12:00:00Z',
  ])
    await pay(api.db, paidAt)
  await settleByHand(api.db, { from: '2024-12-01', to: '2025-04-30' })
  await dropMonth(api.db, '2025-01', { rows: 'deleted' })
  await dropMonth(api.db, '2025-03', { rows: 'left' })
})
afterAll(() => api.stop())

async function read(url: string) {
  const answer = await api.app.inject(url)
  return answer.json()
}

async function listAll(query: string): Promise<string[]> {
  const times: string[] = []
  for (let cursor = ''; ; ) {
    const { transactions, next_cursor } = await read(`/transactions?${query}${cursor}`)
    times.push(...transactions.map(({ paid_at }: { paid_at: string }) => paid_at.slice(0, 19)))
    if (next_cursor === null) return times
    cursor = `&cursor=${next_cursor}`
  }
}

test.each([
  ['2025-01-09', 'UTC', '2025-01'],
  ['2025-03-05', 'UTC', '2025-03'],
  // It has eight hours of January in UTC, and sixteen of February.
  ['2025-02-01', 'Asia/Shanghai', '2025-01'],
])(
  'every read of %s in %s is refused with the month that is dropped',
  async (date, timezone, month) => {
    const product = await addProduct(api.db, 1)
    const day = `date=${date}&timezone=${encodeURIComponent(timezone)}`
    const urls = [
      `/transactions?${day}`,
      `/transactions?merchant_id=m&${day}`,
      `/products/${product}/sales?from=${date}&to=${date}&timezone=${encodeURIComponent(timezone)}`,
      ...(timezone === 'UTC' ? [`/settlements/m/${date}`, `/settlements/m/${date}/changes`] : []),
    ]
    for (const url of urls) {
      expect(await read(url), url).toMatchObject({
        status: 410,
        code: 'DAY_ARCHIVED',
        detail: `${month} is archived and no longer in the database`,
        month,
        files: filesOf(month),
      })
    }
  },
)

test('a range of sales is refused for one dropped day in it, and answered beside it', async () => {
  const product = await addProduct(api.db, 1)
  const sales = (from: string, to: string) =>
    read(`/products/${product}/sales?from=${from}&to=${to}`)
  expect(await sales('2025-02-28', '2025-03-01')).toMatchObject({ code: 'DAY_ARCHIVED' })
  expect(await sales('2025-03-31', '2025-04-02')).toMatchObject({ code: 'DAY_ARCHIVED' })
  expect((await sales('2025-02-01', '2025-02-28')).rows).toHaveLength(28)
})

test('the neighbours of a dropped day are explained and listed as ever', async () => {
  for (const date of ['2024-12-31', '2025-02-01', '2025-04-06']) {
    expect(await read(`/settlements/m/${date}`)).toMatchObject({
      settlement: { txn_count: 1 },
      now: { txn_count: 1 },
      vanished: { txn_count: 0 },
    })
    expect((await read(`/transactions?date=${date}`)).transactions).toHaveLength(1)
  }
})

test('a list without a day leaves out dropped months, also rows that are still to be deleted', async () => {
  const kept = ['2024-12-31T23:59:59', '2025-02-01T00:00:00', '2025-04-06T12:00:00']
  for (const query of ['', 'limit=1', 'merchant_id=m&limit=2', 'merchant_id=m&kind=SALE'])
    expect(await listAll(query), query).toEqual(kept)
})

test('transactions that are not paid are listed as ever, after the paid ones of an order', async () => {
  await sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, external_id)
    values ('m', 7, 0, 'PENDING', 'pending')`.execute(api.db)
  const { transactions } = await read('/transactions?merchant_id=m&status=PENDING')
  expect(transactions).toHaveLength(1)
  expect((await read('/transactions?external_id=pending')).transactions).toHaveLength(1)
})

test('the transactions of an order of a dropped month are refused, unless some are left', async () => {
  const { rows } = await sql<{ id: string }>`
    select uuidv7('2025-01-31T23:59:00Z'::timestamptz - clock_timestamp()) as id`.execute(api.db)
  const id = rows[0]?.id ?? ''
  const url = `/transactions?order_id=${id}`
  expect(await read(url)).toMatchObject({ status: 410, code: 'ORDER_ARCHIVED', month: '2025-01' })
  await sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at, kind, order_id)
    values ('m', -5, 0, 'PAID', '2025-02-03T00:00:00Z', 'REFUND', ${id})`.execute(api.db)
  expect((await read(url)).transactions).toHaveLength(1)
  const unknown = '0198c4e6-8b02-7d55-9c3e-0b8d5a4e7f10'
  expect((await read(`/transactions?order_id=${unknown}`)).transactions).toEqual([])
})

test('settled days and statements of a dropped month have what was settled', async () => {
  const { settlements } = await read('/settlements?from=2025-01-01&to=2025-01-31')
  expect(settlements.map(({ date }: { date: string }) => date)).toEqual([
    '2025-01-09',
    '2025-01-31',
  ])
  const statement = await read('/merchants/m/statement?from=2025-01-01&to=2025-01-31&group=month')
  expect(statement).toMatchObject({
    unsettled_dates: [],
    totals: { txn_count: 2, gross_cents: 200 },
  })
})

test('the calendar says which days are archived, and counts no change of them', async () => {
  const { days } = await read('/settlements/days?from=2025-01-30&to=2025-02-02')
  expect(days.map(({ archived }: { archived: boolean }) => archived)).toEqual([
    true,
    true,
    false,
    false,
  ])
  const east = await read('/settlements/days?from=2025-02-01&to=2025-02-02&timezone=Asia/Shanghai')
  expect(east.days.map(({ archived }: { archived: boolean }) => archived)).toEqual([true, false])

  const readDay = async () =>
    (await read('/settlements/days?from=2023-05-05&to=2023-05-05')).days[0]
  await pay(api.db, '2023-05-05T12:00:00Z')
  const job_id = await settleByHand(api.db, { from: '2023-05-05' })
  await sql`insert into summed_parts values (${job_id}, '2023-05-05Z', 0, '2023-05-06Z', 0, pg_current_snapshot(),
    cluster_identifier())`.execute(api.db)
  await sql`delete from transactions where paid_at = '2023-05-05T12:00:00Z'`.execute(api.db)
  expect(await readDay()).toMatchObject({ changed_transactions: 1, archived: false })
  await dropMonth(api.db, '2023-05', { rows: 'left' })
  expect(await readDay()).toMatchObject({ job_id, changed_transactions: null, archived: true })
})

test('an explanation that waits while the partition of its day is dropped does not read it as empty', async () => {
  await pay(api.db, '2023-08-05T12:00:00Z')
  await settleByHand(api.db, { from: '2023-08-05' })
  const { explained } = await api.db.transaction().execute(async (trx) => {
    await sql`lock table transactions in access exclusive mode`.execute(trx)
    const waiting = read('/settlements/m/2023-08-05')
    await expect
      .poll(async () => {
        const { rows } = await sql`select from pg_locks where not granted`.execute(api.db)
        return rows.length
      })
      .toBe(1)
    await dropMonth(trx, '2023-08', { rows: 'left' })
    // As a dropped partition, it is empty for transactions that began before.
    await sql`truncate transactions`.execute(trx)
    return { explained: waiting }
  })
  expect(await explained).toMatchObject({ code: 'DAY_ARCHIVED', month: '2023-08' })
})
