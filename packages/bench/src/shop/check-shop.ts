import type { Database } from '@order-settlement/db/tables.ts'
import { createApiDriver } from '@order-settlement/testing/api-driver.ts'
import { sql } from 'kysely'
import { checkRound } from '../stress/check-round.ts'
import { waitForEnd } from '../stress/wait-for-end.ts'
import { checkAcknowledged } from './check-acknowledged.ts'
import { checkShopBooks } from './check-shop-books.ts'
import { checkImports } from './import-file.ts'
import type { Client } from './send.ts'

export interface CheckedShop {
  db: Database
  /** Of the CSV files. */
  directory: string
  client: Client
}

/**
 * Waits for the settlements of the storm, settles all days, and compares everything with what clients remember.
 *
 * @returns what is wrong, a line each
 */
export async function checkShop({ db, directory, client }: CheckedShop): Promise<string[]> {
  const { acknowledged, fleet } = client
  const wrong = acknowledged.faults.splice(0)
  for (const id of new Set(acknowledged.jobs.splice(0))) {
    await waitForEnd(db, id)
    const { status } = await createApiDriver(fleet.api).readJob(id)
    if (status !== 'COMPLETED') wrong.push(`settlement ${id} is ${status}`)
  }
  const range = { ...(await findDays(db)), timezone: 'UTC' }
  const id = await createApiDriver(fleet.api).startSettlement(range)
  await waitForEnd(db, id)
  return [
    ...wrong,
    ...(await checkAcknowledged(db, acknowledged)),
    ...(await checkImports(db, acknowledged)),
    ...(await checkShopBooks(db)),
    ...(await checkRound({ db, directory, id, range, graceful: false })),
  ]
}

/** The days that have transactions. */
async function findDays(db: Database): Promise<{ from: string; to: string }> {
  const { rows } = await sql<{ from: string; to: string }>`
    select (min(paid_at) at time zone 'UTC')::date::text as from,
      (max(paid_at) at time zone 'UTC')::date::text as to
    from transactions`.execute(db)
  if (!rows[0]?.from) throw new Error('the storm sold nothing')
  return rows[0]
}
