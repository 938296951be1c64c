import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  makeTemporaryDirectory,
  type TemporaryDirectory,
} from '@order-settlement/testing/temporary-directory.ts'
import { createTestDatabase, type TestDatabase } from '@order-settlement/testing/test-database.ts'
import { startProcess, type TestProcess } from '@order-settlement/testing/test-process.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeKey } from '../src/access/api-key.ts'

const january = { from: '2025-01-01', to: '2025-01-31' }
const scopes = ['settlements:write', 'settlements:read']
const finance = makeKey()
const audit = makeKey()
const auditKey = { name: 'audit', hash: audit.hash, scopes }

let database: TestDatabase
let directory: TemporaryDirectory
let keyFile: string
let api: TestProcess
beforeAll(async () => {
  database = await createTestDatabase()
  directory = await makeTemporaryDirectory()
  keyFile = join(directory.path, 'keys.json')
  await writeFile(
    keyFile,
    JSON.stringify([{ name: 'finance', hash: finance.hash, scopes }, auditKey]),
  )
  api = await startProcess('api', { DATABASE_URL: database.url, API_KEYS_FILE: keyFile })
})
afterAll(async () => {
  await api?.[Symbol.asyncDispose]()
  await database?.drop()
  await directory?.remove()
})

function request(path: string, { key }: { key: string }, init: RequestInit = {}) {
  return fetch(`${api.url}${path}`, {
    ...init,
    headers: {
      authorization: `Bearer ${key}`,
      ...(init.body ? { 'content-type': 'application/json' } : {}),
      ...init.headers,
    },
  })
}

async function start(caller: { key: string }, body: object, headers: Record<string, string> = {}) {
  const init = { method: 'POST', body: JSON.stringify(body), headers }
  const response = await request('/jobs/settlement', caller, init)
  const { job_id } = (await response.json()) as { job_id: string }
  return { status: response.status, job_id, requestId: response.headers.get('x-request-id') }
}

async function creatorOf(jobId: string): Promise<unknown> {
  const response = await request(`/jobs/${jobId}`, audit)
  return ((await response.json()) as { created_by: unknown }).created_by
}

/** The `created_by` of the first event of a job's stream. */
async function streamedCreatorOf(jobId: string): Promise<unknown> {
  const { body } = await request(`/jobs/${jobId}/events`, audit)
  let text = ''
  for await (const chunk of body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += chunk
    const [, data] = /^event: progress\ndata: (.*)$/m.exec(text) ?? []
    if (data) return JSON.parse(data).created_by
  }
  return undefined
}

test('a job has the name of the key that created it, also after another key joins or retries it', async () => {
  const created = await start(finance, january, { 'idempotency-key': 'k' })
  const joined = await start(audit, january)
  const replayed = await start(finance, january, { 'idempotency-key': 'k' })
  expect([created, joined, replayed]).toMatchObject([
    { status: 202 },
    { status: 200, job_id: created.job_id },
    { status: 202, job_id: created.job_id },
  ])
  const forced = await start(audit, { ...january, force: true })
  expect([await creatorOf(created.job_id), await creatorOf(forced.job_id)]).toEqual([
    'finance',
    'audit',
  ])

  await request(`/jobs/${created.job_id}/cancel`, audit, { method: 'POST' })
  const retried = await request(`/jobs/${created.job_id}/retry`, audit, { method: 'POST' })
  expect(retried.status).toBe(202)
  expect(await creatorOf(created.job_id)).toBe('finance')
  expect(await streamedCreatorOf(created.job_id)).toBe('finance')
})

test('the log line of a request that created, joined or replayed a job has its job_id', async () => {
  const february = { from: '2025-02-01', to: '2025-02-28' }
  const requests = [
    await start(finance, february, { 'idempotency-key': 'logged' }),
    await start(audit, february),
    await start(finance, february, { 'idempotency-key': 'logged' }),
  ]
  for (const { job_id, requestId } of requests) {
    const line = await api.waitForLog(
      ({ msg, request_id }) => msg === 'request' && request_id === requestId,
    )
    expect(line).toMatchObject({ job_id, path: '/jobs/settlement' })
  }
})

test('a job keeps its creator after the key is removed', async () => {
  const { job_id } = await start(finance, { from: '2025-03-01', to: '2025-03-31' })
  await writeFile(keyFile, JSON.stringify([auditKey]))
  await expect
    .poll(async () => (await request('/jobs', finance)).status, { timeout: 10_000 })
    .toBe(401)

  const page = await request('/jobs?limit=1', audit)
  expect(await page.json()).toMatchObject({ jobs: [{ job_id, created_by: 'finance' }] })
})
