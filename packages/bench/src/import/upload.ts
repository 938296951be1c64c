import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { request as startRequest } from 'node:http'
import { text } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'

/**
 * Imports a file over HTTP, from the request until its response.
 *
 * @returns the duration in ms
 * @throws unless all lines are inserted
 */
export async function upload(url: string, file: string, lines: number): Promise<number> {
  const started = performance.now()
  const request = startRequest(`${url}/transactions/import`, {
    method: 'POST',
    headers: { 'content-type': 'text/csv' },
  })
  const responded = once(request, 'response')
  await pipeline(createReadStream(file), request)
  const [response] = await responded
  const body = await text(response)
  if (response.statusCode !== 201 || JSON.parse(body).inserted !== lines)
    throw new Error(`the import failed: ${response.statusCode} ${body.slice(0, 500)}`)
  return performance.now() - started
}
