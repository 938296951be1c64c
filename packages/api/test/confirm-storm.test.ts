import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test, vi } from 'vitest'
import { codeOf, type Shop, startShop } from './shop.ts'

vi.setConfig({ testTimeout: 120_000 })

const clients = 48
const stepsOfClient = 60

function pick<Item>(items: Item[]): Item | undefined {
  return items[Math.floor(Math.random() * items.length)]
}

const legal = {
  order: [201, 'OUT_OF_STOCK', 'LIMIT_EXCEEDED'],
  confirm: [200, 'ORDER_CANCELLED', 'ORDER_ALREADY_CONFIRMED', 'HOLD_EXPIRED', 'LIMIT_EXCEEDED'],
  cancel: [200],
  refund: [201, 'ORDER_NOT_CONFIRMED', 'REFUND_EXCEEDS_ORDER', 'RETURN_EXCEEDS_ORDER'],
}

/** Sends random requests of one client after another, and some of them twice at once. */
async function storm(shop: Shop, products: number[]) {
  const ids: string[] = []
  const confirmed = new Set<string>()
  const seen = { order: new Set(), confirm: new Set(), cancel: new Set(), refund: new Set() }

  async function send(
    kind: keyof typeof seen,
    request: (key: string | undefined) => ReturnType<Shop['confirm']>,
  ) {
    const key = Math.random() < 0.5 ? randomUUID() : undefined
    const copies = key !== undefined && Math.random() < 0.2 ? 2 : 1
    const answers = await Promise.all(Array.from({ length: copies }, () => request(key)))
    for (const answer of answers) seen[kind].add(codeOf(answer))
    return answers
  }

  async function step(n: number): Promise<void> {
    // Mostly of the last, so that several clients change the same orders.
    const id = pick(ids.slice(-40))
    const dice = Math.random()
    if (id === undefined || dice < 0.4) {
      const product = pick(products) ?? 0
      const hold = { buyer_id: `buyer-${n % 12}`, hold_seconds: pick([1, 1, 60]) }
      for (const answer of await send('order', (key) => shop.order(product, hold, key)))
        if (answer.statusCode === 201) ids.push(answer.json().id)
    } else if (dice < 0.75) {
      const body = pick([{}, {}, { payment_reference: 'pay' }])
      const answers = await send('confirm', (key) => shop.confirm(id, body, key))
      if (answers.some(({ statusCode }) => statusCode === 200)) confirmed.add(id)
    } else if (dice < 0.85) {
      await send('cancel', (key) => shop.cancel(id, {}, key))
    } else {
      const body = { amount_cents: 300, return_units: pick([0, 1]) }
      await send('refund', (key) => shop.refund(id, body, key))
    }
  }

  async function client(n: number): Promise<void> {
    for (let count = 0; count < stepsOfClient; count += 1) await step(n)
  }
  await Promise.all(Array.from({ length: clients }, (_, n) => client(n)))
  return { seen, confirmed }
}

/** Ends the sessions of the apis first: only then has each of them reported its deadlocks. */
async function countDeadlocks({ db }: Shop): Promise<unknown> {
  await sql`select pg_terminate_backend(pid, 5000) from pg_stat_activity
    where datname = current_database() and application_name = 'api'`.execute(db)
  const { rows } = await sql<{ deadlocks: number }>`
    select deadlocks::int from pg_stat_database where datname = current_database()`.execute(db)
  return rows[0]?.deadlocks
}

test('48 clients of two processes hold, confirm, cancel, refund and let run out: no 5xx, no deadlock, one sale an order', async () => {
  const shop = await startShop()
  try {
    const products = await Promise.all(
      [{ stock: 400 }, { stock: 400 }, { stock: 30 }, { stock: 400, max_per_buyer: 3 }].map(
        (more) => shop.addProduct(more),
      ),
    )
    const { seen, confirmed } = await storm(shop, products)
    expect(legal.order).toEqual(expect.arrayContaining([...seen.order]))
    expect(legal.confirm).toEqual(expect.arrayContaining([...seen.confirm]))
    expect(legal.cancel).toEqual([...seen.cancel])
    expect(legal.refund).toEqual(expect.arrayContaining([...seen.refund]))

    await shop.expectRightBooks()
    const { rows } = await sql<{ id: string; sales: number }>`
      select orders.id, count(transactions.id)::int as sales
      from orders left join transactions on order_id = orders.id and kind = 'SALE'
      where confirmed_at is not null group by orders.id`.execute(shop.db)
    expect(rows.filter(({ sales }) => sales !== 1)).toEqual([])
    expect(new Set(rows.map(({ id }) => id))).toEqual(confirmed)
    expect(await countDeadlocks(shop)).toBe(0)
  } finally {
    await shop.stop()
  }
})
