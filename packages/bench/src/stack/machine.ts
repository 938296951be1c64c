import { cpus } from 'node:os'
import type { Database } from '@order-settlement/db/tables.ts'
import { sql } from 'kysely'

/** The hardware and settings that figures depend on. */
export async function describeMachine(db: Database) {
  const { rows } = await sql<Record<string, string>>`
    select current_setting('server_version') as postgres, current_setting('fsync') as fsync,
      current_setting('synchronous_commit') as synchronous_commit`.execute(db)
  const processors = cpus()
  return {
    processors: processors.length,
    model: processors[0]?.model ?? 'unknown',
    node: process.versions.node,
    ...rows[0],
  }
}
