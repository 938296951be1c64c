import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Format } from '../src/formats/format.ts'
import { standard } from '../src/formats/standard.ts'
import { startImports, type TestImports } from './start-imports.ts'

let imports: TestImports
const orders: Record<string, string> = {}

beforeAll(async () => {
  imports = await startImports()
  const { db } = imports
  await sql`insert into merchants (id, name, currency) values ('anna', 'Anna', 'USD'), ('eva', 'Eva', 'EUR')`.execute(
    db,
  )
  const { id: product } = await db
    .insertInto('products')
    .values({ name: 'Shirt', merchant_id: 'anna', price_cents: 100, stock: 100 })
    .returning('id')
    .executeTakeFirstOrThrow()
  for (const name of ['sold', 'held', 'before']) {
    const { rows } = await sql<{ id: string }>`
      insert into orders (product_id, quantity, buyer_id, unit_price_cents, total_cents, status, expires_at, confirmed_at)
      values (${product}, 1, ${name}, 100, 100, ${name === 'held' ? 'HELD' : 'CONFIRMED'},
        ${name === 'held' ? sql`now() + interval '1 hour'` : null}, ${name === 'held' ? null : sql`now()`})
      returning id`.execute(db)
    orders[name] = rows[0]?.id ?? ''
  }
  // As orders were before sales were transactions.
  await sql`delete from transactions where order_id = ${orders.before}`.execute(db)
})
afterAll(() => imports.stop())

const paid = '2025-01-31T23:59:59Z'
const header = 'external_id,merchant_id,amount_cents,fee_cents,paid_at,kind,order_id'

/** The problems of a file whose lines are of these kinds and orders, of the merchant anna unless given. */
async function problemsOf(
  ...lines: [kind: string, order: string | undefined, merchant?: string][]
) {
  const file = lines.map(
    ([kind, order, merchant = 'anna'], n) =>
      `o-${n},${merchant},${kind === 'REFUND' ? -1 : 1},0,${paid},${kind},${order ?? ''}`,
  )
  const { rejected } = await imports.run([header, ...file].join('\n'), { dryRun: true })
  return rejected.map(({ line, field, message }) => `${line} ${field} ${message}`)
}

test('a line may belong to an order of its merchant only', async () => {
  const unknown = '0198c4e6-8b02-7d55-9c3e-0b8d5a4e7f10'
  expect(
    await problemsOf(
      ['REFUND', orders.sold],
      ['ADJUSTMENT', unknown],
      ['REFUND', orders.sold, 'eva'],
    ),
  ).toEqual([
    '3 order_id is not an order of this shop',
    '4 order_id is an order of another merchant',
  ])
})

test('a sale of an order that has its sale, or will have it, is a bad line', async () => {
  expect(
    await problemsOf(['SALE', orders.sold], ['SALE', orders.held], ['SALE', orders.before]),
  ).toEqual([
    '2 order_id has its sale already',
    '3 order_id is not sold; its sale is written when it is confirmed',
  ])
  expect(
    await problemsOf(['SALE', orders.before], ['REFUND', orders.before], ['SALE', orders.before]),
  ).toEqual(['4 order_id has its sale in line 2'])
})

test('the sale of an order from before sales were transactions is imported once, and is unchanged again', async () => {
  const file = `${header}\nb-1,anna,100,0,${paid},SALE,${orders.before}\n`
  expect(await imports.run(file)).toMatchObject({ inserted: 1 })
  expect(await imports.run(file)).toMatchObject({ status: 'COMPLETED', unchanged: 1 })
  const other = file.replace('b-1', 'b-2')
  expect(await imports.run(other)).toMatchObject({
    status: 'REJECTED',
    rejected: [{ line: 2, field: 'order_id', message: 'has its sale already' }],
  })
})

