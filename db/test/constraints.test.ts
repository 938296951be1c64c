import { createTestDatabase, type TestDatabase } from '@order-settlement/testing/test-database.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seed } from '../seed.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
  await seed(database.db, 0)
})
afterAll(() => database.drop())

const checkViolation = '23514'
const notNullViolation = '23502'
const uniqueViolation = '23505'
const foreignKeyViolation = '23503'

const order = (columns: Record<string, string>) => {
  const all = {
    product_id: '1',
    quantity: '2',
    buyer_id: `'b'`,
    unit_price_cents: '5',
    total_cents: '10',
    ...columns,
  }
  return `insert into orders (${Object.keys(all)}) values (${Object.values(all)})`
}
const transaction = (status: string, paidAt: string) =>
  `insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at)
   values ('m', 1, 0, '${status}', ${paidAt})`
const settlement = (gross: number, fee: number, net: number, count = 1) =>
  `insert into settlements values ('m', '2025-01-01', ${gross}, ${fee}, ${net}, ${count}, now(), uuidv7())`
const refunded = (columns: Record<string, string>) =>
  `insert into settlements (merchant_id, date, gross_cents, fee_cents, net_cents, txn_count, generated_at,
    unique_run_id, ${Object.keys(columns)})
   values ('refunded', '2025-01-01', -100, 0, -100, 1, now(), uuidv7(), ${Object.values(columns)})`
const job = (columns: Record<string, string>) => {
  const all = {
    from_date: `'2025-01-01'`,
    to_date: `'2025-01-31'`,
    timezone: `'UTC'`,
    range_start: `'2025-01-01Z'`,
    range_end: `'2025-02-01Z'`,
    ...columns,
  }
  return `insert into jobs (${Object.keys(all)}) values (${Object.values(all)})`
}
const described = (columns: Record<string, string>) => {
  const all = { id: `'new'`, name: `'n'`, currency: `'USD'`, ...columns }
  return `insert into merchants (${Object.keys(all)}) values (${Object.values(all)})`
}

/** A row that is right but for its merchant. */
const merchant = (
  table: 'transactions' | 'products' | 'settlements' | 'settlement_changes',
  id: string,
) =>
  ({
    transactions: transaction('FAILED', 'null'),
    products: `insert into products (name, merchant_id, price_cents, stock) values ('n', 'm', 1, 1)`,
    settlements: settlement(100, 10, 90),
    settlement_changes: `with job as (${job({})} returning id)
      insert into settlement_changes (run_id, merchant_id, date) select id, 'm', '2025-01-01' from job`,
  })[table].replace("'m'", id)
const longMerchant = `repeat('ä', 129)`

