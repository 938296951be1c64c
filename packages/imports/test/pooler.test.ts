import { startTransactionPooler } from '@order-settlement/testing/transaction-pooler.ts'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { csv, startImports } from './start-imports.ts'

const lines = 2_000

/** A file of several parts for COPY; all files have as many lines in each. */
function file(merchant: number): string {
  const id = (n: number) => `${merchant}-${n}-${'x'.repeat(230)}`
  return csv(
    ...Array.from({ length: lines }, (_, n) => `${id(n)},m${merchant},1,0,2025-01-01T00:00:00Z`),
  )
}

test('of 12 imports through a pooler in transaction mode each is kept with all of its lines and no others, or with none', async () => {
  await using stack = new AsyncDisposableStack()
  const imports = await startImports()
  stack.defer(() => imports.stop())
  const pooler = stack.use(await startTransactionPooler(imports.url, 3))
  const through = await startImports(pooler.url)
  stack.defer(() => through.stop())

  const results = await Promise.allSettled(
    Array.from({ length: 12 }, (_, n) => through.run(file(n + 10))),
  )
  const { rows } = await sql<{ import_id: string; merchants: string[]; count: number }>`
    select import_id, array_agg(distinct merchant_id) as merchants, count(*)::integer from transactions
    group by import_id`.execute(imports.db)
  const found = new Map(rows.map(({ import_id, ...kept }) => [import_id, kept]))
  for (const [n, result] of results.entries()) {
    if (result.status === 'rejected') {
      expect(result.reason.message).toMatch(/^the session was shared .* set DATABASE_DIRECT_URL$/)
      continue
    }
    const id = result.value.import_id ?? ''
    expect(found.get(id)).toEqual({ merchants: [`m${n + 10}`], count: lines })
    found.delete(id)
  }
  expect([...found.keys()]).toEqual([])
  expect(results.map(({ status }) => status)).toContain('rejected')
})
