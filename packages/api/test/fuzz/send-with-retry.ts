import { type Agent, request as startRequest } from 'node:http'
import { text } from 'node:stream/consumers'
import { setTimeout } from 'node:timers/promises'
import type { Answer } from '../check-responses.ts'
import type { ArbitraryRequest } from './arbitrary-request.ts'

/**
 * Sends a request, and again after each 503 `OVERLOADED`, which a busy machine causes: ten times in all.
 *
 * @param api such as `http://127.0.0.1:8080`
 * @throws if a request has no answer within 10 s
 */
export async function sendWithRetry(
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

/** Of an event stream, which does not end, it returns the first chunk. */
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
      // A request that Node.js cannot parse is answered with a body: its method is not known then.
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
