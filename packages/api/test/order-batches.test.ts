import { createTestDatabase, type TestDatabase } from '@order-settlement/testing/test-database.ts'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createBatchPlacer } from '../src/orders/placing/place-batch.ts'
import type { PlacedOrder, WantedOrder } from '../src/orders/placing/wanted-order.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

interface Supply {
  stock: number
  limit: number | null
}

const supply: fc.Arbitrary<Supply> = fc.record({
  stock: fc.nat(15),
  limit: fc.option(fc.integer({ min: 1, max: 5 })),
})
interface Drawn {
  /** Index of a product; the fourth does not exist. */
  product: number
  quantity: number
  buyer_id: string
  key?: string
}
const body: fc.Arbitrary<Drawn> = fc.record({
  product: fc.nat(3),
  quantity: fc.integer({ min: 1, max: 6 }),
  buyer_id: fc.constantFrom('ann', 'bob'),
})
/** Some with a key, which is sent with the same body each time: of two bodies in one batch either may be first. */
const drawnOrders: fc.Arbitrary<Drawn[]> = fc
  .tuple(fc.array(fc.tuple(fc.nat(8), body), { maxLength: 40 }), fc.tuple(body, body, body))
  .map(([orders, keyed]) =>
    orders.map(([n, order]) => {
      const retried = keyed[n]
      return retried ? { ...retried, key: `k${n}` } : order
    }),
  )

/** The same rules for one order at a time, in plain numbers. @returns a word for each order */
function model(orders: Drawn[], supplies: Supply[]): string[] {
  const left = supplies.map(({ stock }) => stock)
  const has = new Map<string, number>()
  const owners = new Map<string, string>()
  return orders.map((order, index) => {
    const { product, quantity, buyer_id, key } = order
    const owner = key === undefined ? undefined : owners.get(key)
    if (owner !== undefined) return owner
    const units = left[product]
    const { limit = null } = supplies[product] ?? {}
    if (units === undefined) return 'PRODUCT_NOT_FOUND'
    const buyer = `${product} ${buyer_id}`
    const before = has.get(buyer) ?? 0
    if (limit !== null && before + quantity > limit) return 'LIMIT_EXCEEDED'
    if (units < quantity) return 'OUT_OF_STOCK'
    left[product] = units - quantity
    has.set(buyer, before + quantity)
    if (key !== undefined) owners.set(key, `order ${index}`)
    return `order ${index}`
  })
}

async function insertProducts(supplies: Supply[]): Promise<number[]> {
  const { rows } = await sql<{ id: string }>`
    insert into products (name, merchant_id, price_cents, stock, max_per_buyer)
    select 'P', 'm', 5, stock, max_per_buyer
    from unnest(${supplies.map(({ stock }) => stock)}::bigint[],
      ${supplies.map(({ limit }) => limit)}::integer[]) as t (stock, max_per_buyer)
    returning id`.execute(database.db)
  return rows.map(({ id }) => Number(id))
}

/** Places the orders in batches of the given size, and says what became of each in the words of the model. */
async function place(orders: WantedOrder[], batchSize: number): Promise<string[]> {
  const placeBatch = createBatchPlacer(database.db, 'USD')
  const outcomes: Promise<PlacedOrder>[] = []
  for (let start = 0; start < orders.length; start += batchSize) {
    const batch = orders.slice(start, start + batchSize).map((order) => {
      const { promise, resolve, reject } = Promise.withResolvers<PlacedOrder>()
      outcomes.push(promise)
      return { order, resolve, reject }
    })
    const settled = Promise.allSettled(outcomes)
    await placeBatch(batch)
    await settled
  }
  const first = new Map<string, number>()
  return (await Promise.allSettled(outcomes)).map((outcome, index) => {
    if (outcome.status === 'rejected') return outcome.reason.code
    const { id } = outcome.value.order
    const owner = first.get(id) ?? index
    first.set(id, owner)
    return `order ${owner}`
  })
}

test('200 random batches are decided as their orders would be one after another, and units add up', async () => {
  const cases = fc.tuple(
    drawnOrders,
    fc.tuple(supply, supply, supply),
    // Alone, or all in one: between two parts of a batch the database decides.
    fc.constantFrom(1, 40),
  )
  let run = 0
  await fc.assert(
    fc.asyncProperty(cases, async ([orders, supplies, batchSize]) => {
      run += 1
      const ids = await insertProducts(supplies)
      const wanted = orders.map(({ product, key, ...order }) => ({
        ...order,
        product_id: ids[product] ?? 999_999_999,
        key: key && `${run} ${key}`,
      }))
      const [placed, expected] = [await place(wanted, batchSize), model(orders, supplies)]
      // In a batch an order may be refused by the rules as they applied before the batch, which is as right.
      const word = (text: string) => (batchSize > 1 && /^(LIMIT|OUT)/.test(text) ? 'refused' : text)
      expect(placed.map(word)).toEqual(expected.map(word))
      const { rows } = await sql<{ stock: number; sold: number; ordered: number }>`
        select stock::int, sold::int, (
            select coalesce(sum(quantity), 0)::int from orders where product_id = products.id
          ) as ordered
        from products where id = any(${ids}) order by id`.execute(database.db)
      expect(rows.map(({ stock, sold }) => stock + sold)).toEqual(
        supplies.map(({ stock }) => stock),
      )
      for (const { sold, ordered } of rows) expect(sold).toBe(ordered)
    }),
    { numRuns: 200 },
  )
})

test('ids are in the order of arrival', async () => {
  const [product_id = 0] = await insertProducts([{ stock: 500, limit: 5 }])
  const placeBatch = createBatchPlacer(database.db, 'USD')
  const outcomes: Promise<PlacedOrder>[] = []
  const batch = Array.from({ length: 300 }, (_, n) => {
    const { promise, resolve, reject } = Promise.withResolvers<PlacedOrder>()
    outcomes.push(promise)
    return {
      order: { product_id, quantity: 1, buyer_id: `b${(n * 7) % 100}`, key: undefined },
      resolve,
      reject,
    }
  })
  await placeBatch(batch)
  const ids = (await Promise.all(outcomes)).map(({ order }) => order.id)
  expect(ids).toEqual(ids.toSorted())
})
