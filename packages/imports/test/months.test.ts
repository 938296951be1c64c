import { makePartition } from '@order-settlement/db/partitions/make-partitions.ts'
import { partitionedTables } from '@order-settlement/db/partitions/partitioned-tables.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startImports, type TestImports } from './start-imports.ts'

const header = 'external_id,merchant_id,amount_cents,fee_cents,paid_at,status,order_id'
const january = '2025-01-15T12:00:00Z'
const february = '2025-02-15T12:00:00Z'

let imports: TestImports
beforeAll(async () => {
  imports = await startImports()
  for (const month of ['2025-01', '2025-02', '2025-03'])
    await makePartition(imports.db, partitionedTables.transactions, month)
})
afterAll(() => imports.stop())

const toFile = (...lines: string[]) => `${[header, ...lines].join('\n')}\n`
/** @param paidAt empty for one that is not paid yet */
const line = (id: string, paidAt: string, order = '') =>
  `${id},m,100,3,${paidAt},${paidAt ? 'PAID' : 'PENDING'},${order}`

/** Times of the transactions whose external ids begin so, by external id; null for those without. */
async function timesOf(prefix: string): Promise<(string | null)[]> {
  const { rows } = await sql<{ paid_at: string | null }>`
    select to_char(paid_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as paid_at from transactions
    where external_id like ${`${prefix}%`} order by external_id`.execute(imports.db)
  return rows.map(({ paid_at }) => paid_at)
}

test('a correction moves transactions to another month, and pending ones to that in which they were paid', async () => {
  const before = toFile(line('c-1', january), line('c-2', february), line('c-3', ''))
  const after = toFile(line('c-1', february), line('c-2', february), line('c-3', january))
  expect(await imports.run(before)).toMatchObject({ inserted: 3 })
  expect(await imports.run(after)).toMatchObject({ status: 'REJECTED', rejected_count: 2 })
  expect(await imports.run(after, { onConflict: 'update' })).toMatchObject({
    inserted: 0,
    updated: 2,
    unchanged: 1,
  })
  expect(await timesOf('c-')).toEqual([february, february, january])
  expect(await imports.run(after)).toMatchObject({ inserted: 0, unchanged: 3 })
  const { rows } = await sql`
    select before_paid_at is null as was_pending, replaced_xid = written.written_xid as replaced_by_it
    from transaction_changes join transaction_versions using (transaction_id)
    join transactions as written on written.id = transaction_id order by transaction_id`.execute(
    imports.db,
  )
  expect(rows).toEqual([
    { was_pending: false, replaced_by_it: true },
    { was_pending: true, replaced_by_it: true },
  ])
})

test('a transaction of before external ids had keys is unchanged in its file, and changed by a correction', async () => {
  await imports.db.transaction().execute(async (trx) => {
    await sql`set local session_replication_role = replica`.execute(trx)
    await sql`insert into transactions_default (id, external_id, merchant_id, amount_cents, fee_cents, status, paid_at)
      values (-1, 'old-1', 'm', 100, 3, 'PAID', '2024-05-01Z')`.execute(trx)
  })
  const file = toFile(line('old-1', '2024-05-01T00:00:00Z'))
  expect(await imports.run(file)).toMatchObject({ inserted: 0, unchanged: 1 })
  const moved = toFile(line('old-1', january))
  expect(await imports.run(moved, { onConflict: 'update' })).toMatchObject({ updated: 1 })
  expect(await imports.run(moved)).toMatchObject({ inserted: 0, unchanged: 1 })
  expect(await timesOf('old-')).toEqual([january])
})

test('files with the same 500 external ids in two months at once, while they come by hand: each is there once', async () => {
  const ids = Array.from({ length: 500 }, (_, n) => `r-${n}`)
  const [first, second] = [january, february].map((time) =>
    toFile(...ids.map((id) => line(id, time))),
  )
  const byHand = async () => {
    for (const id of ids.slice(0, 50))
      await sql`insert into transactions (external_id, merchant_id, amount_cents, fee_cents, status, paid_at)
        values (${id}, 'm', 1, 0, 'PAID', '2025-03-15Z')`.execute(imports.db)
  }
  await Promise.allSettled([
    imports.run(first ?? '', { onError: 'skip' }),
    imports.run(second ?? '', { onError: 'skip' }),
    byHand(),
  ])
  expect(await timesOf('r-')).toHaveLength(500)
})

test('a line whose transaction was in a month that is dropped is a bad line', async () => {
  const file = toFile(line('gone', '2025-03-15T12:00:00Z'))
  expect(await imports.run(file)).toMatchObject({ inserted: 1 })
  await sql`drop table transactions_2025_03`.execute(imports.db)
  const { rejected } = await imports.run(file, { onConflict: 'update' })
  expect(rejected).toEqual([
    { line: 2, field: 'external_id', message: 'is stored in an archived month' },
  ])
})

test('of 20 holds that are confirmed while a file has their sales, each has one sale', async () => {
  const { db } = imports
  await sql`insert into products (id, name, merchant_id, price_cents, stock) values (77, 'P', 'm', 100, 100)`.execute(
    db,
  )
  const { rows: holds } = await sql<{ id: string }>`
    insert into orders (product_id, quantity, buyer_id, unit_price_cents, total_cents, status, expires_at, confirmed_at)
    select 77, 1, 'b', 100, 100, 'HELD', now() + interval '1 hour', null from generate_series(1, 20)
    returning id`.execute(db)
  const file = toFile(...holds.map(({ id }, n) => line(`sale-${n}`, january, id)))
  const confirmAll = async () => {
    for (const { id } of holds)
      await sql`update orders set status = 'CONFIRMED' where id = ${id}`.execute(db)
  }
  await Promise.all([
    imports.run(file, { onError: 'skip' }),
    confirmAll(),
    imports.run(file, { onError: 'skip' }),
  ])
  const { rows } = await sql`
    select count(*)::integer as sales, count(distinct order_id)::integer as orders
    from transactions where kind = 'SALE' and order_id in (select id from orders where product_id = 77)`.execute(
    db,
  )
  expect(rows).toEqual([{ sales: 20, orders: 20 }])
})
