import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '@order-settlement/db/tables.ts'
import { checkStock } from '@order-settlement/testing/check-stock.ts'
import { expect } from 'vitest'

interface StormOptions {
  /** URLs of the apis; called before each attempt, since a restarted api has another port. */
  urls: () => string[]
  productIds: number[]
  orders: number
  /** Concurrent clients. */
  clients: number
  /** Called once, when half of the orders are answered. */
  midway?: () => Promise<void>
}

export interface Answer {
  key: string
  status: number
  /** Id of the order, if it was placed. */
  id: string | undefined
}

/**
 * Sends orders with a key each. Some clients abort and some send an order twice at once; all retry with the same key
 * until they get a response other than 503.
 *
 * @returns the final response to each order and to its duplicate
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
      const copies = n % 5 === 0 ? 2 : 1
      const aborts = n % 4 === 0
      const requests = Array.from({ length: copies }, () =>
        orderUntilAnswered(`key-${n}`, body, aborts),
      )
      answers.push(...(await Promise.all(requests)))
      if (answers.length > orders / 2) interrupted ??= midway?.()
    }
  }

  async function orderUntilAnswered(key: string, body: object, aborts: boolean): Promise<Answer> {
    for (let attempt = 0; ; attempt++) {
      try {
        const response = await fetch(`${pick(urls(), attempt + key.length)}/orders`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'idempotency-key': key },
          body: JSON.stringify(body),
          signal: AbortSignal.timeout(aborts && attempt === 0 ? 3 : 20_000),
        })
        const answer = (await response.json()) as { id?: string }
        if (response.status !== 503) return { key, status: response.status, id: answer.id }
      } catch {
        // Aborted, refused or reset: the order may have been placed, so the retry has the same key.
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

/** Checks that stock and orders add up, and that the responses match the rows. */
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
  // No refused order is a row.
  expect(new Set(confirmed.map(({ key }) => key)).size).toBe(placed.length)
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201, 409]))
}
