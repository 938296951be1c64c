import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { codeOf, type Shop, startShop } from './shop.ts'

vi.setConfig({ testTimeout: 120_000 })

let shop: Shop
beforeAll(async () => {
  shop = await startShop()
  const terms = {
    name: 'Shop',
    fee_basis_points: 250,
    fee_fixed_cents: 30,
    refunds_return_fee: true,
  }
  await shop.send('PUT', '/merchants/shop', terms)
})
afterAll(async () => {
  await shop.expectRightBooks()
  // A deadlock would be retried, and pass unnoticed.
  const { rows } = await sql`
    select deadlocks::int from pg_stat_database where datname = current_database()`.execute(shop.db)
  expect(rows).toEqual([{ deadlocks: 0 }])
  await shop.stop()
})

const rounds = 100
/** How many rounds are under way at once, so that both orders of commits happen. */
const roundsAtOnce = 20

/** @returns what each round returned */
async function play<Result>(round: (n: number) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = []
  let next = 0
  async function playOn(): Promise<void> {
    for (let n = next++; n < rounds; n = next++) results.push(await round(n))
  }
  await Promise.all(Array.from({ length: roundsAtOnce }, playOn))
  return results
}

/** How often each outcome came. */
function tally(outcomes: string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const outcome of outcomes) counts[outcome] = (counts[outcome] ?? 0) + 1
  return counts
}

/** Checks that only these outcomes came, and each of them: else the requests did not race. */
function expectAll(outcomes: string[], legal: string[]): void {
  const counts = tally(outcomes)
  expect(Object.keys(counts).toSorted(), JSON.stringify(counts)).toEqual(legal.toSorted())
}

type Sent = ReturnType<Shop['confirm']>
type Pair = [() => Sent, () => Sent]

/** Sends both at once, each to another api, and in odd rounds the second first. */
async function sendBoth([one, other]: Pair, n: number) {
  if (n % 2 === 0) return await Promise.all([one(), other()])
  return (await Promise.all([other(), one()])).toReversed()
}

/** The answers, then the order's status, what was refunded, its transactions, and the product's units. */
async function outcomeOf(answers: Awaited<Sent>[], id: string, product: number): Promise<string> {
  const { status, refunded_cents, returned_units } = await shop.read(id)
  return [
    answers.map(codeOf).join('/'),
    status,
    `${refunded_cents}/${returned_units}`,
    (await shop.transactionsOf(id)).join(' '),
    (await shop.unitsOf(product)).join('/'),
  ].join(', ')
}

/** Races on a product each, which has room for one order. */
function race(order: object, pair: (id: string) => Pair): Promise<string[]> {
  return play(async (n) => {
    const product = await shop.addProduct({ stock: 2 })
    const id = await shop.place(product, order)
    return await outcomeOf(await sendBoth(pair(id), n), id, product)
  })
}

/** Races of a hold of a second each, from a little before it runs out until a little after, by the database's clock. */
async function raceAtExpiry(
  more: { product: object; quantity: number },
  pair: (id: string, product: number) => Pair,
): Promise<string[]> {
  const holds = await play(async () => {
    const product = await shop.addProduct(more.product)
    const { json } = await shop.order(product, { quantity: more.quantity, hold_seconds: 1 })
    return { product, id: json().id, expires_at: json().expires_at }
  })
  holds.sort((a, b) => Date.parse(a.expires_at) - Date.parse(b.expires_at))
  const outcomes: Promise<string>[] = []
  for (const [n, { product, id, expires_at }] of holds.entries()) {
    const offset = sql`${((n >> 1) % 7) - 3} * interval '10 ms'`
    await sql`select pg_sleep_until(${expires_at}::timestamptz + ${offset})`.execute(shop.db)
    outcomes.push(sendBoth(pair(id, product), n).then((answers) => outcomeOf(answers, id, product)))
  }
  return await Promise.all(outcomes)
}

const hold = { quantity: 2, hold_seconds: 60 }
const sale = 'SALE,2000,80'

test('two confirms at once, 100 times: one sale', async () => {
  const outcomes = await race(hold, (id) => [() => shop.confirm(id), () => shop.confirm(id)])
  expect(tally(outcomes)).toEqual({ [`200/200, CONFIRMED, 0/0, ${sale}, 0/0/2`]: rounds })
})

test('two cancels of a hold at once, 100 times: its units return once', async () => {
  const outcomes = await race(hold, (id) => [() => shop.cancel(id), () => shop.cancel(id)])
  expect(tally(outcomes)).toEqual({ '200/200, CANCELLED, 0/0, , 2/0/0': rounds })
})

test('two cancels of a sale at once, 100 times: units and money return once', async () => {
  const sold = { quantity: 2 }
  const outcomes = await race(sold, (id) => [() => shop.cancel(id), () => shop.cancel(id)])
  expect(tally(outcomes)).toEqual({
    [`200/200, CANCELLED, 2000/2, ${sale} REFUND,-2000,-80, 2/0/0`]: rounds,
  })
})

