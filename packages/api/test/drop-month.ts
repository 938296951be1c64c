import type { Database } from '@order-settlement/db/tables.ts'
import { sql } from 'kysely'

const tables = ['transactions', 'orders', 'refunds'] as const

/** Names of the files of a month. */
export function filesOf(month: string): string[] {
  return tables.map((table) => `${table}-${month}.csv.gz`)
}

/** Records a month as archived, with one transaction. */
export async function recordArchive(db: Database, month: string): Promise<void> {
  const files = tables.map((table) => ({
    table,
    name: `${table}-${month}.csv.gz`,
    bytes: 1000,
    sha256: 'ab'.repeat(32),
    rows: table === 'transactions' ? '1' : '0',
    sums:
      table === 'transactions'
        ? [{ currency: 'USD', status: 'PAID', kind: 'SALE', txn_count: '1', gross_cents: '100' }]
        : [],
    fingerprint: '1/100/7',
  }))
  await db
    .insertInto('archives')
    .values({ month, directory: '/archives', files: JSON.stringify(files) })
    .execute()
}

/**
 * Drops a month: first it is recorded as dropped, then its rows are deleted.
 *
 * @param rows whether they are deleted already
 */
export async function dropMonth(
  db: Database,
  month: string,
  { rows }: { rows: 'deleted' | 'left' } = { rows: 'deleted' },
): Promise<void> {
  await recordArchive(db, month)
  await sql`update archives set dropped_at = now() where month = ${month}`.execute(db)
  if (rows === 'left') return
  const ofMonth = sql`archives.month = ${month} and orders.id >= lowest_uuid(starts_at)
    and orders.id < lowest_uuid(ends_at)`
  for (const table of ['order_keys', 'refunds'])
    await sql`delete from ${sql.table(table)} using orders, archives
      where order_id = orders.id and ${ofMonth}`.execute(db)
  await sql`delete from orders using archives where ${ofMonth}`.execute(db)
  for (const table of ['transactions', 'transaction_versions'])
    await sql`delete from ${sql.table(table)} using archives
      where month = ${month} and paid_at >= starts_at and paid_at < ends_at`.execute(db)
}
