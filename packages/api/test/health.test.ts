import { createTestDatabase } from '@order-settlement/testing/test-database.ts'
import { startProcess } from '@order-settlement/testing/test-process.ts'
import { expect, onTestFinished, test } from 'vitest'
import { startApp } from './start-app.ts'

test('/health/ready answers as /health does, and /health/live only that the process is up', async () => {
  const api = await startApp()
  onTestFinished(() => api.stop())
  const ask = async (path: string) => {
    const answer = await api.app.inject(path)
    expect(answer.headers['cache-control']).toBe('no-store')
    return [answer.statusCode, answer.json()]
  }
  const healthy = [200, { status: 'ok', database: 'ok', queue: 'ok' }]
  expect([await ask('/health'), await ask('/health/ready')]).toEqual([healthy, healthy])
  expect(await ask('/health/live')).toEqual([200, { status: 'ok' }])
})

test('without a database /health/live is 200, /health and /health/ready are 503', async () => {
  const database = await createTestDatabase()
  await using api = await startProcess('api', { DATABASE_URL: database.url })
  await database.drop()
  const ask = async (path: string) => {
    const answer = await fetch(`${api.url}${path}`)
    return [answer.status, await answer.json()]
  }
  const [status, report] = await ask('/health')
  expect(status).toBe(503)
  expect(await ask('/health/ready')).toEqual([status, report])
  expect(await ask('/health/live')).toEqual([200, { status: 'ok' }])
})

test('at level info a healthy probe logs no line, and every other request one with its id', async () => {
  await using database = await createTestDatabase()
  await using api = await startProcess('api', { DATABASE_URL: database.url })
  for (const path of ['/health', '/health/live', '/health/ready', '/metrics'])
    expect((await fetch(`${api.url}${path}`)).status).toBe(200)
  const answer = await fetch(`${api.url}/orders`)
  await api.waitForLog(({ msg }) => msg === 'request')
  const requests = api.logs.filter(({ msg }) => msg === 'request')
  expect(requests).toHaveLength(1)
  expect(requests[0]).toMatchObject({
    path: '/orders',
    request_id: answer.headers.get('x-request-id'),
  })
})
