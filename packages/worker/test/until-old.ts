import type { Database } from '@order-settlement/db/tables.ts'
import { sql } from 'kysely'
import { vi } from 'vitest'

/** Sums of transactions are kept only if these are older than every transaction on the server, also of other tests. */
export async function untilOld(db: Database): Promise<void> {
  await vi.waitUntil(async () => {
    const { rows } = await sql<{ old: boolean }>`
      select bool_and(age(xmin) > age(pg_snapshot_xmin(pg_current_snapshot())::xid)) as old
      from transactions`.execute(db)
    return rows[0]?.old
  }, 20_000)
}
