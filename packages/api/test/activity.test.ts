import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addProduct, startApp, type TestApp } from './start-app.ts'

let api: TestApp
beforeAll(async () => {
  api = await startApp({ SETTLEMENT_TIMEZONE: 'Pacific/Kiritimati' })
})
afterAll(() => api.stop())

async function read(seconds: number) {
  const { statusCode, body } = await api.app.inject({ url: `/activity?seconds=${seconds}` })
  return { statusCode, ...JSON.parse(body) }
}

test('orders are counted by 5 seconds, as far back as asked for', async () => {
  const product_id = await addProduct(api.db, 100)
  for (let n = 0; n < 3; n++) {
    const body = { product_id, quantity: 1, buyer_id: 'b' }
    await api.app.inject({ method: 'POST', url: '/orders', payload: body })
  }
  // Two more, of a minute and an hour ago.
  await sql`insert into orders (id, product_id, quantity, buyer_id, unit_price_cents, total_cents)
    select uuidv7(-ago), ${product_id}, 1, 'b', 1, 1
    from unnest(array[interval '1 minute', interval '1 hour']) as ago`.execute(api.db)
  const { at, orders } = await read(300)
  const counts = orders.map(({ count }: { count: number }) => count)
  expect(counts.reduce((sum: number, count: number) => sum + count, 0)).toBe(4)
  for (const { from } of orders) {
    expect(Date.parse(from) % 5_000).toBe(0)
    expect(Date.parse(at) - Date.parse(from)).toBeLessThan(305_000)
  }
  const recent = await read(30)
  expect(recent.orders.reduce((sum: number, { count }: { count: number }) => sum + count, 0)).toBe(
    3,
  )
})

test('today is the day of SETTLEMENT_TIMEZONE, and each currency is summed alone', async () => {
  await sql`insert into merchants (id, name, currency) values ('tokyo', 'Tokyo', 'JPY')`.execute(
    api.db,
  )
  await sql`insert into transactions (merchant_id, amount_cents, fee_cents, kind, status, paid_at) values
    ('tokyo', 9007199254740993, 3, 'SALE', 'PAID', clock_timestamp()),
    ('tokyo', -100, 0, 'REFUND', 'PAID', clock_timestamp()),
    ('tokyo', 5, 0, 'SALE', 'PENDING', clock_timestamp()),
    ('tokyo', 7, 0, 'SALE', 'PAID', clock_timestamp() - interval '25 hours')`.execute(api.db)
  const { today } = await read(5)
  const { rows } = await sql<{ date: string }>`
    select (clock_timestamp() at time zone 'Pacific/Kiritimati')::date::text as date`.execute(
    api.db,
  )
  expect(today).toMatchObject({ date: rows[0]?.date, timezone: 'Pacific/Kiritimati' })
  expect(today.by_currency.JPY).toEqual({
    txn_count: 2,
    gross_cents: 9007199254740893,
    fee_cents: 3,
    net_cents: 9007199254740890,
    refund_cents: 100,
    refund_count: 1,
  })
})

test('a job that waits shows for how long, and 4 or 901 seconds are refused', async () => {
  expect((await read(5)).oldest_job_seconds).toBeNull()
  await api.app.inject({
    method: 'POST',
    url: '/jobs/settlement',
    payload: { from: '2025-01-01', to: '2025-01-01' },
  })
  expect((await read(5)).oldest_job_seconds).toBeGreaterThan(0)
  expect((await read(4)).statusCode).toBe(400)
  expect((await read(901)).statusCode).toBe(400)
})
