import { setTimeout } from 'node:timers/promises'
import { audit } from '@order-settlement/db/audit.ts'
import type { Database } from '@order-settlement/db/tables.ts'
import { createTestDatabase } from '@order-settlement/testing/test-database.ts'
import { startProcess } from '@order-settlement/testing/test-process.ts'
import { sql } from 'kysely'
import { expect } from 'vitest'
import { openApp, startApp } from './start-app.ts'

interface Request {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH'
  url: string
  headers: Record<string, string>
  payload?: object
}

/** As app.inject answers. */
interface Answer {
  statusCode: number
  headers: Record<string, unknown>
  body: string
  json: () => ReturnType<typeof JSON.parse>
}

/** Sends a request to one of two apis. */
type SendTo = (api: 0 | 1, request: Request) => Promise<Answer>

/** Two apis in this process, whose answers are checked against the OpenAPI document. */
export async function openShop() {
  const api = await startApp()
  const other = await openApp(api.url, api.directory)
  const sendTo: SendTo = (n, request) => (n ? other : api).app.inject(request)
  return {
    ...createRequests(api.db, sendTo),
    async stop(): Promise<void> {
      await other.stop()
      await api.stop()
    },
  }
}

/** Two api processes, for races that one event loop cannot have. */
export async function startShop() {
  const database = await createTestDatabase()
  const env = { DATABASE_URL: database.url }
  const apis = await Promise.all([startProcess('api', env), startProcess('api', env)])
  const sendOnce: SendTo = async (n, { method, url, headers, payload }) => {
    const answer = await fetch(`${apis[n].url}${url}`, {
      method,
      headers: payload ? { ...headers, 'content-type': 'application/json' } : headers,
      ...(payload ? { body: JSON.stringify(payload) } : {}),
    })
    const body = await answer.text()
    return {
      statusCode: answer.status,
      headers: Object.fromEntries(answer.headers),
      body,
      json: () => JSON.parse(body),
    }
  }
  // A process sheds load on a busy machine; it has done nothing of the request then.
  const sendTo: SendTo = async (n, request) => {
    for (let tries = 1; ; tries += 1) {
      const answer = await sendOnce(n, request)
      if (codeOf(answer) !== 'OVERLOADED' || tries === 10) return answer
      await setTimeout(500)
    }
  }
  return {
    ...createRequests(database.db, sendTo),
    async stop(): Promise<void> {
      await Promise.all(apis.map((api) => api[Symbol.asyncDispose]()))
      await database.drop()
    },
  }
}

/** Requests of a shop, sent by turns to one of the apis. */
function createRequests(db: Database, sendTo: SendTo) {
  let turn = 0

  function send(method: Request['method'], url: string, payload?: object, key?: string) {
    const headers: Record<string, string> = key === undefined ? {} : { 'idempotency-key': key }
    turn += 1
    return sendTo(turn % 2 ? 0 : 1, { method, url, headers, ...(payload ? { payload } : {}) })
  }

  return {
    db,
    send,
    async addProduct(more: object = {}): Promise<number> {
      const product = { name: 'P', merchant_id: 'shop', price_cents: 1000, stock: 10, ...more }
      const answer = await send('POST', '/products', product)
      expect(answer.statusCode).toBe(201)
      return answer.json().id
    },
    /** The units of a product, as everybody sees them. */
    async unitsOf(id: number): Promise<[stock: number, held: number, sold: number]> {
      const { stock, held, sold } = (await send('GET', `/products/${id}`)).json()
      return [stock, held, sold]
    },
    order: (product_id: number, more: object = {}, key?: string) =>
      send('POST', '/orders', { product_id, quantity: 1, buyer_id: 'ann', ...more }, key),
    /** 201: the id of an order. */
    async place(product_id: number, more: object = {}): Promise<string> {
      const answer = await this.order(product_id, more)
      expect(answer.statusCode, answer.body).toBe(201)
      return answer.json().id
    },
    confirm: (id: string, body: object = {}, key?: string) =>
      send('POST', `/orders/${id}/confirm`, body, key),
    cancel: (id: string, body: object = {}, key?: string) =>
      send('POST', `/orders/${id}/cancel`, body, key),
    refund: (id: string, body: object, key?: string) =>
      send('POST', `/orders/${id}/refunds`, body, key),
    read: async (id: string) => (await send('GET', `/orders/${id}`)).json(),
    /** Moves the end of a hold into the past. */
    async letRunOut(id: string): Promise<void> {
      await sql`update orders set expires_at = now() - interval '1 second' where id = ${id}`.execute(
        db,
      )
    },
    /** Kind, amount and fee of an order's transactions, in cents. */
    async transactionsOf(id: string): Promise<unknown[]> {
      const { rows } = await sql<{ kind: string; amount: number; fee: number }>`
        select kind, amount_cents::int as amount, fee_cents::int as fee from transactions
        where order_id = ${id} and source = 'order' and status = 'PAID' order by id`.execute(db)
      return rows.map(({ kind, amount, fee }) => [kind, amount, fee])
    },
    async expectRightBooks(): Promise<void> {
      expect(Object.values(await audit(db)).flat()).toEqual([])
    },
  }
}

export type Shop = Awaited<ReturnType<typeof openShop>>

/** The code of a refusal, or its status. */
export function codeOf({ statusCode, json }: { statusCode: number; json(): { code?: string } }) {
  return json().code ?? statusCode
}
