import type { Trx } from '@order-settlement/db/tables.ts'
import { countBlocked } from '@order-settlement/testing/count-blocked.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addProduct, startApp, type TestApp } from './start-app.ts'

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

/** A transaction of the merchant. @returns the merchant's currency, once it is written */
async function write(trx: Trx, merchantId: string): Promise<string | undefined> {
  await sql`insert into transactions (merchant_id, amount_cents, fee_cents, status)
    values (${merchantId}, 100, 0, 'PENDING')`.execute(trx)
  const query = trx.selectFrom('merchants').select('currency').where('id', '=', merchantId)
  return (await query.executeTakeFirst())?.currency
}

function writeAndCommit(merchantId: string) {
  return api.db.transaction().execute((trx) => write(trx, merchantId))
}

/** Resolves once a change of a currency waits for writers. */
async function lockIsAwaited(): Promise<void> {
  await expect
    .poll(async () => {
      const { rows } = await sql`select from pg_locks
        where locktype = 'advisory' and mode = 'ExclusiveLock' and not granted
          and database = (select oid from pg_database where datname = current_database())`.execute(
        api.db,
      )
      return rows.length
    })
    .toBe(1)
}

test('the currency changes until the merchant has a transaction of any status; everything else changes after', async () => {
  await put('fixed', 'USD')
  expect((await put('fixed', 'EUR')).json().currency).toBe('EUR')
  await writeAndCommit('fixed')

  const refused = await put('fixed', 'USD')
  expect([refused.statusCode, refused.json()]).toMatchObject([
    409,
    { code: 'CURRENCY_IN_USE', currency: 'EUR' },
  ])
  const renamed = await put('fixed', 'EUR', 'Renamed')
  expect([renamed.statusCode, renamed.json().name]).toEqual([200, 'Renamed'])
})

test('transactions of a merchant that nobody described are in CURRENCY, so it can be described in no other', async () => {
  await writeAndCommit('stranger')
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
    await write(trx, 'waits')
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
    await write(trx, 'free')
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
    await write(trx, 'another')
    const change = put('busy', 'EUR')
    await lockIsAwaited()
    const other = writeAndCommit('busy')
    const refused = await change
    expect([refused.statusCode, refused.json().code]).toEqual([503, 'OVERLOADED'])
    expect(refused.headers['retry-after']).toBe('1')
    expect(await other).toBe('USD')
  })
  expect(await currencyOf('busy')).toBe('USD')
})

test('200 times a change against a sale: the currency that the sale read is the one that the merchant keeps', async () => {
  for (let round = 0; round < 200; round += 1) {
    const id = `race-${round}`
    await put(id, 'USD')
    const [change, sale] = await Promise.all([put(id, 'EUR'), writeAndCommit(id)])
    const current = await currencyOf(id)
    expect([change.statusCode, current]).toEqual(
      change.statusCode === 200 ? [200, 'EUR'] : [409, 'USD'],
    )
    expect(sale).toBe(current)
  }
})

/** Keeps a vacuum of both tables from ending: this is the lock that it has. */
async function duringVacuum<Result>(body: () => Promise<Result>): Promise<Result> {
  return await api.db.transaction().execute(async (trx) => {
    await sql`lock table orders, transactions in share update exclusive mode`.execute(trx)
    return await body()
  })
}

test('a change, and a merchant in another currency, wait for no vacuum of orders and transactions', async () => {
  await put('vacuumed', 'USD')
  const answers = await duringVacuum(() =>
    Promise.all([put('vacuumed', 'EUR'), put('born', 'EUR')]),
  )
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 201])
  expect([await currencyOf('vacuumed'), await currencyOf('born')]).toEqual(['EUR', 'EUR'])
})

function place(product_id: number) {
  const payload = { product_id, quantity: 1, buyer_id: 'ann' }
  return api.app.inject({ method: 'POST', url: '/orders', payload })
}

/** Keeps the product's row locked until `body` ends. */
async function lockingProduct(id: number, body: () => Promise<void>): Promise<void> {
  await api.db.transaction().execute(async (trx) => {
    await sql`select from products where id = ${id} for update`.execute(trx)
    await body()
  })
}

/** Resolves once so many sessions wait for a lock. */
async function waiting(sessions: number): Promise<void> {
  await expect.poll(() => countBlocked(api.db)).toBe(sessions)
}

/** An order of the product in a statement that reads its merchant's currency, then waits for the product. */
function placeByHand(product_id: number) {
  return sql<{ currency: string }>`
    with locked as materialized (
      select products.id, currency from products join merchants on merchants.id = merchant_id
      where products.id = ${product_id} for update of products
    )
    insert into orders (product_id, quantity, buyer_id, unit_price_cents, total_cents, currency)
    select id, 1, 'ann', 1, 1, currency from locked returning currency`.execute(api.db)
}

test.each([
  ['an order that read the currency before it changed begins again', 'read', 'read', '40001'],
  ['an order does not fail because of the currency of another merchant', 'calm', 'other', 'USD'],
])('%s', async (_, merchant, changed, outcome) => {
  await put(merchant, 'USD')
  const id = await addProduct(api.db, 5)
  await sql`update products set merchant_id = ${merchant} where id = ${id}`.execute(api.db)
  let order: Promise<unknown> | undefined
  await lockingProduct(id, async () => {
    order = placeByHand(id).then(
      ({ rows }) => rows[0]?.currency,
      ({ code }) => code,
    )
    await waiting(1)
    expect([200, 201]).toContain((await put(changed, 'EUR')).statusCode)
  })
  expect(await order).toBe(outcome)
})

test('an order and a refund that wait for their product keep no change of a currency waiting', async () => {
  const id = await addProduct(api.db, 5)
  const sold = (await place(id)).json().id
  const requests: ReturnType<typeof place>[] = []
  await lockingProduct(id, async () => {
    requests.push(place(id))
    await waiting(1)
    const payload = { amount_cents: 1, return_units: 1 }
    requests.push(api.app.inject({ method: 'POST', url: `/orders/${sold}/refunds`, payload }))
    await waiting(2)
    expect((await put('unrelated', 'EUR')).statusCode).toBe(201)
  })
  const answers = await Promise.all(requests)
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([201, 201])
})