test.each([
  ['stock of -1', 'update products set stock = -1 where id = 1', checkViolation],
  ['a negative price', 'update products set price_cents = -1 where id = 1', checkViolation],
  ['an order of 0', order({ quantity: '0', total_cents: '0' }), checkViolation],
  ['an order of -1', order({ quantity: '-1', total_cents: '-5' }), checkViolation],
  ['an order of 10001', order({ quantity: '10001', total_cents: '50005' }), checkViolation],
  ['an order for an unknown product', order({ product_id: '999' }), foreignKeyViolation],
  ['an order without a buyer', order({ buyer_id: `''` }), checkViolation],
  ['a buyer of 129 characters', order({ buyer_id: `repeat('ä', 129)` }), checkViolation],
  ['a total that is not price × quantity', order({ total_cents: '9' }), checkViolation],
  ['an order with an unknown status', order({ status: `'LOST'` }), checkViolation],
  ['a transaction with an unknown status', transaction('paid', 'now()'), checkViolation],
  ['a PAID transaction without a time', transaction('PAID', 'null'), checkViolation],
  ['a transaction without a merchant', merchant('transactions', `''`), checkViolation],
  [
    'a transaction of a merchant with 129 characters',
    merchant('transactions', longMerchant),
    checkViolation,
  ],
  ['a product without a merchant', merchant('products', `''`), checkViolation],
  [
    'a product of a merchant with 129 characters',
    merchant('products', longMerchant),
    checkViolation,
  ],
  ['a settlement without a merchant', merchant('settlements', `''`), checkViolation],
  [
    'a settlement of a merchant with 129 characters',
    merchant('settlements', longMerchant),
    checkViolation,
  ],
  ['a job with an empty created_by', job({ created_by: `''` }), checkViolation],
  ['a created_by of 65 characters', job({ created_by: `repeat('ä', 65)` }), checkViolation],
  ['a change without a merchant', merchant('settlement_changes', `''`), checkViolation],
  [
    'a change of a merchant with 129 characters',
    merchant('settlement_changes', longMerchant),
    checkViolation,
  ],
  ['a merchant id of 129 characters', described({ id: longMerchant }), checkViolation],
  ['a merchant id with a space', described({ id: `'a b'` }), checkViolation],
  ['a merchant id with a line break', described({ id: `E'a\\n'` }), checkViolation],
  ['a merchant without a name', described({ name: `''` }), checkViolation],
  ['a currency in lower case', described({ currency: `'usd'` }), checkViolation],
  ['10001 basis points', described({ fee_basis_points: '10001' }), checkViolation],
  ['-1 basis points', described({ fee_basis_points: '-1' }), checkViolation],
  ['a fixed fee below 0', described({ fee_fixed_cents: '-1' }), checkViolation],
  [
    'a fixed fee beyond 2^53 - 1, which the api cannot return',
    described({ fee_fixed_cents: '9007199254740992' }),
    checkViolation,
  ],
  ['net that is not gross − fee', settlement(100, 10, 91), checkViolation],
  ['a settlement of no transactions', settlement(0, 0, 0, 0), checkViolation],
  [
    'more refunds than transactions',
    refunded({ refund_cents: '1', refund_count: '2' }),
    checkViolation,
  ],
  ['less than no refunds', refunded({ refund_count: '-1' }), checkViolation],
  ['a settlement in a currency that is none', refunded({ currency: `'usd'` }), checkViolation],
  ['a job of 367 days', job({ to_date: `'2026-01-02'` }), checkViolation],
  ['a job whose to_date is before its from_date', job({ to_date: `'2024-12-31'` }), checkViolation],
  ['a job with an unknown status', job({ status: `'DONE'` }), checkViolation],
  [
    'a completed job without finished_at',
    job({ status: `'COMPLETED'`, proof: `'{}'` }),
    checkViolation,
  ],
  [
    'a completed job without proof',
    job({ status: `'COMPLETED'`, finished_at: 'now()' }),
    checkViolation,
  ],
  ['more processed than total', job({ total: '1', processed: '2' }), checkViolation],
  [
    'file_removed_at of a job that is not completed',
    job({ file_removed_at: 'now()' }),
    checkViolation,
  ],
  ['a job without a time zone', job({ timezone: 'null' }), notNullViolation],
])('refuses %s', async (_, statement, code) => {
  await expect(sql.raw(statement).execute(database.db)).rejects.toMatchObject({ code })
})

test.each([
  ['a key for two orders', order({ idempotency_key: `'order-key'` })],
  [
    'a key for two jobs',
    `with job as (${job({})} returning id)
      insert into job_keys (idempotency_key, job_id, force, started) select 'job-key', id, false, true from job`,
  ],
  ['a merchant and day settled twice', settlement(100, 10, 90)],
])('refuses %s', async (_, statement) => {
  await sql.raw(statement).execute(database.db)
  await expect(sql.raw(statement).execute(database.db)).rejects.toMatchObject({
    code: uniqueViolation,
  })
})

test.each([
  ['a buyer of 128 characters, not bytes', order({ buyer_id: `repeat('ä', 128)` })],
  ['an order of 10000', order({ quantity: '10000', total_cents: '50000' })],
  ['a job of 366 days', job({ to_date: `'2026-01-01'` })],
  [
    'a transaction of a merchant with 128 characters',
    merchant('transactions', `repeat('😀', 128)`),
  ],
  ['a product of a merchant with 128 characters', merchant('products', `repeat('😀', 128)`)],
  ['a settlement of a merchant with 128 characters', merchant('settlements', `repeat('😀', 128)`)],
  [
    'a change of a merchant with 128 characters',
    merchant('settlement_changes', `repeat('😀', 128)`),
  ],
  ['a merchant id of 128 characters', described({ id: `repeat('😀', 128)` })],
  [
    'the largest fees',
    described({ fee_basis_points: '10000', fee_fixed_cents: '9007199254740991' }),
  ],
  ['a net below 0', settlement(5, 10, -5).replace("'m'", "'refunding'")],
  ['a day of refunds alone', refunded({ refund_cents: '100', refund_count: '1' })],
])('allows %s', async (_, statement) => {
  await expect(sql.raw(statement).execute(database.db)).resolves.toBeDefined()
})
