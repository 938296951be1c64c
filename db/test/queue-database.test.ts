import { createLogger } from '@order-settlement/shared/process/logger.ts'
import { createTestDatabase } from '@order-settlement/testing/test-database.ts'
import { sql } from 'kysely'
import { PgBoss } from 'pg-boss'
import { expect, test, vi } from 'vitest'
import { createPool } from '../create-database.ts'
import { queueDatabase } from '../queue-database.ts'
import type { Database } from '../tables.ts'

const logger = createLogger('test', 'silent')
const patience = { timeout: 10_000, interval: 20 }

test('a notification wakes a worker that polls every 30 s, also after its listening connection was cut', async () => {
  await using database = await createTestDatabase()
  const { url, db } = database
  const pool = createPool({ url, applicationName: 'pgboss', connections: 2, logger })
  const boss = new PgBoss({
    db: queueDatabase(pool, url, logger),
    migrate: false,
    createSchema: false,
    supervise: false,
    useListenNotify: true,
  })
  boss.on('error', () => {})
  await boss.start()
  await boss.createQueue('woken', { notify: true })
  let handled = 0
  const polling = { pollingIntervalSeconds: 30, notifyPollingIntervalSeconds: 30 }
  await boss.work('woken', polling, async () => {
    handled += 1
  })

  const first = await listenerPid(db)
  await boss.send('woken')
  await vi.waitFor(() => expect(handled).toBe(1), patience)

  await sql`select pg_terminate_backend(${first}::integer)`.execute(db)
  await vi.waitFor(async () => expect(await listenerPid(db)).not.toBe(first), patience)
  await boss.send('woken')
  await vi.waitFor(() => expect(handled).toBe(2), patience)
  await boss.stop({ graceful: false })
  await pool.end()
})

async function listenerPid(db: Database): Promise<number> {
  return await vi.waitFor(async () => {
    const { rows } = await sql<{ pid: number }>`select pid from pg_stat_activity
      where datname = current_database() and application_name = 'pgboss:listener'
        and query like 'listen %' and state = 'idle'`.execute(db)
    const [listener] = rows
    if (!listener) throw new Error('nobody listens')
    return listener.pid
  }, patience)
}
