import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApp, type TestApp } from './start-app.ts'

let api: TestApp
beforeAll(async () => {
  api = await startApp()
})
afterAll(() => api.stop())

const header = 'external_id,merchant_id,amount_cents,fee_cents,paid_at'
const line = (id: string, cents: number | string) => `${id},m1,${cents},1,2025-01-31T23:59:59Z`

function send(payload: string, query = '') {
  const headers = { 'content-type': 'text/csv' }
  return api.app.inject({ method: 'POST', url: `/transactions/import${query}`, headers, payload })
}

test('an import is found at its Location: the file, its hash, and what became of it', async () => {
  const file = `${header}\n${line('a', 1)}\n`
  const answer = await send(file, '?file_name=january.csv')
  const location = String(answer.headers.location)
  const { import_id, rejected: _rejected, ...counts } = answer.json()
  expect(location).toBe(`/imports/${import_id}`)
  expect((await api.app.inject(location)).json()).toEqual({
    id: import_id,
    status: 'COMPLETED',
    format: 'standard',
    content_type: 'csv',
    file_name: 'january.csv',
    on_error: 'reject',
    on_conflict: 'reject',
    bytes: Buffer.byteLength(file),
    sha256: createHash('sha256').update(file).digest('hex'),
    ...counts,
    created_by: null,
    created_at: expect.any(String),
  })
})

test('a refused import stays, with its first 1,000 rejects in pages by line', async () => {
  const lines = Array.from({ length: 1_500 }, (_, n) => line(`b${n}`, 'x'))
  const refused = (await send([header, ...lines].join('\n'))).json()
  expect([refused.rejected_count, refused.rejected.length]).toEqual([1_500, 1_000])
  const url = `/imports/${refused.import_id}`
  expect((await api.app.inject(url)).json()).toMatchObject({
    status: 'REJECTED',
    rejected_count: 1_500,
  })

  const rejects: object[] = []
  let cursor: string | null = ''
  while (cursor !== null) {
    const query: string = cursor ? `&cursor=${cursor}` : ''
    const page = (await api.app.inject(`${url}/rejects?limit=200${query}`)).json()
    rejects.push(...page.rejects)
    cursor = page.next_cursor
  }
  expect(rejects).toEqual(refused.rejected)
})

test('imports are listed newest first, in pages, and by status', async () => {
  const ids: string[] = []
  for (let n = 0; n < 5; n += 1)
    ids.unshift((await send(`${header}\n${line(`c${n}`, n)}\n`)).json().import_id)
  const first = (await api.app.inject('/imports?limit=3')).json()
  const second = (await api.app.inject(`/imports?limit=3&cursor=${first.next_cursor}`)).json()
  const listed = [...first.imports, ...second.imports].map(({ id }: { id: string }) => id)
  expect(listed.slice(0, 5)).toEqual(ids)
  const refused = (await api.app.inject('/imports?status=REJECTED')).json().imports
  expect(refused.map(({ status }: { status: string }) => status)).toEqual(['REJECTED'])
})

test('an unknown import, and a cursor of something else', async () => {
  const id = '0198c4e6-8b02-7d55-9c3e-0b8d5a4e7f10'
  for (const url of [`/imports/${id}`, `/imports/${id}/rejects`]) {
    const answer = await api.app.inject(url)
    expect([answer.statusCode, answer.json().code]).toEqual([404, 'IMPORT_NOT_FOUND'])
  }
  for (const url of ['/imports?cursor=x', `/imports/${id}/rejects?cursor=x`]) {
    const answer = await api.app.inject(url)
    expect([answer.statusCode, answer.json().code]).toEqual([400, 'VALIDATION'])
  }
})

test('imports and their transactions are counted in the metrics, dry runs are not', async () => {
  const read = async () => {
    const text = (await api.app.inject('/metrics')).body
    const value = (name: string) => Number(new RegExp(`^${name} (\\d+)$`, 'm').exec(text)?.[1] ?? 0)
    return [
      value('order_settlement_imports_total\\{status="COMPLETED"\\}'),
      value('order_settlement_imports_total\\{status="REJECTED"\\}'),
      value('order_settlement_imported_transactions_total\\{outcome="inserted"\\}'),
      value('order_settlement_imported_transactions_total\\{outcome="rejected"\\}'),
    ]
  }
  const before = await read()
  await send(`${header}\n${line('d1', 1)}\n${line('d2', 1)}\n`)
  await send(`${header}\n${line('d3', 'x')}\n`)
  await send(`${header}\n${line('d4', 1)}\n`, '?dry_run=true')
  const after = await read()
  expect(after.map((value, index) => value - (before[index] ?? 0))).toEqual([1, 1, 2, 1])
})
