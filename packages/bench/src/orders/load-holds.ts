import { randomUUID } from 'node:crypto'
import autocannon from 'autocannon'
import { type Measurement, toMeasurement } from './measurement.ts'

export interface HoldLoad {
  /** Of the api. */
  url: string
  connections: number
  seconds: number
  /** The order to hold. */
  body: object
  /** Whether each hold and each confirm has an idempotency key. */
  keyed: boolean
}

/**
 * Sends pairs over HTTP: each connection holds an order, confirms it, and then sends the next pair.
 *
 * @returns the confirmations, each with its own latency
 */
export async function loadHolds(load: HoldLoad): Promise<Measurement> {
  const { url, connections, seconds } = load
  const latencies: number[] = []
  const others: Record<string, number> = {}
  let first = 0
  let last = 0
  const count = (kind: string) => {
    others[kind] = (others[kind] ?? 0) + 1
  }
  await new Promise<void>((resolve, reject) => {
    const instance = autocannon(
      // In ms; autocannon checks the duration this often.
      { url, connections, duration: seconds, sampleInt: 100, requests: createPair(load) },
      (error) => (error ? reject(error) : resolve()),
    )
    instance.on('response', (_client, status, _bytes, ms) => {
      last = performance.now()
      first ||= last
      if (status === 200) latencies.push(ms)
      // The answer to the hold.
      else if (status !== 201) count(String(status))
    })
    instance.on('reqError', () => count('error'))
  })
  return toMeasurement(latencies, (last - first) / 1000, others)
}

function createPair({ body, keyed }: HoldLoad): autocannon.Request[] {
  const headers = { 'content-type': 'application/json' }
  const withKey = () => (keyed ? { ...headers, 'idempotency-key': randomUUID() } : headers)
  return [
    {
      method: 'POST',
      path: '/orders',
      headers,
      setupRequest: (request) => ({ ...request, headers: withKey() }),
      body: JSON.stringify({ ...body, hold_seconds: 600 }),
      onResponse: (status, answer, context) => {
        Object.assign(context, { id: status === 201 ? JSON.parse(answer).id : undefined })
      },
    },
    {
      method: 'POST',
      headers,
      body: '{}',
      setupRequest: (request, context) => ({
        ...request,
        headers: withKey(),
        path: `/orders/${Reflect.get(context, 'id')}/confirm`,
      }),
    },
  ]
}
