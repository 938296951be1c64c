import autocannon from 'autocannon'
import { type Measurement, toMeasurement } from './measurement.ts'

export interface Load {
  /** Of an api, with the path that takes orders. */
  url: string
  connections: number
  seconds: number
  buyer: string
  /** Of the next order. */
  product: () => number
  /** The status that is counted and timed. */
  awaited: number
}

// Built before the first is sent: a body made for each request would slow the load generator, which
// shares the machine's processors with what it measures.
const requestsAConnection = 16

/** Sends orders for one unit over HTTP, each connection the next one as soon as it has its answer. */
export async function loadApi(load: Load): Promise<Measurement> {
  const { url, connections, seconds, awaited } = load
  const latencies: number[] = []
  const others: Record<string, number> = {}
  let first = 0
  let last = 0
  const count = (kind: string) => {
    others[kind] = (others[kind] ?? 0) + 1
  }
  await new Promise<void>((resolve, reject) => {
    const instance = autocannon(
      {
        url,
        connections,
        duration: seconds,
        // It looks this often (ms) whether the time is over.
        sampleInt: 100,
        setupClient: (client) => client.setRequests(requests(load)),
      },
      (error) => (error ? reject(error) : resolve()),
    )
    // Its own histogram has whole milliseconds, too coarse for one client.
    instance.on('response', (_client, status, _bytes, ms) => {
      last = performance.now()
      first ||= last
      if (status === awaited) latencies.push(ms)
      else count(String(status))
    })
    instance.on('reqError', () => count('error'))
  })
  return toMeasurement(latencies, (last - first) / 1000, others)
}

function requests({ url, product, buyer }: Load): autocannon.Request[] {
  return Array.from({ length: requestsAConnection }, () => ({
    method: 'POST',
    path: new URL(url).pathname,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ product_id: product(), quantity: 1, buyer_id: buyer }),
  }))
}
