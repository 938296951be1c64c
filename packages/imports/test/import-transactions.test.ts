import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { csv, startImports, type TestImports } from './start-imports.ts'

let imports: TestImports
beforeAll(async () => {
  imports = await startImports()
})
afterAll(() => imports.stop())

function transactionsOf(importId: string | null) {
  return imports.db
    .selectFrom('transactions')
    .select(['external_id', 'merchant_id', 'amount_cents', 'fee_cents', 'kind', 'status'])
    .select(['paid_at', 'order_id', 'relates_to', 'source'])
    .where('import_id', '=', importId)
    .orderBy('external_id')
    .execute()
}

async function count(): Promise<number> {
  const { rows } = await sql<{ n: string }>`select count(*) as n from transactions`.execute(
    imports.db,
  )
  return Number(rows[0]?.n)
}

test('a file of CSV becomes transactions, with the import that brought them', async () => {
  const file = csv(
    'plain-1,m1,2500,103,2025-01-31T23:59:59Z',
    'plain-2,m2,0,-5,2025-01-31T23:59:59.5+01:00',
  )
  const result = await imports.run(file, { createdBy: 'finance', fileName: 'january.csv' })
  expect(result).toEqual({
    status: 'COMPLETED',
    import_id: expect.any(String),
    received: 2,
    inserted: 2,
    updated: 0,
    unchanged: 0,
    ignored: 0,
    rejected_count: 0,
    rejected: [],
    unknown_merchants: ['m1', 'm2'],
    unknown_merchant_count: 2,
    replayed: false,
  })
  const common = {
    kind: 'SALE',
    status: 'PAID',
    order_id: null,
    relates_to: null,
    source: 'standard',
  }
  expect(await transactionsOf(result.import_id)).toEqual([
    {
      ...common,
      external_id: 'plain-1',
      merchant_id: 'm1',
      amount_cents: '2500',
      fee_cents: '103',
      paid_at: new Date('2025-01-31T23:59:59Z'),
    },
    {
      ...common,
      external_id: 'plain-2',
      merchant_id: 'm2',
      amount_cents: '0',
      fee_cents: '-5',
      paid_at: new Date('2025-01-31T22:59:59.500Z'),
    },
  ])
  const stored = await imports.db
    .selectFrom('imports')
    .selectAll()
    .where('id', '=', String(result.import_id))
    .executeTakeFirstOrThrow()
  expect(stored).toMatchObject({
    status: 'COMPLETED',
    format: 'standard',
    content_type: 'csv',
    file_name: 'january.csv',
    created_by: 'finance',
    bytes: String(Buffer.byteLength(file)),
    sha256: createHash('sha256').update(file).digest('hex'),
    received: '2',
    inserted: '2',
  })
})

test('columns come in any order, optional ones may be there, and quotes, CRLF and a byte order mark are read', async () => {
  const file = [
    '\uFEFFpaid_at,"kind",status,fee_cents,amount_cents,relates_to,merchant_id,external_id',
    '2025-02-01T00:00:00Z,ADJUSTMENT,PAID,0,-700,2025-01-31,m1,"a ""quoted"", id"',
    ',REFUND,PENDING,0,-100,,m1,back\\slash',
    '',
  ].join('\r\n')
  const { import_id } = await imports.run(file)
  expect(await transactionsOf(import_id)).toMatchObject([
    {
      external_id: 'a "quoted", id',
      kind: 'ADJUSTMENT',
      amount_cents: '-700',
      relates_to: '2025-01-31',
    },
    {
      external_id: 'back\\slash',
      kind: 'REFUND',
      status: 'PENDING',
      paid_at: null,
      relates_to: null,
    },
  ])
})

