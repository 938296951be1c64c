import type { Database } from '@order-settlement/db/tables.ts'
import { sql } from 'kysely'

export interface LockWaits {
  /** @returns the longest wait that was seen, in ms */
  stop(): Promise<number>
}

/**
 * Watches how long sessions of this database wait for locks, without those of migrate() itself. Waits, and not
 * durations, since a busy machine prolongs these.
 */
export function watchLockWaits(db: Database): LockWaits {
  let stopped = false
  let longestMs = 0
  const watching = (async () => {
    while (!stopped) {
      const { rows } = await sql<{ ms: number }>`
        select coalesce(max(extract(epoch from clock_timestamp() - waitstart)) * 1000, 0)::float8 as ms
        from pg_locks join pg_stat_activity using (pid)
        where datname = current_database() and application_name <> 'migrate' and waitstart is not null`.execute(
        db,
      )
      longestMs = Math.max(longestMs, rows[0]?.ms ?? 0)
    }
  })()
  return {
    async stop() {
      stopped = true
      await watching
      return longestMs
    },
  }
}
