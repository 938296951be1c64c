import { errorCode } from '@order-settlement/db/database-errors.ts'
import type { Trx } from '@order-settlement/db/tables.ts'
import { sql } from 'kysely'
import pg from 'pg'
import { type Session, SessionLostError, type SharedProcess } from './session.ts'

/**
 * Creates the table of the lines that are well-formed, in their order: `no` counts transactions, `line` lines of the
 * file. Temporary, so that it is not logged and vanishes with the session.
 *
 * @returns where it is, unless the session is the client's own: a pooler reports a process of its own
 * @throws SessionLostError if the session has that of another import
 */
export async function createStaging({ client, db }: Session): Promise<SharedProcess> {
  const pid = await db
    .transaction()
    .execute(createTable)
    .catch((cause: unknown) => {
      throw errorCode(cause) === '42P07' ? new SessionLostError({ cause }) : cause
    })
  return client instanceof pg.Client && client.processID === pid ? undefined : pid
}

async function createTable(trx: Trx): Promise<number | undefined> {
  await sql`create temporary table staged_lines (
    no bigint not null, line bigint not null,
    external_id text collate "C" not null, merchant_id text collate "C" not null,
    amount_cents bigint not null, fee_cents bigint not null, kind text not null, status text not null,
    paid_at timestamptz, order_id uuid, relates_to date, currency text
  )`.execute(trx)
  const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(trx)
  return rows[0]?.pid
}
