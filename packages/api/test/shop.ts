import { audit } from '@order-settlement/db/audit.ts'
import { sql } from 'kysely'
import { expect } from 'vitest'
import { openApp, startApp } from './start-app.ts'

/** Two apis on a database, with requests of a shop. Each sends by turns to one of them unless `app` says to which. */
export async function openShop() {
  const api = await startApp()
  const other = await openApp(api.url, api.directory)
  let turn = 0

  function send(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH',
    url: string,
    payload?: object,
    key?: string,
  ) {
    const { app } = turn++ % 2 ? other : api
    const headers = key === undefined ? {} : { 'idempotency-key': key }
    return app.inject({ method, url, headers, ...(payload ? { payload } : {}) })
  }

  return {
    api,
    db: api.db,
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
        api.db,
      )
    },
    /** Kind, amount and fee of an order's transactions, in cents. */
    async transactionsOf(id: string): Promise<unknown[]> {
      const { rows } = await sql<{ kind: string; amount: number; fee: number }>`
        select kind, amount_cents::int as amount, fee_cents::int as fee from transactions
        where order_id = ${id} and source = 'order' and status = 'PAID' order by id`.execute(api.db)
      return rows.map(({ kind, amount, fee }) => [kind, amount, fee])
    },
    async expectRightBooks(): Promise<void> {
      expect(Object.values(await audit(api.db)).flat()).toEqual([])
    },
    async stop(): Promise<void> {
      await other.stop()
      await api.stop()
    },
  }
}

export type Shop = Awaited<ReturnType<typeof openShop>>

/** The code of a refusal, or its status. */
export function codeOf({ statusCode, json }: { statusCode: number; json(): { code?: string } }) {
  return json().code ?? statusCode
}
