import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { sql } from 'kysely'
import pg from 'pg'
import { from } from 'pg-copy-streams'
import type { Stack } from '../stack/start-stack.ts'
import { columns } from './write-file.ts'

/**
 * The baseline: `\copy` of the file into a table without indexes or checks, then one INSERT from it into `transactions`.
 *
 * @returns the duration of both, in ms
 */
export async function loadBySql({ db, databaseUrl }: Stack, file: string): Promise<number> {
  await sql`create table if not exists bare (external_id text, merchant_id text, amount_cents bigint,
    fee_cents bigint, kind text, status text, paid_at timestamptz)`.execute(db)
  await sql`truncate bare`.execute(db)
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const started = performance.now()
    const copy = client.query(from('copy bare from stdin with (format csv, header)'))
    await pipeline(createReadStream(file, { highWaterMark: 64 * 1024 }), copy)
    await client.query(
      `insert into transactions (${columns.join(', ')}) select ${columns.join(', ')} from bare`,
    )
    return performance.now() - started
  } finally {
    await client.end()
  }
}
