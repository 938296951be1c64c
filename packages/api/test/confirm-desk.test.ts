import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createConfirmDesk } from '../src/orders/confirming/confirm-desk.ts'
import type { WantedConfirm } from '../src/orders/confirming/wanted-confirm.ts'
import { openShop, type Shop } from './shop.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
  const terms = { name: 'Shop', currency: 'EUR', fee_basis_points: 250, fee_fixed_cents: 30 }
  await shop.send('PUT', '/merchants/shop', terms)
})
afterAll(async () => {
  await shop.expectRightBooks()
  await shop.stop()
})

function openDesk(options: Partial<Parameters<typeof createConfirmDesk>[0]> = {}) {
  return createConfirmDesk({ db: shop.db, currency: 'USD', ...options })
}

function wanted(id: string, more: Partial<WantedConfirm> = {}): WantedConfirm {
  return { id, key: undefined, visible: {}, ...more }
}

/** Holds of a unit each, of as many products. */
async function addHolds(holds: number, products = 1): Promise<string[]> {
  const ids = await Promise.all(
    Array.from({ length: products }, () => shop.addProduct({ stock: holds })),
  )
  const hold = { hold_seconds: 60 }
  return await Promise.all(
    Array.from({ length: holds }, (_, n) => shop.place(ids[n % products] ?? 0, hold)),
  )
}

async function codes(answers: Promise<unknown>[]): Promise<unknown[]> {
  const settled = await Promise.allSettled(answers)
  return settled.map((answer) => (answer.status === 'fulfilled' ? 'CONFIRMED' : answer.reason.code))
}

/** How many transactions of the database confirmed the orders. */
async function transactionsOf(ids: string[]): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(distinct xmin::text)::int as n from transactions
    where kind = 'SALE' and order_id = any(${ids}::uuid[])`.execute(shop.db)
  return rows[0]?.n ?? 0
}

/** Statements with this text that wait for a lock. */
async function countWaiting(text: string): Promise<number> {
  const { rows } = await sql`select from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock' and strpos(query, ${text}) > 0`.execute(
    shop.db,
  )
  return rows.length
}

test('300 confirms of 3 products at once, each with a key, share one transaction and have a sale each', async () => {
  const desk = openDesk()
  const ids = await addHolds(300, 3)
  const confirms = ids.map((id) => wanted(id, { key: `one-${id}`, payment_reference: `pay-${id}` }))
  const answers = await Promise.all(confirms.map((confirm) => desk.confirm(confirm)))
  expect(await transactionsOf(ids)).toBe(1)
  for (const [n, id] of ids.entries()) {
    const { order, replayed } = answers[n] ?? {}
    expect([order, replayed]).toEqual([await shop.read(id), false])
    expect(order).toMatchObject({
      id,
      status: 'CONFIRMED',
      currency: 'EUR',
      payment_reference: `pay-${id}`,
    })
    expect(await shop.transactionsOf(id)).toEqual([['SALE', 1000, 55]])
  }
  const again = await Promise.all(confirms.map((confirm) => desk.confirm(confirm)))
  expect(again).toEqual(answers.map(({ order }) => ({ order, replayed: true })))
})

test('plain confirms share a transaction with none of the others in their batch, which get their own answers', async () => {
  const desk = openDesk()
  const plain = await addHolds(20)
  const [late = '', cancelled = '', sold = '', hidden = '', foreign = ''] = await addHolds(5)
  await shop.letRunOut(late)
  await shop.cancel(cancelled)
  await shop.confirm(sold, { payment_reference: 'first' })
  const others = [
    wanted(late),
    wanted(cancelled),
    wanted(sold),
    wanted(sold, { payment_reference: 'second' }),
    wanted(hidden, { visible: { only: 'another' } }),
    wanted(foreign, { visible: { owner: 'another' } }),
    wanted('00000000-0000-7000-8000-000000000000'),
  ]
  const answers = await codes(
    [...others, ...plain.map((id) => wanted(id))].map((confirm) => desk.confirm(confirm)),
  )
  expect(answers).toEqual([
    'CONFIRMED',
    'ORDER_CANCELLED',
    'CONFIRMED',
    'ORDER_ALREADY_CONFIRMED',
    'ORDER_NOT_FOUND',
    'ORDER_NOT_FOUND',
    'ORDER_NOT_FOUND',
    ...plain.map(() => 'CONFIRMED'),
  ])
  expect(await transactionsOf(plain)).toBe(1)
  expect(await transactionsOf([...plain, late])).toBe(2)
  expect((await shop.read(hidden)).status).toBe('HELD')
})

