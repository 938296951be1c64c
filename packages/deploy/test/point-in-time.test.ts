import { chmod, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { migrate } from '@order-settlement/db/migrate.ts'
import type { Database } from '@order-settlement/db/tables.ts'
import { type Postgres, startPostgres } from '@order-settlement/local/embedded-postgres.ts'
import { clusterPath } from '@order-settlement/local/postgres/prepare-cluster.ts'
import { createLogger } from '@order-settlement/shared/process/logger.ts'
import { type BuyerAnswer, startBuyers } from '@order-settlement/testing/buyers.ts'
import {
  makeMemoryDirectory,
  type TemporaryDirectory,
} from '@order-settlement/testing/temporary-directory.ts'
import { execa } from 'execa'
import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { openDatabase, openShop, runAudit, settleDays } from './running-shop.ts'

/** Everything beside the archive survives only what the backup is for. */
const settings = { fsync: 'off', shared_buffers: '128MB' }

async function makeDirectory(): Promise<TemporaryDirectory> {
  const directory = await makeMemoryDirectory()
  onTestFinished(() => directory.remove())
  // The server runs as another user if the tests run as root.
  await chmod(directory.path, 0o777)
  return directory
}

async function start(dataDir: string, more: Record<string, string>): Promise<Postgres> {
  const postgres = await startPostgres({ dataDir, settings: { ...settings, ...more } })
  onTestFinished(() => postgres.stop({ immediate: true }))
  return postgres
}

/** Writes a file into a cluster, for the user that it belongs to. */
async function writeToCluster(cluster: string, name: string, text: string): Promise<void> {
  const file = join(cluster, name)
  await writeFile(file, text)
  await execa('chown', [`--reference=${cluster}`, file])
}

interface Copied {
  postgres: Postgres
  db: Database
  /** Data directories. */
  from: string
  to: string
}

async function copyStoppedServer({ postgres, from, to }: Copied): Promise<void> {
  await postgres.stop()
  await execa('cp', ['-a', `${from}/.`, to])
  await postgres.restart()
}

/** What pg_basebackup does, which the embedded PostgreSQL lacks. */
async function copyRunningServer({ db, from, to }: Copied): Promise<void> {
  await db.connection().execute(async (session) => {
    await sql`select pg_backup_start('base', true)`.execute(session)
    // Files change, vanish and grow meanwhile: the log makes up for it.
    await execa('cp', ['-a', `${from}/.`, to], { reject: false })
    const { rows } = await sql<{ labelfile: string }>`select * from pg_backup_stop()`.execute(
      session,
    )
    const cluster = clusterPath(to)
    await execa('rm', ['-rf', join(cluster, 'postmaster.pid'), join(to, 'npm-start.lock')])
    await execa('find', [join(cluster, 'pg_wal'), '-type', 'f', '-delete'])
    await writeToCluster(cluster, 'backup_label', rows[0]?.labelfile ?? '')
  })
}

async function archiveAll(db: Database): Promise<void> {
  const { rows } = await sql<{ file: string }>`
    select pg_walfile_name(pg_switch_wal()) as file`.execute(db)
  await expect
    .poll(async () => {
      const archived = await sql<{ file: string }>`select last_archived_wal as file
        from pg_stat_archiver`.execute(db)
      return archived.rows[0]?.file ?? ''
    })
    .toSatisfy((file: string) => file >= (rows[0]?.file ?? 'none'))
}

/** A server answers before it has replayed the log. */
async function promoted(db: Database): Promise<void> {
  const isRecovering = async () => {
    const { rows } = await sql<{ now: boolean }>`select pg_is_in_recovery() as now`.execute(db)
    return rows[0]?.now
  }
  await expect.poll(isRecovering, { timeout: 30_000 }).toBe(false)
}

async function storedOrders(db: Database): Promise<Set<string>> {
  const rows = await db.selectFrom('orders').select('id').execute()
  return new Set(rows.map(({ id }) => id))
}

function acknowledged(answers: BuyerAnswer[]): Set<string> {
  return new Set(answers.flatMap(({ status, id }) => (status === 201 && id ? [id] : [])))
}

test.each([
  ['that runs', copyRunningServer],
  ['that was stopped for it', copyStoppedServer],
])(
  'a copy of a server %s, and the log: the moment before an accident has each acknowledged order, and the audit holds',
  async (_, copyServer) => {
    const [data, archive, copy] = [
      await makeDirectory(),
      await makeDirectory(),
      await makeDirectory(),
    ]
    const before = await start(data.path, {
      archive_mode: 'on',
      archive_command: `cp %p ${archive.path}/%f`,
    })
    const url = before.url('appdb')
    await migrate(url, createLogger('test', 'silent'))
    const db = openDatabase(url)
    const shop = await openShop(url)
    const stopBuyers = startBuyers(shop.api.url, shop.productId, 2)
    await expect.poll(async () => (await storedOrders(db)).size).toBeGreaterThan(10)
    await copyServer({ postgres: before, db, from: data.path, to: copy.path })
    const inCopy = (await storedOrders(db)).size
    await expect.poll(async () => (await storedOrders(db)).size).toBeGreaterThan(inCopy + 10)
    const answers = await stopBuyers()
    const orders = await storedOrders(db)
    // Of an order that was interrupted nobody knows whether it is stored.
    expect([...acknowledged(answers)].filter((id) => !orders.has(id))).toEqual([])
    await settleDays(db, shop)
    await shop.worker.kill('SIGTERM')
    await shop.api.kill('SIGTERM')
    const { rows } = await sql<{ at: string }>`select clock_timestamp()::text as at`.execute(db)
    const [moment] = rows

    await sql`truncate orders cascade`.execute(db)
    await archiveAll(db)
    await before.kill()

    await writeToCluster(clusterPath(copy.path), 'recovery.signal', '')
    const after = await start(copy.path, {
      restore_command: `cp ${archive.path}/%f %p`,
      recovery_target_time: moment?.at ?? '',
      recovery_target_action: 'promote',
    })
    const restored = openDatabase(after.url('appdb'))
    await promoted(restored)
    expect(await storedOrders(restored)).toEqual(orders)
    expect(await runAudit(after.url('appdb'))).toMatchObject({ code: 0 })
    const settled = await restored.selectFrom('settlements').select('txn_count').execute()
    expect(settled.reduce((sum, { txn_count }) => sum + Number(txn_count), 0)).toBe(1000)
    const again = await openShop(after.url('appdb'))
    const more = { product_id: shop.productId, quantity: 1, buyer_id: 'u' }
    expect(orders).not.toContain((await again.driver.placeOrder(more)).id)
  },
  120_000,
)
