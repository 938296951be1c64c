import autocannon from 'autocannon'
import { type Measurement, toMeasurement } from './measurement.ts'

export interface Load {
  url: string
  connections: number
  seconds: number
  /** @returns the body of the next order, in which `[<id>]` stands for another text in each request; none for a GET */
  body: (() => object) | undefined
  /** The status whose responses are counted and timed. */
  expectedStatus: number
}

// Built in advance: a new body for each request would slow the load generator, which shares the machine's
// processors with the api.
const requestsPerConnection = 16

/** Sends requests over HTTP; each connection sends the next as soon as it has a response. */
export async function loadApi(load: Load): Promise<Measurement> {
  const { url, connections, seconds, expectedStatus } = load
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
        // In ms; autocannon checks the duration this often.
        sampleInt: 100,
        idReplacement: load.body !== undefined && JSON.stringify(load.body()).includes('[<id>]'),
        setupClient: (client) => client.setRequests(createRequests(load)),
      },
      (error) => (error ? reject(error) : resolve()),
    )
    // autocannon's own histogram has whole milliseconds, too coarse for one client.
    instance.on('response', (_client, status, _bytes, ms) => {
      last = performance.now()
      first ||= last
      if (status === expectedStatus) latencies.push(ms)
      else count(String(status))
    })
    instance.on('reqError', () => count('error'))
  })
  return toMeasurement(latencies, (last - first) / 1000, others)
}

function createRequests({ url, body }: Load): autocannon.Request[] {
  const path = new URL(url).pathname
  if (!body) return [{ method: 'GET', path }]
  return Array.from({ length: requestsPerConnection }, () => ({
    method: 'POST',
    path,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body()),
  }))
}
