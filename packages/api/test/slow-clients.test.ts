import { connect, type Socket } from 'node:net'
import { createTestDatabase, type TestDatabase } from '@order-settlement/testing/test-database.ts'
import { startProcess } from '@order-settlement/testing/test-process.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addProduct } from './start-app.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

const head = 'POST /orders HTTP/1.1\r\nHost: test\r\nContent-Type: application/json\r\n'

/** The bytes that a client sends first, those that it then sends every 100 ms, and the expected status. */
const kinds = {
  'sends nothing': ['', '', 408],
  'drips headers': [head, 'A: a\r\n', 408],
  'sends headers only': [`${head}Content-Length: 70\r\n\r\n`, '', 408],
  'drips its body': [`${head}Content-Length: 60000\r\n\r\n`, ' ', 408],
  'sends an endless body': [
    `${head}Transfer-Encoding: chunked\r\n\r\n`,
    `8000\r\n${' '.repeat(0x8000)}\r\n`,
    413,
  ],
  'claims a huge body': [`${head}Content-Length: 9000000000\r\n\r\n`, ' '.repeat(0x8000), 413],
  'sends long headers': [head, `A: ${'a'.repeat(5_000)}\r\n`, 431],
} as const

/** A client that keeps sending never closes its side, not even after the api has. */
class SlowClient {
  readonly #socket: Socket
  readonly #closed: Promise<void>
  readonly #drip: NodeJS.Timeout
  readonly #status: number
  readonly #kind: string
  #answer = ''

  constructor(url: string, kind: keyof typeof kinds) {
    const [first, then, status] = kinds[kind]
    const { hostname, port } = new URL(url)
    this.#kind = kind
    this.#status = status
    this.#socket = connect({ host: hostname, port: Number(port), allowHalfOpen: then !== '' })
    this.#socket
      .on('error', () => {})
      .on('data', (chunk) => {
        this.#answer += chunk
      })
    this.#socket.write(first)
    this.#drip = setInterval(() => this.#socket.write(then), 100)
    // Not events.once(), which rejects on the write error after the api has closed the connection.
    this.#closed = new Promise((resolve) => this.#socket.once('close', () => resolve()))
  }

  get hasConnected(): boolean {
    return !this.#socket.connecting
  }

  /** @returns the statuses that it received, once the api has closed the connection */
  async end() {
    await this.#closed
    clearInterval(this.#drip)
    const statuses = [...this.#answer.matchAll(/^HTTP\/1.1 (\d+)/gm)].map(([, status]) => status)
    const isProblem = /^content-type: application\/problem\+json/im.test(this.#answer)
    return `${this.#kind}: ${statuses}${isProblem ? ' problem' : ''}`
  }

  get expected(): string {
    return `${this.#kind}: ${this.#status} problem`
  }
}

/** Places 200 orders, 10 at a time. @returns their statuses and their median latency in ms */
async function placeOrders(url: string, product_id: number) {
  const statuses: number[] = []
  const times: number[] = []
  const buy = async () => {
    for (let n = 0; n < 20; n += 1) {
      const sent = performance.now()
      const answer = await fetch(`${url}/orders`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ product_id, quantity: 1, buyer_id: 'u' }),
      })
      await answer.text()
      times.push(performance.now() - sent)
      statuses.push(answer.status)
    }
  }
  await Promise.all(Array.from({ length: 10 }, buy))
  return { statuses, median: times.sort((a, b) => a - b)[100] ?? Number.NaN }
}

test('350 clients that are slow or send too much delay no other, are answered and disconnected', async () => {
  const product_id = await addProduct(database.db, 600)
  const env = { DATABASE_URL: database.url, REQUEST_TIMEOUT_MS: '6000' }
  await using api = await startProcess('api', env)
  // Warm-up: the first orders are slower.
  await placeOrders(api.url, product_id)
  const before = await placeOrders(api.url, product_id)

  const names = Object.keys(kinds) as (keyof typeof kinds)[]
  const clients = names.flatMap((kind) =>
    Array.from({ length: 50 }, () => new SlowClient(api.url, kind)),
  )
  const ended = Promise.all(clients.map((client) => client.end()))
  await expect
    .poll(() => clients.filter(({ hasConnected }) => hasConnected).length, { timeout: 10_000 })
    .toBe(350)
  const meanwhile = await placeOrders(api.url, product_id)

  expect(meanwhile.statuses).toEqual(Array(200).fill(201))
  expect(meanwhile.median).toBeLessThan(3 * before.median + 50)
  expect(await ended).toEqual(clients.map(({ expected }) => expected))
  expect(api.logs.filter(({ level }) => level > 30)).toEqual([])
})