test('an order or a key twice in a batch: one sale, and the second answer is a replay or a refusal', async () => {
  const desk = openDesk()
  const [one = '', two = '', three = '', four = ''] = await addHolds(4)
  const confirms = [
    wanted(one),
    wanted(one),
    wanted(two, { key: 'twice' }),
    wanted(two, { key: 'twice' }),
    wanted(three, { key: 'shared' }),
    wanted(four, { key: 'shared' }),
  ]
  const settled = await Promise.allSettled(confirms.map((confirm) => desk.confirm(confirm)))
  const replays = settled.map((answer) =>
    answer.status === 'fulfilled' ? answer.value.replayed : answer.reason.code,
  )
  expect(replays.slice(0, 4)).toEqual([false, false, false, true])
  // In the order of the ids.
  expect(replays.slice(4).toSorted()).toEqual(['IDEMPOTENCY_KEY_REUSED', false])
  const left = [await shop.read(three), await shop.read(four)].map(({ status }) => status)
  expect(left.toSorted()).toEqual(['CONFIRMED', 'HELD'])
})

test('a key that another request has used is not taken by a batch', async () => {
  const desk = openDesk()
  const [one = '', two = '', three = ''] = await addHolds(3)
  await shop.cancel(one, {}, 'cancels')
  const confirms = [wanted(two, { key: 'cancels' }), wanted(three, { key: 'fresh' })]
  const answers = await codes(confirms.map((confirm) => desk.confirm(confirm)))
  expect(answers).toEqual(['IDEMPOTENCY_KEY_REUSED', 'CONFIRMED'])
  expect((await shop.read(two)).status).toBe('HELD')
})

test('a batch waits for no locked order: the others are confirmed, and that one once it is free', async () => {
  const desk = openDesk()
  const ids = await addHolds(20)
  const [locked = '', ...free] = ids
  const trx = await shop.db.startTransaction().execute()
  await sql`select from orders where id = ${locked} for update`.execute(trx)
  const waits = desk.confirm(wanted(locked))
  expect(new Set(await codes(free.map((id) => desk.confirm(wanted(id)))))).toEqual(
    new Set(['CONFIRMED']),
  )
  // Nor does the batch after it.
  const next = await addHolds(3)
  expect(await codes(next.map((id) => desk.confirm(wanted(id))))).toEqual(
    next.map(() => 'CONFIRMED'),
  )
  await trx.rollback().execute()
  expect((await waits).order.status).toBe('CONFIRMED')
})

test('a value that the database refuses fails its own confirm and none of 20 others', async () => {
  const desk = openDesk()
  const ids = await addHolds(20)
  const [broken = ''] = await addHolds(1)
  const { product_id } = await shop.read(broken)
  const setHeld = (held: number) =>
    sql`update products set stock = stock + held - ${held}::bigint, held = ${held} where id = ${product_id}`.execute(
      shop.db,
    )
  await setHeld(0)
  const answers = await codes([broken, ...ids].map((id) => desk.confirm(wanted(id))))
  expect(answers).toEqual(['23514', ...ids.map(() => 'CONFIRMED')])
  expect((await shop.read(broken)).status).toBe('HELD')
  await setHeld(1)
})

test('a full queue refuses confirms at once, and those that wait for the product are confirmed', async () => {
  const desk = openDesk({ batchSize: 1, queueLimit: 5 })
  const ids = await addHolds(10)
  const { product_id } = await shop.read(ids[0] ?? '')
  const trx = await shop.db.startTransaction().execute()
  await sql`select from products where id = ${product_id} for update`.execute(trx)
  const answers = ids.map((id) => desk.confirm(wanted(id)))
  expect(await codes(answers.slice(5))).toEqual(Array(5).fill('OVERLOADED'))
  await trx.rollback().execute()
  expect(await codes(answers.slice(0, 5))).toEqual(Array(5).fill('CONFIRMED'))
})

test('a batch that waits for a change of a currency has not taken its keys yet', async () => {
  const desk = openDesk()
  const [one = '', two = ''] = await addHolds(2)
  let change: Promise<unknown> | undefined
  let confirm: Promise<unknown> | undefined
  await shop.db.transaction().execute(async (sale) => {
    await sql`select share_currencies()`.execute(sale)
    change = sql`select pg_advisory_xact_lock(hashtext('merchant-currencies'))`.execute(shop.db)
    await expect.poll(() => countWaiting('pg_advisory_xact_lock')).toBe(1)
    confirm = codes([desk.confirm(wanted(one, { key: 'queued' }))])
    await expect.poll(() => countWaiting('only_merchant')).toBe(1)
    // Else it would wait for the batch, which waits for the change, which waits for it.
    await sql`insert into order_keys (idempotency_key, order_id, request) values ('queued', ${two}, '{}')`.execute(
      sale,
    )
  })
  await change
  expect(await confirm).toEqual(['IDEMPOTENCY_KEY_REUSED'])
})
