import { mkdir, symlink, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createProof } from '@order-settlement/testing/create-proof.ts'
import { execa } from 'execa'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rawGet } from './raw-request.ts'
import { startApp, type TestApp } from './start-app.ts'

const csv = 'merchant_id,date\nmerchant_0001,2025-01-01\n商家,2025-01-02\n'
const size = Buffer.byteLength(csv)

let api: TestApp
let url: string
let id: string
beforeAll(async () => {
  api = await startApp()
  url = await api.app.listen({ host: '127.0.0.1', port: 0 })
  id = await completedJob()
  await writeFile(join(api.directory, `${id}.csv`), csv)
  await utimes(join(api.directory, `${id}.csv`), 1_735_689_600, 1_735_689_600)
  await writeFile(join(api.directory, '..', 'outside.csv'), 'secret')
})
afterAll(() => api.stop())

async function completedJob(): Promise<string> {
  const range = { from: '2025-01-01', to: '2025-01-31' }
  const request = { method: 'POST' as const, url: '/jobs/settlement', payload: range }
  const { job_id } = (await api.app.inject(request)).json()
  await sql`update jobs set status = 'COMPLETED', finished_at = now(), proof = '{}' where id = ${job_id}`.execute(
    api.db,
  )
  return job_id
}

function download(headers: Record<string, string> = {}, method: 'GET' | 'HEAD' = 'GET') {
  return api.app.inject({ method, url: `/downloads/${id}.csv`, headers })
}

test('a finished file is an attachment with a name, type, length and validators', async () => {
  const answer = await download()

  expect([answer.statusCode, answer.body]).toEqual([200, csv])
  expect(answer.headers).toMatchObject({
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': 'attachment; filename="settlement-2025-01-01-2025-01-31.csv"',
    'content-length': String(size),
    'last-modified': 'Wed, 01 Jan 2025 00:00:00 GMT',
    'accept-ranges': 'bytes',
    etag: expect.stringMatching(/^(W\/)?".+"$/),
  })
})

test('HEAD returns the headers of GET without the file', async () => {
  const [got, head] = [await download(), await download({}, 'HEAD')]
  expect([head.statusCode, head.body]).toEqual([200, ''])
  for (const name of ['content-type', 'content-length', 'content-disposition', 'etag'] as const) {
    expect(String(head.headers[name])).toBe(String(got.headers[name]))
  }
})

test.each([
  ['bytes=0-10', 0, 10],
  ['bytes=12-', 12, size - 1],
  ['bytes=-5', size - 5, size - 1],
])('%s: 206 and those bytes', async (range, from, to) => {
  const answer = await download({ range })
  expect([answer.statusCode, answer.headers['content-range']]).toEqual([
    206,
    `bytes ${from}-${to}/${size}`,
  ])
  expect(answer.rawPayload).toEqual(Buffer.from(csv).subarray(from, to + 1))
})

test('a range past the end: 416 with the size', async () => {
  const answer = await download({ range: 'bytes=100000-' })
  expect([answer.statusCode, answer.json().code]).toEqual([416, 'RANGE_NOT_SATISFIABLE'])
  expect(answer.headers['content-range']).toBe(`bytes */${size}`)
})

test('a file that the caller has already: 304', async () => {
  const { etag } = (await download()).headers
  for (const headers of [
    { 'if-none-match': String(etag) },
    { 'if-modified-since': 'Wed, 01 Jan 2025 00:00:00 GMT' },
  ]) {
    const answer = await download(headers)
    expect([answer.statusCode, answer.body]).toEqual([304, ''])
  }
})

test('a failed precondition: 412', async () => {
  const answer = await download({ 'if-match': '"other"' })
  expect([answer.statusCode, answer.json().code]).toEqual([412, 'PRECONDITION_FAILED'])
})

test('a missing file, a directory, a symbolic link or a named pipe is not found', async () => {
  const gone = await completedJob()
  const directory = await completedJob()
  await mkdir(join(api.directory, `${directory}.csv`))
  const link = await completedJob()
  await symlink(join(api.directory, '..', 'outside.csv'), join(api.directory, `${link}.csv`))
  const pipe = await completedJob()
  await execa('mkfifo', [join(api.directory, `${pipe}.csv`)])
  for (const name of [gone, directory, link, pipe]) {
    const answer = await api.app.inject(`/downloads/${name}.csv`)
    expect([answer.statusCode, answer.json().code]).toEqual([404, 'DOWNLOAD_NOT_FOUND'])
    expect(answer.headers['content-disposition']).toBeUndefined()
  }
})

test.each([
  '/downloads/../../etc/passwd',
  '/downloads/../outside.csv',
  '/downloads/..%2foutside.csv',
  '/downloads/%2e%2e%2foutside.csv',
  '/downloads/%2e%2e/outside.csv',
  '/downloads/%252e%252e%252foutside.csv',
  '/downloads/..\\outside.csv',
  '/downloads//etc/passwd',
  '/downloads/..',
  '/downloads/%2e%2e',
  '/downloads/.',
  '/downloads/',
  '/downloads',
])('%s, sent without normalization, is not found', async (path) => {
  const answer = await rawGet(url, path)
  expect(answer).toMatch(/^HTTP\/1.1 404 /)
  expect(answer).toContain('"code":"DOWNLOAD_NOT_FOUND"')
  expect(answer).not.toContain('secret')
})

test('a download allows only GET and HEAD', async () => {
  const answer = await api.app.inject({ method: 'DELETE', url: `/downloads/${id}.csv` })
  expect([answer.statusCode, answer.headers.allow]).toEqual([405, 'GET, HEAD'])
})

test('a file that was removed for its age is 404, even if it is still on disk', async () => {
  const old = await completedJob()
  const proof = createProof(undefined, { rows: 0, bytes: size, sha256: '' })
  await writeFile(join(api.directory, `${old}.csv`), csv)
  await sql`update jobs set proof = ${JSON.stringify(proof)} where id = ${old}`.execute(api.db)
  const read = async () => (await api.app.inject(`/jobs/${old}`)).json().download_url
  expect(await read()).toBe(`/downloads/${old}.csv`)

  await sql`update jobs set file_removed_at = now() where id = ${old}`.execute(api.db)

  expect(await read()).toBeNull()
  const gone = await api.app.inject(`/downloads/${old}.csv`)
  expect([gone.statusCode, gone.json().code]).toEqual([404, 'DOWNLOAD_NOT_FOUND'])
})
