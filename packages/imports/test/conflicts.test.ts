import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { csv, startImports, type TestImports } from './start-imports.ts'

let imports: TestImports
beforeAll(async () => {
  imports = await startImports()
})
afterAll(() => imports.stop())

const paid = '2025-01-31T23:59:59Z'
const line = (id: string, cents: number | string = 100, merchant = 'm1') =>
  `${id},${merchant},${cents},3,${paid}`

async function centsOf(...ids: string[]): Promise<Record<string, string>> {
  const rows = await imports.db
    .selectFrom('transactions')
    .select(['external_id', 'amount_cents'])
    .where('external_id', 'in', ids)
    .execute()
  return Object.fromEntries(rows.map((row) => [String(row.external_id), row.amount_cents]))
}

async function footprint(): Promise<unknown> {
  const { rows } = await sql`select (select count(*) from transactions) as transactions,
    (select count(*) from imports) as imports, (select count(*) from transaction_changes) as changes`.execute(
    imports.db,
  )
  return rows[0]
}

describe('on_error=skip', () => {
  test('keeps the good lines, and counts and names the bad ones of every kind', async () => {
    await imports.run(csv(line('skip-stored', 1)))
    const result = await imports.run(
      csv(line('skip-1'), line('skip-2', '1.5'), line('skip-stored', 2), 'short', line('skip-3')),
      { onError: 'skip' },
    )
    expect(result).toMatchObject({
      status: 'COMPLETED',
      received: 5,
      inserted: 2,
      rejected_count: 3,
    })
    expect(result.rejected.map(({ line, field }) => [line, field])).toEqual([
      [3, 'amount_cents'],
      [4, 'external_id'],
      [5, ''],
    ])
    expect(await centsOf('skip-1', 'skip-2', 'skip-stored', 'skip-3')).toEqual({
      'skip-1': '100',
      'skip-3': '100',
      'skip-stored': '1',
    })
  })

  test('does not help a file that cannot be read to its end', async () => {
    const before = await centsOf('cut-1')
    const result = await imports.run(`${csv(line('cut-1'))}"cut-2,m1`, { onError: 'skip' })
    expect(result).toMatchObject({
      status: 'REJECTED',
      inserted: 0,
      rejected: [{ line: 3, message: 'has a quote that is not closed' }],
    })
    expect(await centsOf('cut-1')).toEqual(before)
  })
})

describe('the same external_id twice in a file', () => {
  test('with the same content it is unchanged', async () => {
    const result = await imports.run(csv(line('twice'), line('twice'), line('twice')))
    expect(result).toMatchObject({ received: 3, inserted: 1, unchanged: 2 })
    expect(await imports.run(csv(line('twice'), line('twice')))).toMatchObject({ unchanged: 2 })
  })

  test.each(['reject', 'update'] as const)(
    'with other content it is a bad line, also with on_conflict=%s',
    async (onConflict) => {
      const result = await imports.run(csv(line('two', 1), line('two', 2), line('two', 1)), {
        onConflict,
      })
      expect(result).toMatchObject({
        status: 'REJECTED',
        rejected_count: 1,
        rejected: [
          {
            line: 3,
            field: 'external_id',
            message: 'is in line 2 with other content: amount_cents 1',
          },
        ],
      })
    },
  )
})

describe('on_conflict=update', () => {
  test('changes what differs, and keeps what it was', async () => {
    const first = await imports.run(csv(line('changed', 1), line('same', 1)))
    const second = await imports.run(csv(line('changed', 2), line('same', 1), line('new', 1)), {
      onConflict: 'update',
    })
    expect(second).toMatchObject({ received: 3, inserted: 1, updated: 1, unchanged: 1 })
    expect(await centsOf('changed', 'same', 'new')).toEqual({ changed: '2', same: '1', new: '1' })
    const stored = await imports.db
      .selectFrom('transactions')
      .select(['id', 'import_id'])
      .where('external_id', '=', 'changed')
      .executeTakeFirstOrThrow()
    expect(stored.import_id).toBe(first.import_id)
    const changes = await imports.db
      .selectFrom('transaction_changes')
      .selectAll()
      .where('transaction_id', '=', stored.id)
      .execute()
    expect(changes).toMatchObject([
      { import_id: second.import_id, before_amount_cents: '1', before_paid_at: new Date(paid) },
    ])
  })

  test('a bad line beside it: nothing is changed', async () => {
    await imports.run(csv(line('kept', 1)))
    const before = await centsOf('kept')
    const result = await imports.run(csv(line('kept', 2), line('bad', 'x')), {
      onConflict: 'update',
    })
    expect(result).toMatchObject({ status: 'REJECTED', updated: 0 })
    expect(await centsOf('kept')).toEqual(before)
  })
})

describe('dry_run=true', () => {
  test('tells what would happen, and keeps nothing', async () => {
    await imports.run(csv(line('dry-stored', 1), line('dry-other', 1)))
    const before = await footprint()
    const file = csv(
      line('dry-stored', 1),
      line('dry-other', 2),
      line('dry-new'),
      line('dry-bad', 'x'),
    )
    const result = await imports.run(file, { dryRun: true, onError: 'skip', onConflict: 'update' })
    expect(result).toMatchObject({
      status: 'COMPLETED',
      import_id: null,
      received: 4,
      inserted: 1,
      updated: 1,
      unchanged: 1,
      rejected_count: 1,
    })
    expect(await imports.run(file, { dryRun: true })).toMatchObject({
      status: 'REJECTED',
      import_id: null,
      rejected_count: 2,
    })
    expect(await footprint()).toEqual(before)
  })
})

test('8 imports of the same 2,000 transactions at once, in different orders: each is there once', async () => {
  const lines = Array.from({ length: 2_000 }, (_, n) => line(`race-${n}`))
  const files = Array.from({ length: 8 }, (_, n) =>
    csv(...lines.slice(n * 100), ...lines.slice(0, n * 100)),
  )
  const results = await Promise.all(files.map((file) => imports.run(file)))
  expect(results.map(({ inserted }) => inserted).sort((a, b) => b - a)).toEqual([
    2_000,
    ...Array(7).fill(0),
  ])
  expect(
    results.every(({ received, inserted, unchanged }) => inserted + unchanged === received),
  ).toBe(true)
  const { rows } =
    await sql`select count(*) as n, count(distinct external_id) as ids from transactions
    where external_id like 'race-%'`.execute(imports.db)
  expect(rows).toEqual([{ n: '2000', ids: '2000' }])
})

test('somebody inserts the same transaction by SQL while it is imported: it is found, and is unchanged', async () => {
  const insert = sql`insert into transactions (merchant_id, external_id, amount_cents, fee_cents, status, paid_at)
    values ('m1', 'by-hand', 100, 3, 'PAID', ${paid})`
  const { promise: inserted, resolve } = Promise.withResolvers<void>()
  const { promise: released, resolve: release } = Promise.withResolvers<void>()
  const byHand = imports.db.transaction().execute(async (trx) => {
    await insert.execute(trx)
    resolve()
    await released
  })
  await inserted
  const running = imports.run(csv(line('by-hand')))
  await expect
    .poll(async () => {
      const { rows } = await sql`select from pg_stat_activity
        where datname = current_database() and wait_event = 'transactionid'`.execute(imports.db)
      return rows.length
    })
    .toBe(1)
  release()
  await byHand
  expect(await running).toMatchObject({ inserted: 0, unchanged: 1 })
})
