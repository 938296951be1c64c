import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type pg from 'pg'
import { to } from 'pg-copy-streams'
import { ArchiveError } from './archive-error.ts'
import {
  checkArchive,
  csvName,
  publishFile,
  readProof,
  temporary,
  writeProof,
} from './archive-files.ts'
import { copyStatements, findChangedDays, readClosedState, sumMonth } from './month.queries.ts'
import type { Month } from './month.ts'
import { type ArchiveProof, sortSums, sumsAreEqual } from './proof.ts'
import { readArchive } from './read-archive.ts'

export interface ArchiveOptions {
  /** Made when it is missing. */
  directory: string
  /** ISO 4217, of merchants that nobody described. */
  currency: string
}

export interface ArchivedMonth {
  proof: ArchiveProof
  /** False if it had been archived before, and was only checked. */
  written: boolean
}

/**
 * Writes the transactions of a closed month to a compressed CSV, reads that back, and keeps the proof that it has what the
 * table has. Changes nothing in the database. The proof is written last, so a crash leaves a complete archive or
 * none; a month that has its proof already is checked and not written again.
 *
 * @throws ArchiveError, after which the month has no archive, or that of before
 */
export async function archiveMonth(
  pool: pg.Pool,
  month: Month,
  options: ArchiveOptions,
): Promise<ArchivedMonth> {
  await mkdir(options.directory, { recursive: true })
  const client = await pool.connect()
  // A COPY that was broken off leaves a connection that is of no more use.
  let broken = true
  try {
    const archived = await inSnapshot(client, month, options)
    broken = false
    return archived
  } catch (error) {
    broken = !(error instanceof ArchiveError)
    throw error
  } finally {
    // Nothing was changed. Before the connection closes, so that the next run finds the lock free.
    if (!broken) await client.query('rollback').catch(() => {})
    client.release(broken)
  }
}

async function inSnapshot(
  client: pg.PoolClient,
  month: Month,
  options: ArchiveOptions,
): Promise<ArchivedMonth> {
  // One snapshot for the sums and the rows, however long the file takes.
  await client.query('begin isolation level repeatable read read only')
  const { rows } = await client.query<{ locked: boolean }>(
    `select pg_try_advisory_xact_lock(hashtext('archive'), hashtext($1)) as locked`,
    [month.name],
  )
  if (!rows[0]?.locked)
    throw new ArchiveError('ALREADY_RUNNING', `${month.name} is being archived already`)
  if (await readProof(options.directory, month))
    return { proof: await checkArchive(options.directory, month), written: false }
  return { proof: await writeArchive(client, month, options), written: true }
}

async function writeArchive(
  client: pg.PoolClient,
  month: Month,
  { directory, currency }: ArchiveOptions,
): Promise<ArchiveProof> {
  const { through, timezone, now } = await requireClosed(client, month)
  const sums = sortSums(await sumMonth(client, month, currency))
  const file = csvName(month)
  const path = join(directory, temporary(file))
  await pipeline(
    Readable.from(copyAll(client, copyStatements(month, currency))),
    createGzip(),
    createWriteStream(path, { flush: true }),
  )
  const found = await readArchive(path)
  if (!sumsAreEqual(found.sums, sums))
    throw new ArchiveError(
      'PROOF_FAILED',
      `${path} has not what the table has; it is kept to look at`,
    )
  await publishFile(directory, file)
  const proof: ArchiveProof = {
    month: month.name,
    from: month.from,
    to: month.to,
    closed_through: through,
    timezone,
    archived_at: now,
    file,
    bytes: found.bytes,
    sha256: found.sha256,
    sums,
  }
  await writeProof(directory, month, proof)
  return proof
}

async function* copyAll(client: pg.PoolClient, statements: string[]): AsyncGenerator<Buffer> {
  for (const statement of statements) yield* client.query(to(statement))
}

/** @throws ArchiveError MONTH_NOT_CLOSED, or CLOSED_DAY_CHANGED */
async function requireClosed(client: pg.ClientBase, month: Month) {
  const state = await readClosedState(client, month)
  const { through = null, timezone = null } = state ?? {}
  if (!state?.closed || through === null || timezone === null) {
    const until =
      through === null ? 'no day is closed' : `days are closed through ${through} in ${timezone}`
    throw new ArchiveError('MONTH_NOT_CLOSED', `${month.name} in UTC is not closed: ${until}`)
  }
  const changed = await findChangedDays(client, month)
  if (changed.length > 0)
    throw new ArchiveError(
      'CLOSED_DAY_CHANGED',
      `closed days have changed: ${changed.join(', ')}; npm run audit shows what they had`,
    )
  return { through, timezone, now: state.now }
}
