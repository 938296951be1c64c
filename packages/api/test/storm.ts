import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '@order-settlement/db/tables.ts'
import { checkStock } from '@order-settlement/testing/check-stock.ts'
import { expect } from 'vitest'

interface StormOptions {
  /** Where the apis are; asked at each try, so that a restarted one may be elsewhere. */
  urls: () => string[]
  productIds: number[]
  orders: number
  /** Clients that order at a time. */
  clients: number
  /** Called once, when half of the orders have their answer. */
  midway?: () => Promise<void>
}

export interface Answer {
  key: string
  status: number
  /** Of the order, if it was placed. */
  id: string | undefined
}

/**
 * Orders with a key each, as impatient clients do: some hang up before their answer, some send twice at
 * once, and all ask again with the same key until they know.
 *
 * @returns the answer to each order, and those of its twin
 */
export async function storm(options: StormOptions): Promise<Answer[]> {
  const { urls, productIds, orders, clients, midway } = options
  const answers: Answer[] = []
  let next = 0
  let interrupted: Promise<void> | undefined

  async function client(): Promise<void> {
    for (let n = next++; n < orders; n = next++) {
      const body = {
        product_id: pick(productIds, n),
        quantity: 1 + (n % 3),
        buyer_id: `buyer-${n}`,
      }
      const twins = n % 5 === 0 ? 2 : 1
      const impatient = n % 4 === 0
      const asked = Array.from({ length: twins }, () => untilAnswered(`key-${n}`, body, impatient))
      answers.push(...(await Promise.all(asked)))
      if (answers.length > orders / 2) interrupted ??= midway?.()
    }
  }

  async function untilAnswered(key: string, body: object, impatient: boolean): Promise<Answer> {
    for (let attempt = 0; ; attempt++) {
      try {
        const response = await fetch(`${pick(urls(), attempt + key.length)}/orders`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'idempotency-key': key },
          body: JSON.stringify(body),
          signal: AbortSignal.timeout(impatient && attempt === 0 ? 3 : 20_000),
        })
        const answer = (await response.json()) as { id?: string }
        if (response.status !== 503) return { key, status: response.status, id: answer.id }
      } catch {
        // Hung up, refused or reset: whether the order was placed is not known, so the key is sent again.
      }
      await sleep(20)
    }
  }

  await Promise.all(Array.from({ length: clients }, client))
  await interrupted
  return answers
}

function pick<Item>(items: Item[], n: number): Item {
  const item = items[n % items.length]
  if (item === undefined) throw new Error('nothing to pick from')
  return item
}

/** Stock and orders add up, and the answers are what the database holds. */
export async function expectBooksInOrder(
  db: Database,
  answers: Answer[],
  initialStock: number,
): Promise<void> {
  const products = await db.selectFrom('products').select('id').where('name', '=', 'Test').execute()
  const supplies = products.map(({ id }) => ({ product_id: Number(id), units: initialStock }))
  expect(await checkStock(db, supplies)).toEqual([])

  const placed = await db.selectFrom('orders').select(['id', 'idempotency_key']).execute()
  const idOf = new Map(placed.map(({ id, idempotency_key }) => [idempotency_key, id]))
  expect(idOf.size).toBe(placed.length)
  const confirmed = answers.filter(({ status }) => status === 201)
  for (const { key, id } of confirmed) expect(idOf.get(key)).toBe(id)
  // Nobody was told of a refusal and charged all the same.
  expect(new Set(confirmed.map(({ key }) => key)).size).toBe(placed.length)
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201, 409]))
}
