import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { addJob, endJob, sumBatch } from './event-jobs.ts'
import { eventNames, follow, processedCounts } from './event-stream.ts'
import { rawRequest } from './raw-request.ts'
import { openApp, startApp, type TestApp } from './start-app.ts'

let api: TestApp
let url: string
beforeAll(async () => {
  api = await startApp()
  url = await api.app.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(() => api.stop())

async function readJob(jobId: string) {
  return (await api.app.inject(`/jobs/${jobId}`)).json()
}

test('a stream sends the job at once, after each change of its progress or status, and at its end', async () => {
  const id = await addJob(api.db)
  const stream = await follow(url, id)
  await expect.poll(() => eventNames(stream)).toEqual(['progress'])
  const first = await readJob(id)
  await sumBatch(api.db, id, 1)
  await expect.poll(() => processedCounts(stream)).toEqual([0, 100])
  await endJob(api.db, id, 'COMPLETED')
  await stream.ended

  expect(stream.response.status).toBe(200)
  expect(Object.fromEntries(stream.response.headers)).toMatchObject({
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
    'x-request-id': expect.any(String),
  })
  expect(stream.text()).toMatch(/^retry: 1000\n\n/)
  expect(eventNames(stream)).toEqual(['progress', 'progress', 'state', 'progress', 'end'])
  const [begun, , state, last, end] = stream.events
  expect(begun?.data).toEqual(first)
  expect(state?.data).toEqual({ job_id: id, status: 'COMPLETED' })
  expect(last?.data).toEqual(await readJob(id))
  expect(end?.data).toEqual(await readJob(id))
  expect(new Set(stream.events.map((event) => event.id)).size).toBe(5)
})

test.each(['COMPLETED', 'FAILED', 'CANCELLED'])(
  'a %s job: 1 progress event and 1 end event',
  async (status) => {
    const id = await addJob(api.db)
    await endJob(api.db, id, status)
    const stream = await follow(url, id.toUpperCase())
    await stream.ended
    expect(eventNames(stream)).toEqual(['progress', 'end'])
    expect(stream.events[0]?.data).toEqual(await readJob(id))
  },
)

test('a client that reconnects gets the events that it missed, and none twice', async () => {
  const id = await addJob(api.db)
  const before = await follow(url, id)
  await expect.poll(() => eventNames(before)).toEqual(['progress'])
  before.leave()

  const same = await follow(url, id, before.events[0]?.id)
  await sumBatch(api.db, id, 1)
  await expect.poll(() => processedCounts(same)).toEqual([100])
  same.leave()

  await endJob(api.db, id, 'FAILED')
  const after = await follow(url, id, same.events[0]?.id)
  await after.ended
  expect(eventNames(after)).toEqual(['state', 'progress', 'end'])

  for (const [n, rest] of [['progress', 'end'], ['end'], []].entries()) {
    const torn = await follow(url, id, after.events[n]?.id)
    await torn.ended
    expect([torn.response.status, eventNames(torn)]).toEqual([rest.length ? 200 : 204, rest])
  }
})

test('a job that is retried after its end has further events', async () => {
  const id = await addJob(api.db)
  await endJob(api.db, id, 'FAILED')
  const ended = await follow(url, id)
  await ended.ended
  await api.app.inject({ method: 'POST', url: `/jobs/${id}/retry` })

  const stream = await follow(url, id, ended.events.at(-1)?.id)
  await expect.poll(() => eventNames(stream)).toEqual(['state', 'progress'])
  expect(stream.events[0]?.data).toEqual({ job_id: id, status: 'QUEUED' })
  stream.leave()
})

test.each(['', 'nonsense', 'RUNNING.x.end', '7'])(
  'an unknown Last-Event-ID of "%s" counts as none',
  async (lastEventId) => {
    const id = await addJob(api.db)
    await endJob(api.db, id, 'CANCELLED')
    const stream = await follow(url, id, lastEventId)
    await stream.ended
    expect(eventNames(stream)).toEqual(['progress', 'end'])
  },
)

test('an unknown job is 404, an id that is not a UUID 400, a method other than GET 405', async () => {
  const request = async (method: 'GET' | 'HEAD' | 'POST', id: string) => {
    const response = await api.app.inject({ method, url: `/jobs/${id}/events` })
    expect(response.headers['content-type']).toMatch('application/problem+json')
    return [response.statusCode, method === 'HEAD' ? response.headers.allow : response.json().code]
  }
  expect(await request('GET', randomUUID())).toEqual([404, 'JOB_NOT_FOUND'])
  expect(await request('GET', '7')).toEqual([400, 'VALIDATION'])
  expect(await request('HEAD', randomUUID())).toEqual([405, 'GET'])
  expect(await request('POST', randomUUID())).toEqual([405, 'METHOD_NOT_ALLOWED'])
})

test('without a database the response is 503 and no stream starts', async () => {
  const otherApi = await openApp('postgres://postgres@127.0.0.1:1/away', api.directory)
  onTestFinished(() => otherApi.stop())
  const response = await otherApi.app.inject(`/jobs/${randomUUID()}/events`)
  expect([response.statusCode, response.json().code]).toEqual([503, 'DATABASE_UNAVAILABLE'])
})

test('a request with Connection: close has its connection closed after the stream', async () => {
  const id = await addJob(api.db)
  await endJob(api.db, id, 'CANCELLED')
  const response = await rawRequest(
    url,
    `GET /jobs/${id}/events HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n`,
  )
  expect(response).toContain('event: end')
})