test('confirm against cancel, 100 times: refused, or sold and refunded', async () => {
  const outcomes = await race(hold, (id) => [() => shop.confirm(id), () => shop.cancel(id)])
  expectAll(outcomes, [
    'ORDER_CANCELLED/200, CANCELLED, 0/0, , 2/0/0',
    `200/200, CANCELLED, 2000/2, ${sale} REFUND,-2000,-80, 2/0/0`,
  ])
})

test('refund against cancel, 100 times: refused, or both refund their part', async () => {
  const outcomes = await race({ quantity: 2 }, (id) => [
    () => shop.refund(id, { amount_cents: 500, return_units: 1 }),
    () => shop.cancel(id),
  ])
  expectAll(outcomes, [
    `ORDER_NOT_CONFIRMED/200, CANCELLED, 2000/2, ${sale} REFUND,-2000,-80, 2/0/0`,
    `201/200, CANCELLED, 2000/2, ${sale} REFUND,-500,-20 REFUND,-1500,-60, 2/0/0`,
  ])
})

test('expiry against confirm, 100 times: the units go to the confirm or, once the hold has run out, to another buyer', async () => {
  const product = { stock: 2, max_per_buyer: 2 }
  const outcomes = await raceAtExpiry({ product, quantity: 2 }, (id, of) => [
    () => shop.confirm(id),
    () => shop.order(of, { quantity: 2, buyer_id: 'bob' }),
  ])
  expectAll(outcomes, [
    `200/OUT_OF_STOCK, CONFIRMED, 0/0, ${sale}, 0/0/2`,
    'HOLD_EXPIRED/201, EXPIRED, 0/0, , 0/0/2',
  ])
  const { rows } = await sql`
    select from orders as hold join orders as other using (product_id)
    where hold.status = 'EXPIRED' and other.buyer_id = 'bob' and other.created_at < hold.expires_at`.execute(
    shop.db,
  )
  expect(rows, 'sold before the hold had run out').toEqual([])
})

test('expiry against a confirm and an order of the same buyer, 100 times: the limit holds', async () => {
  const product = { max_per_buyer: 1 }
  const outcomes = await raceAtExpiry({ product, quantity: 1 }, (id, of) => [
    () => shop.confirm(id),
    () => shop.order(of),
  ])
  expectAll(outcomes, [
    '200/LIMIT_EXCEEDED, CONFIRMED, 0/0, SALE,1000,55, 9/0/1',
    'LIMIT_EXCEEDED/201, EXPIRED, 0/0, , 9/0/1',
  ])
})

test('two requests with one key at once, 100 times: one refund', async () => {
  const outcomes = await race({ quantity: 2 }, (id) => {
    const refund = () => shop.refund(id, { amount_cents: 5 }, id)
    return [refund, refund]
  })
  expect(tally(outcomes)).toEqual({
    [`201/201, CONFIRMED, 5/0, ${sale} REFUND,-5,0, 0/0/2`]: rounds,
  })
})

test('a change of the currency against an order or a hold, 100 times each: all orders are in the currency of the merchant', async () => {
  for (let round = 0; round < 200; round += 1) {
    const id = `moving-${round}`
    const merchant = (currency: string) =>
      shop.send('PUT', `/merchants/${id}`, { name: 'M', currency })
    if (round % 4 < 2) await merchant('USD')
    const product = await shop.addProduct({ merchant_id: id })
    const more = round % 2 ? { hold_seconds: 60 } : {}
    const [changed, placed] = await Promise.all([merchant('EUR'), shop.order(product, more)])
    const { currency } = (await shop.send('GET', `/products/${product}`)).json()
    expect([200, 201, 409]).toContain(changed.statusCode)
    expect(placed.json()).toMatchObject({ currency })
  }
})

test('confirms, cancels, refunds and supplies beside merchants in another currency: nobody waits in a cycle', async () => {
  const product = await shop.addProduct({ stock: 1000 })
  const codes: unknown[] = []
  let settled = false
  async function buy(n: number): Promise<void> {
    while (!settled) {
      const id = await shop.place(product, { hold_seconds: 60 })
      codes.push(codeOf(n % 3 ? await shop.confirm(id) : await shop.cancel(id)))
      const units = { amount_cents: 0, return_units: 1 }
      if (n % 3 === 1) codes.push(codeOf(await shop.refund(id, units)))
    }
  }
  async function supply(): Promise<void> {
    while (!settled) {
      const more = { delta: 100, reason: 'more' }
      codes.push(codeOf(await shop.send('POST', `/products/${product}/stock`, more)))
    }
  }
  const others = [...Array.from({ length: 24 }, (_, n) => buy(n)), supply(), supply()]
  const described: unknown[] = []
  for (let n = 0; n < 20; n += 1) {
    const terms = { name: 'New', currency: 'EUR' }
    described.push(codeOf(await shop.send('PUT', `/merchants/new-${n}`, terms)))
  }
  settled = true
  await Promise.all(others)
  expect(described).toEqual(Array.from({ length: 20 }, () => 201))
  expect(new Set(codes)).toEqual(new Set([200, 201]))
})
