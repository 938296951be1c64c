import { createServer } from 'node:http'
import { expect, test } from 'vitest'
import { yieldToRequests } from './yield-to-requests.ts'

/** @returns the ms that an import rests after 50 ms of work with so many requests meanwhile */
async function rest(requests: number): Promise<number> {
  const server = createServer()
  const pace = yieldToRequests(server)()
  for (let n = 0; n < requests; n += 1) server.emit('request')
  const started = performance.now()
  await pace(50)
  return performance.now() - started
}

test('an import rests for as long as it worked while there are many requests, and not while there are none', async () => {
  expect(await rest(1_000)).toBeGreaterThan(45)
  expect(await rest(0)).toBeLessThan(45)
})