test('NDJSON becomes the same transactions: numbers or text, and null for what is absent', async () => {
  const lines = [
    {
      external_id: 'json-1',
      merchant_id: 'm1',
      amount_cents: 2500,
      fee_cents: '103',
      paid_at: '2025-01-31T23:59:59Z',
      kind: null,
    },
    {
      external_id: 'json-2',
      merchant_id: 'm1',
      amount_cents: -5,
      fee_cents: 0,
      paid_at: null,
      status: 'FAILED',
      kind: 'REFUND',
    },
  ]
  const file = lines.map((line) => JSON.stringify(line)).join('\n')
  const { import_id } = await imports.run(file, { contentType: 'ndjson' })
  expect(await transactionsOf(import_id)).toMatchObject([
    { external_id: 'json-1', amount_cents: '2500', fee_cents: '103', kind: 'SALE', status: 'PAID' },
    { external_id: 'json-2', amount_cents: '-5', kind: 'REFUND', status: 'FAILED', paid_at: null },
  ])
})

test('gzip is read with and without being named, and its hash is that of the bytes that came', async () => {
  const bytes = gzipSync(csv('zip-1,m1,1,0,2025-01-31T23:59:59Z'))
  expect(await imports.run(bytes)).toMatchObject({ inserted: 1 })
  const named = await imports.run(bytes, { isGzip: true })
  expect(named).toMatchObject({ inserted: 0, unchanged: 1 })
  const stored = await imports.db
    .selectFrom('imports')
    .select('sha256')
    .where('id', '=', String(named.import_id))
    .executeTakeFirst()
  expect(stored?.sha256).toBe(createHash('sha256').update(bytes).digest('hex'))
})

test('the same file again changes nothing', async () => {
  const file = csv(
    'again-1,m1,2500,103,2025-01-31T23:59:59Z',
    'again-2,m1,2500,103,2025-01-31T23:59:59Z',
  )
  await imports.run(file)
  const before = await count()
  expect(await imports.run(file)).toMatchObject({
    status: 'COMPLETED',
    received: 2,
    inserted: 0,
    unchanged: 2,
  })
  expect(await count()).toBe(before)
})

test('one bad line refuses the file: nothing is kept but the import, with its line and column', async () => {
  const before = await count()
  const result = await imports.run(
    csv('bad-1,m1,2500,103,2025-01-31T23:59:59Z', 'bad-2,m1,25.00,103,2025-01-31T23:59:59Z'),
  )
  const reject = { line: 3, field: 'amount_cents', message: 'has decimals; write 1999 for 19.99' }
  expect(result).toMatchObject({
    status: 'REJECTED',
    received: 2,
    inserted: 0,
    rejected_count: 1,
    rejected: [reject],
  })
  expect(await count()).toBe(before)
  const { db } = imports
  const id = String(result.import_id)
  const stored = await db.selectFrom('imports').selectAll().where('id', '=', id).executeTakeFirst()
  expect(stored).toMatchObject({ status: 'REJECTED', inserted: '0', rejected_count: '1' })
  const rejects = await db
    .selectFrom('import_rejects')
    .selectAll()
    .where('import_id', '=', id)
    .execute()
  expect(rejects).toEqual([{ ...reject, line: '3', import_id: id, position: 1 }])
})

test('a transaction that is stored with other content is a bad line, which names what differs', async () => {
  await imports.run(csv('other-1,m1,2500,103,2025-01-31T23:59:59Z'))
  const result = await imports.run(
    csv('other-0,m1,1,1,2025-01-31T23:59:59Z', 'other-1,m1,2600,103,2025-02-01T23:59:59Z'),
  )
  expect(result).toMatchObject({
    status: 'REJECTED',
    rejected: [
      {
        line: 3,
        field: 'external_id',
        message: 'is stored with other content: amount_cents 2500, paid_at 2025-01-31 23:59:59+00',
      },
    ],
  })
})

test('external ids are unique within a merchant only', async () => {
  expect(
    await imports.run(
      csv('shared,m1,1,0,2025-01-31T23:59:59Z', 'shared,m2,2,0,2025-01-31T23:59:59Z'),
    ),
  ).toMatchObject({ status: 'COMPLETED', inserted: 2 })
})