test('a new line of an order of a dropped month names the month; a stored one is unchanged, and an ADJUSTMENT goes', async () => {
  const { db } = imports
  const { rows } = await sql<{ gone: string; left: string; beside: string }>`
    select uuidv7('2024-05-31T23:59:59.999Z'::timestamptz - clock_timestamp()) as gone,
      uuidv7('2024-05-01T00:00Z'::timestamptz - clock_timestamp()) as left,
      uuidv7('2024-06-01T00:00Z'::timestamptz - clock_timestamp()) as beside`.execute(db)
  const { gone, left, beside } = rows[0] ?? {}
  await sql`insert into orders (id, product_id, quantity, buyer_id, unit_price_cents, total_cents, created_at, confirmed_at)
    select ${left}, product_id, 1, 'old', 100, 100, '2024-05-01T00:00Z', '2024-05-01T00:00Z' from orders
    where id = ${orders.sold}`.execute(db)
  const stored = `${header}\nold-1,anna,-1,0,${paid},REFUND,${left}\n`
  expect(await imports.run(stored)).toMatchObject({ inserted: 1 })
  await sql`insert into archives (month, directory, files, dropped_at) values ('2024-05', '/', '[]', now())`.execute(
    db,
  )

  const message =
    'is an order of 2024-05, which is archived; book an ADJUSTMENT that relates_to its day, without order_id'
  expect(
    await problemsOf(['REFUND', gone], ['REFUND', left], ['SALE', left], ['REFUND', beside]),
  ).toEqual([
    `2 order_id ${message}`,
    `3 order_id ${message}`,
    `4 order_id ${message}`,
    '5 order_id is not an order of this shop',
  ])
  expect(await imports.run(stored)).toMatchObject({ status: 'COMPLETED', unchanged: 1 })
  const adjustment = `external_id,merchant_id,amount_cents,fee_cents,paid_at,kind,relates_to\nfix-1,anna,-1,0,${paid},ADJUSTMENT,2024-05-31\n`
  expect(await imports.run(adjustment)).toMatchObject({ status: 'COMPLETED', inserted: 1 })
})

test('merchants that nobody described are named, or are bad lines on request', async () => {
  const plain = 'external_id,merchant_id,amount_cents,fee_cents,paid_at'
  const file = [plain, `u-1,anna,1,0,${paid}`, `u-2,who,1,0,${paid}`, `u-3,whom,1,0,${paid}`].join(
    '\n',
  )
  expect(await imports.run(file, { dryRun: true })).toMatchObject({
    status: 'COMPLETED',
    unknown_merchants: ['who', 'whom'],
    unknown_merchant_count: 2,
  })
  const message = 'is not a merchant that is described'
  expect(await imports.run(file, { dryRun: true, unknownMerchants: 'reject' })).toMatchObject({
    status: 'REJECTED',
    rejected: [
      { line: 3, field: 'merchant_id', message },
      { line: 4, field: 'merchant_id', message },
    ],
  })
})

test('of 300 merchants that nobody described the first 100 are named, and all are counted', async () => {
  const lines = Array.from(
    { length: 300 },
    (_, n) => `x,w${String(n).padStart(3, '0')},1,0,${paid}`,
  )
  const file = ['external_id,merchant_id,amount_cents,fee_cents,paid_at', ...lines].join('\n')
  const result = await imports.run(file, { dryRun: true })
  expect(result.unknown_merchant_count).toBe(300)
  expect([result.unknown_merchants.length, result.unknown_merchants.at(-1)]).toEqual([100, 'w099'])
})

test('a format that names currencies: another than that of the merchant is a bad line', async () => {
  const format = { ...standard, requiredColumns: [...standard.requiredColumns, 'currency'] }
  const file = [
    'external_id,merchant_id,amount_cents,fee_cents,paid_at,currency',
    `c-1,anna,1,0,${paid},USD`,
    `c-2,eva,1,0,${paid},USD`,
    `c-3,stranger,1,0,${paid},EUR`,
  ].join('\n')
  const { rejected } = await imports.run(file, { dryRun: true, format })
  expect(rejected).toEqual([
    { line: 3, field: 'currency', message: 'USD is not the currency of the merchant, EUR' },
    { line: 4, field: 'currency', message: 'EUR is not the currency of the merchant, USD' },
  ])
})

test('all transactions of a record are kept or none', async () => {
  const read = standard.open({})
  const format: Format = {
    ...standard,
    name: 'pairs',
    open: () => (record) => {
      const lines = read(record)
      if (!Array.isArray(lines)) return lines
      return lines.flatMap((line) => [
        line,
        { ...line, external_id: `${line.external_id}-fee`, merchant_id: 'fees' },
      ])
    },
  }
  await imports.run(
    `external_id,merchant_id,amount_cents,fee_cents,paid_at\np-1-fee,fees,7,0,${paid}\n`,
  )
  const file = `external_id,merchant_id,amount_cents,fee_cents,paid_at\np-1,anna,1,0,${paid}\np-2,anna,2,0,${paid}\n`
  expect(await imports.run(file, { format, onError: 'skip' })).toMatchObject({
    received: 4,
    inserted: 2,
    rejected_count: 2,
    rejected: [{ line: 2, message: 'is stored with other content: amount_cents 7' }],
  })
  const { rows } =
    await sql`select external_id, source from transactions where source = 'pairs' order by 1`.execute(
      imports.db,
    )
  expect(rows).toEqual([
    { external_id: 'p-2', source: 'pairs' },
    { external_id: 'p-2-fee', source: 'pairs' },
  ])
})
