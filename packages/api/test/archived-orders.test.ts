import { addPastOrder } from '@order-settlement/testing/past-shop.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readOrder } from '../src/orders/read-order.ts'
import { dropMonth, filesOf } from './drop-month.ts'
import { explainQueries } from './explain-queries.ts'
import { addProduct, footprint, startApp, type TestApp } from './start-app.ts'

let api: TestApp
let product_id: number
beforeAll(async () => {
  api = await startApp()
  product_id = await addProduct(api.db, 1000)
})
afterAll(() => api.stop())

/** A confirmed order that was placed then. @returns its id */
function addOrder(at: string, productId = product_id): Promise<string> {
  return addPastOrder(api.db, { at, productId })
}

function send(method: 'GET' | 'POST', url: string, payload?: object) {
  return api.app.inject({ method, url, ...(payload ? { payload } : {}) })
}

/** Everything that can be asked of an order. */
function requestsFor(id: string) {
  return [
    send('GET', `/orders/${id}`),
    send('GET', `/orders/${id}/refunds`),
    send('POST', `/orders/${id}/confirm`, {}),
    send('POST', `/orders/${id}/cancel`, {}),
    send('POST', `/orders/${id}/refunds`, { amount_cents: 100 }),
  ]
}

async function codesFor(id: string): Promise<string[]> {
  const answers = await Promise.all(requestsFor(id))
  return answers.map((answer) => answer.json().code ?? answer.statusCode)
}

test.each(['deleted', 'left'] as const)(
  'an order of a dropped month whose rows are %s is answered 410 with the month, and not changed',
  async (rows) => {
    const month = rows === 'deleted' ? '2024-02' : '2024-03'
    const id = await addOrder(`${month}-10T12:00:00Z`)
    await dropMonth(api.db, month, { rows })
    const before = await footprint(api.db)
    for (const answer of await Promise.all(requestsFor(id))) {
      expect([answer.statusCode, answer.json()]).toEqual([
        410,
        expect.objectContaining({
          code: 'ORDER_ARCHIVED',
          detail: `Order ${id} is of ${month}, which is archived and no longer in the database`,
          month,
          files: filesOf(month),
        }),
      ])
    }
    expect(await footprint(api.db)).toEqual(before)
  },
)

test('the first and the last ms of a dropped month are of it, their neighbours are not', async () => {
  await dropMonth(api.db, '2024-06')
  const [before, last, after] = await Promise.all([
    addOrder('2024-05-31T23:59:59.999Z'),
    addOrder('2024-06-30T23:59:59.999Z'),
    addOrder('2024-07-01T00:00:00Z'),
  ])
  const statuses = await Promise.all(
    [before, last, after].map(async (id) => (await send('GET', `/orders/${id}`)).statusCode),
  )
  expect(statuses).toEqual([200, 410, 200])
})

test('an id that was never placed is archived in a dropped month, and unknown in another', async () => {
  await dropMonth(api.db, '2024-08')
  const idAt = (at: string) =>
    `${Date.parse(at)
      .toString(16)
      .padStart(12, '0')
      .replace(/^(.{8})/, '$1-')}-7000-8000-000000000001`
  expect(new Set(await codesFor(idAt('2024-08-01T00:00:00Z')))).toEqual(new Set(['ORDER_ARCHIVED']))
  expect(new Set(await codesFor(idAt('2024-09-01T00:00:00Z')))).toEqual(
    new Set(['ORDER_NOT_FOUND']),
  )
})

test('dropped months are not asked about for an order of the last 28 days', async () => {
  const queriesFor = async (id: string) =>
    (await explainQueries(api, (db) => readOrder(db, 'USD', id))).length
  const at = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString()
  expect(await queriesFor(await addOrder(at(27)))).toBe(1)
  expect(await queriesFor(await addOrder(at(29)))).toBe(2)
})

test('a refund that waits for its order while the month is dropped changes nothing', async () => {
  const id = await addOrder('2023-02-10T12:00:00Z')
  const before = await footprint(api.db)
  const { refund } = await api.db.transaction().execute(async (trx) => {
    await sql`select from orders where id = ${id} for update`.execute(trx)
    const waiting = send('POST', `/orders/${id}/refunds`, { amount_cents: 100 })
    await expect
      .poll(async () => {
        const { rows } = await sql`select from pg_locks where not granted`.execute(api.db)
        return rows.length
      })
      .toBe(1)
    await dropMonth(trx, '2023-02', { rows: 'left' })
    return { refund: waiting }
  })
  expect((await refund).json()).toMatchObject({ code: 'ORDER_ARCHIVED', month: '2023-02' })
  expect(await footprint(api.db)).toEqual(before)
})

test('lists leave out what is left of dropped months, page by page, and refuse their times', async () => {
  const other = await addProduct(api.db, 1000)
  const kept: string[] = []
  for (const month of ['2022-01', '2022-02', '2022-03', '2022-04', '2022-05']) {
    for (const day of ['01T00:00:00Z', '15T00:00:00Z', '28T23:59:59Z']) {
      const id = await addOrder(`${month}-${day}`, other)
      if (month === '2022-01' || month === '2022-04') kept.unshift(id)
    }
  }
  for (const month of ['2022-02', '2022-03', '2022-05'])
    await dropMonth(api.db, month, { rows: 'left' })

  for (const query of ['', 'limit=1', 'limit=2', 'limit=4&created_to=2022-06-30T00:00:00Z'])
    expect(await listAll(`product_id=${other}&${query}`), query).toEqual(kept)
  expect(
    await listAll(
      `product_id=${other}&created_from=2022-04-01T00:00:00Z&created_to=2022-05-01T00:00:00Z`,
    ),
  ).toEqual(kept.slice(0, 3))

  for (const [times, month] of [
    ['created_from=2022-01-01T00:00:00Z&created_to=2022-02-01T00:00:00.001Z', '2022-02'],
    ['created_from=2022-03-31T23:59:59.999Z&created_to=2022-04-02T00:00:00Z', '2022-03'],
    ['created_from=2022-01-01T00:00:00Z', '2024-08'],
    ['created_to=2022-06-01T00:00:00Z', '2022-05'],
  ]) {
    const answer = await send('GET', `/orders?product_id=${other}&${times}`)
    expect([answer.statusCode, answer.json()], times).toEqual([
      410,
      expect.objectContaining({ code: 'DAY_ARCHIVED', month }),
    ])
  }
})

/** The ids of a list, from all of its pages. */
async function listAll(query: string): Promise<string[]> {
  const ids: string[] = []
  for (let cursor = ''; ; ) {
    const answer = await send('GET', `/orders?${query}${cursor}`)
    expect(answer.statusCode, answer.body).toBe(200)
    const { orders, next_cursor } = answer.json()
    ids.push(...orders.map(({ id }: { id: string }) => id))
    if (next_cursor === null) return ids
    cursor = `&cursor=${next_cursor}`
  }
}
