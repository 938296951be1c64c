import { Agent, request as startRequest } from 'node:http'
import { json } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApp, type TestApp } from './start-app.ts'

let api: TestApp
let url: string
const agent = new Agent({ keepAlive: true, maxSockets: 1 })
beforeAll(async () => {
  api = await startApp()
  url = await api.app.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(async () => {
  agent.destroy()
  await api.stop()
})

/** Sends a file over the one connection. @returns the response, and the port of the client */
async function send(
  file: string,
): Promise<{ status: number | undefined; body: unknown; port: unknown }> {
  const { promise, resolve, reject } = Promise.withResolvers<Awaited<ReturnType<typeof send>>>()
  const headers = { 'content-type': 'text/csv', 'content-length': Buffer.byteLength(file) }
  const request = startRequest(`${url}/transactions/import`, { agent, method: 'POST', headers })
  request.on('error', reject)
  request.on('response', async (response) => {
    const port = request.socket?.localPort
    resolve({ status: response.statusCode, body: await json(response), port })
  })
  request.end(file)
  return await promise
}

test('a file of 3 MB that is refused at its header: the client gets the response, and its connection stays open', async () => {
  const wrong = `external_id,amount\n${'x,1\n'.repeat(800_000)}`
  const refused = await send(wrong)
  expect(refused).toMatchObject({
    status: 422,
    body: {
      rejected: [{ line: 1, field: 'amount', message: expect.stringContaining('is not a column') }],
    },
  })
  const next = await send('external_id,merchant_id,amount_cents,fee_cents,paid_at\n')
  expect(next).toMatchObject({ status: 201, port: refused.port })
})
