import { type Agent, request as startRequest } from 'node:http'
import { text } from 'node:stream/consumers'
import { setTimeout } from 'node:timers/promises'
import type { ArbitraryRequest } from './arbitrary-request.ts'
import type { Answer } from './check-responses.ts'

/**
 * Sends a request as it stands, and again while a busy machine has the service put it off, as its 503 allows.
 *
 * @param api its address
 * @throws if there is no answer within 10 s
 */
export async function sendPatiently(
  api: string,
  agent: Agent,
  request: ArbitraryRequest,
): Promise<Answer> {
  for (let tries = 1; ; tries += 1) {
    const answer = await send(api, agent, request)
    const isOverloaded = answer.status === 503 && answer.body.includes('"OVERLOADED"')
    if (!isOverloaded || tries === 10) return answer
    await setTimeout(1_000)
  }
}

/** Of a stream that does not end, it takes the beginning. */
async function send(
  api: string,
  agent: Agent,
  { method, url, headers, body }: ArbitraryRequest,
): Promise<Answer> {
  const { hostname, port } = new URL(api)
  const { promise, resolve, reject } = Promise.withResolvers<Answer>()
  const length = body ? { 'content-length': body.length } : {}
  const request = startRequest({
    agent,
    hostname,
    port,
    method,
    path: url,
    headers: { ...headers, ...length },
    timeout: 10_000,
  })
  request.on('timeout', () => request.destroy(new Error('no answer within 10 s')))
  request.on('error', reject)
  request.on('response', (response) => {
    const answer = (body: string) =>
      resolve({
        method,
        url,
        status: response.statusCode ?? 0,
        type: response.headers['content-type'],
        body,
      })
    if (method === 'HEAD') {
      // What Node could not read is answered with a body, since Node does not tell its method.
      answer('')
      response.resume()
    } else if (response.headers['content-type'] === 'text/event-stream') {
      response.once('data', (chunk) => {
        answer(String(chunk))
        response.destroy()
      })
    } else {
      text(response).then(answer, reject)
    }
  })
  request.end(body)
  return await promise
}
