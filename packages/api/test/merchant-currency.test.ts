import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApp, type TestApp } from './start-app.ts'

let api: TestApp
beforeAll(async () => {
  api = await startApp()
})
afterAll(() => api.stop())

function put(id: string, currency: string, name = 'Shop') {
  return api.app.inject({ method: 'PUT', url: `/merchants/${id}`, payload: { name, currency } })
}

async function currencyOf(id: string): Promise<string> {
  return (await api.app.inject(`/merchants/${id}`)).json().currency
}

/** A transaction whose writer reads the merchant's currency in the statement that writes, as a sale does. */
function write(merchantId: string) {
  return sql<{ currency: string }>`
    with written as (
      insert into transactions (merchant_id, amount_cents, fee_cents, status)
      values (${merchantId}, 100, 0, 'PENDING') returning merchant_id
    )
    select currency from written join merchants on id = merchant_id`
}

/** Resolves once a session waits for a lock of the table. */
async function lockIsAwaited(): Promise<void> {
  await expect
    .poll(async () => {
      const { rows } = await sql`select from pg_locks
        where relation = 'transactions'::regclass and mode = 'ShareLock' and not granted`.execute(
        api.db,
      )
      return rows.length
    })
    .toBe(1)
}

test('the currency changes until the merchant has a transaction of any status; everything else changes after', async () => {
  await put('fixed', 'USD')
  expect((await put('fixed', 'EUR')).json().currency).toBe('EUR')
  await write('fixed').execute(api.db)

  const refused = await put('fixed', 'USD')
  expect([refused.statusCode, refused.json()]).toMatchObject([
    409,
    { code: 'CURRENCY_IN_USE', currency: 'EUR' },
  ])
  const renamed = await put('fixed', 'EUR', 'Renamed')
  expect([renamed.statusCode, renamed.json().name]).toEqual([200, 'Renamed'])
})

test('transactions of a merchant that nobody described are in CURRENCY, so it can be described in no other', async () => {
  await write('stranger').execute(api.db)
  const refused = await put('stranger', 'EUR')
  expect([refused.statusCode, refused.json()]).toMatchObject([
    409,
    { code: 'CURRENCY_IN_USE', currency: 'USD' },
  ])
  expect((await api.app.inject('/merchants/stranger')).statusCode).toBe(404)
  expect((await put('stranger', 'USD')).statusCode).toBe(201)
})

test('a change waits for a transaction that is being written, and is refused once it commits', async () => {
  await put('waits', 'USD')
  let change: ReturnType<typeof put> | undefined
  await api.db.transaction().execute(async (trx) => {
    await write('waits').execute(trx)
    change = put('waits', 'EUR')
    await lockIsAwaited()
  })
  expect((await change)?.json()).toMatchObject({ code: 'CURRENCY_IN_USE', currency: 'USD' })
  expect(await currencyOf('waits')).toBe('USD')
})

test('a change waits for a transaction that is rolled back, and succeeds', async () => {
  await put('free', 'USD')
  let change: ReturnType<typeof put> | undefined
  const writer = api.db.transaction().execute(async (trx) => {
    await write('free').execute(trx)
    change = put('free', 'EUR')
    await lockIsAwaited()
    throw new Error('rolled back')
  })
  await expect(writer).rejects.toThrow('rolled back')
  expect((await change)?.statusCode).toBe(200)
})

test('a writer that takes longer than half a second: 503, and writers that waited behind the change continue', async () => {
  await put('busy', 'USD')
  await api.db.transaction().execute(async (trx) => {
    await write('another').execute(trx)
    const change = put('busy', 'EUR')
    await lockIsAwaited()
    const other = write('busy').execute(api.db)
    const refused = await change
    expect([refused.statusCode, refused.json().code]).toEqual([503, 'OVERLOADED'])
    expect(refused.headers['retry-after']).toBe('1')
    expect((await other).rows).toEqual([{ currency: 'USD' }])
  })
  expect(await currencyOf('busy')).toBe('USD')
})

test('200 times a change against a sale: the currency that the sale read is the one that the merchant keeps', async () => {
  for (let round = 0; round < 200; round += 1) {
    const id = `race-${round}`
    await put(id, 'USD')
    const [change, sale] = await Promise.all([put(id, 'EUR'), write(id).execute(api.db)])
    const current = await currencyOf(id)
    expect([change.statusCode, current]).toEqual(
      change.statusCode === 200 ? [200, 'EUR'] : [409, 'USD'],
    )
    expect(sale.rows).toEqual([{ currency: current }])
  }
})
