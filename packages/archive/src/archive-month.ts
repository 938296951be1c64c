import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type { ArchivedFile } from '@order-settlement/db/archive-tables.ts'
import type { Archive } from '@order-settlement/db/tables.ts'
import {
  archivedTables,
  type TableOfMonth,
} from '@order-settlement/shared/archives/archived-tables.ts'
import type { Month } from '@order-settlement/shared/archives/month.ts'
import type pg from 'pg'
import { to } from 'pg-copy-streams'
import { ArchiveError } from './archive-error.ts'
import {
  checkArchive,
  csvName,
  publishFile,
  readProof,
  removeProof,
  temporary,
  writeProof,
} from './archive-files.ts'
import { expireHolds } from './expire-holds.ts'
import {
  copyStatements,
  findChangedDays,
  readClosedState,
  readFingerprints,
  sumMonth,
} from './month.queries.ts'
import { type ArchiveProof, sortSums, sumsAreEqual } from './proof.ts'
import { readArchive } from './read-archive.ts'
import { findRecord, isRecordOf, markChanged, recordArchive } from './records.queries.ts'

export interface ArchiveOptions {
  /** Absolute. Made when it is missing. */
  directory: string
  /** ISO 4217, of merchants that nobody described. */
  currency: string
}

export interface ArchivedMonth {
  proof: ArchiveProof
  /** False if it had been archived before, and was only checked. */
  written: boolean
  /** Whether it was written since its rows had changed after they were archived before. */
  changed?: true
}

/**
 * Writes the transactions and orders of a closed month to compressed CSVs, reads them back, keeps the proof that they have
 * what the tables have, and records that in `archives`. The proof is written last and recorded after it, so a crash
 * leaves a complete archive or none. A month that has its proof already is checked, and written again only if its
 * rows have changed.
 *
 * @param pool of at least 2 connections
 * @throws ArchiveError, after which the month has no archive, or that of before
 */
export async function archiveMonth(
  pool: pg.Pool,
  month: Month,
  options: ArchiveOptions,
): Promise<ArchivedMonth> {
  await mkdir(options.directory, { recursive: true })
  await expireHolds(pool, month)
  const client = await pool.connect()
  // A COPY that was broken off leaves a connection that is of no more use.
  let broken = true
  try {
    const archived = await inSnapshot(pool, client, month, options)
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
  pool: pg.Pool,
  client: pg.PoolClient,
  month: Month,
  options: ArchiveOptions,
): Promise<ArchivedMonth> {
  const { directory } = options
  // One snapshot for the sums and the rows, however long the files take.
  await client.query('begin isolation level repeatable read read only')
  const { rows } = await client.query<{ locked: boolean }>(
    `select pg_try_advisory_xact_lock(hashtext('archive'), hashtext($1)) as locked`,
    [month.name],
  )
  if (!rows[0]?.locked)
    throw new ArchiveError('ALREADY_RUNNING', `${month.name} is being archived already`)
  const record = await findRecord(client, month)
  if (record?.dropped_at)
    return { proof: await checkDropped(directory, month, record), written: false }
  const found = (await readProof(directory, month)) && (await checkArchive(directory, month))
  const isCurrent = found !== undefined && (await hasWhatTablesHave(client, month, found))
  if (isCurrent) {
    if (!record || record.changed_at !== null || !isRecordOf(record, found))
      await recordArchive(pool, client, month, directory, found)
    return { proof: found, written: false }
  }
  const replace = async () => {
    if (record) await markChanged(pool, month)
    await removeProof(directory, month)
  }
  const proof = await writeArchive(client, month, options, replace)
  await recordArchive(pool, client, month, directory, proof)
  return { proof, written: true, ...(found && { changed: true }) }
}

/** The files of a dropped month are the only ones: they are checked, and never written again. */
async function checkDropped(
  directory: string,
  month: Month,
  record: Archive,
): Promise<ArchiveProof> {
  const proof = await readProof(directory, month)
  if (!proof)
    throw new ArchiveError(
      'MONTH_DROPPED',
      `${month.name} is no longer in the database; its files were written to ${record.directory}`,
    )
  await checkArchive(directory, month)
  if (!isRecordOf(record, proof))
    throw new ArchiveError('ARCHIVE_DAMAGED', `${directory} has not the archive that was recorded`)
  return proof
}

async function hasWhatTablesHave(
  client: pg.PoolClient,
  month: Month,
  { files }: ArchiveProof,
): Promise<boolean> {
  const fingerprints = await readFingerprints(client, month)
  return files.every(({ table, fingerprint }) => fingerprints.get(table) === fingerprint)
}

/** @param replace called before the first file gets its name */
async function writeArchive(
  client: pg.PoolClient,
  month: Month,
  { directory, currency }: ArchiveOptions,
  replace: () => Promise<void>,
): Promise<ArchiveProof> {
  const { through, timezone, now } = await requireClosed(client, month)
  const fingerprints = await readFingerprints(client, month)
  const files: ArchivedFile[] = []
  for (const of of archivedTables) {
    const written = await writeFile(client, of, month, { directory, currency })
    files.push({ ...written, fingerprint: fingerprints.get(of.table) ?? '' })
  }
  await replace()
  for (const { name } of files) await publishFile(directory, name)
  const proof: ArchiveProof = {
    month: month.name,
    from: month.from,
    to: month.to,
    closed_through: through,
    timezone,
    archived_at: now,
    files,
  }
  await writeProof(directory, month, proof)
  return proof
}

async function writeFile(
  client: pg.PoolClient,
  of: TableOfMonth,
  month: Month,
  { directory, currency }: ArchiveOptions,
): Promise<Omit<ArchivedFile, 'fingerprint'>> {
  const sums = sortSums(await sumMonth(client, of, month, currency), of.groups)
  const name = csvName(of.table, month)
  const path = join(directory, temporary(name))
  await pipeline(
    Readable.from(copyAll(client, copyStatements(of, month, currency))),
    createGzip(),
    createWriteStream(path, { flush: true }),
  )
  const { bytes, sha256, rows, sums: found } = await readArchive(path, of)
  if (!sumsAreEqual(found, sums))
    throw new ArchiveError(
      'PROOF_FAILED',
      `${path} has not what the table has; it is kept to look at`,
    )
  return { table: of.table, name, bytes, sha256, rows, sums }
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
