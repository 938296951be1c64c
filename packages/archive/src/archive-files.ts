import { open, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { ArchivedTable } from '@order-settlement/db/archive-tables.ts'
import { archivedTables } from '@order-settlement/shared/archives/archived-tables.ts'
import type { Month } from '@order-settlement/shared/archives/month.ts'
import { Value } from 'typebox/value'
import { ArchiveError } from './archive-error.ts'
import { ArchiveProof, sumsAreEqual } from './proof.ts'
import { readArchive } from './read-archive.ts'

export const csvName = (table: ArchivedTable, { name }: Month) => `${table}-${name}.csv.gz`
const proofName = ({ name }: Month) => `archive-${name}.json`
/** Of an earlier version, which archived transactions alone. */
const earlierProofName = ({ name }: Month) => `transactions-${name}.json`

/** The name of a file until it is complete. Nothing else reads it, and the next run writes over it. */
export const temporary = (name: string) => `${name}.tmp`

/** Gives a complete file its name, and syncs the directory, so that a crash leaves all of it or none. */
export async function publishFile(directory: string, name: string): Promise<void> {
  await rename(join(directory, temporary(name)), join(directory, name))
  await syncDirectory(directory)
}

async function syncDirectory(directory: string): Promise<void> {
  await using handle = await open(directory)
  await handle.sync()
}

/** Before the first file is replaced: a crash between two files then leaves no archive instead of a damaged one. */
export async function removeProof(directory: string, month: Month): Promise<void> {
  for (const name of [proofName(month), earlierProofName(month)])
    await rm(join(directory, name), { force: true })
  await syncDirectory(directory)
}

/** Written last: an archive without it is not complete. */
export async function writeProof(
  directory: string,
  month: Month,
  proof: ArchiveProof,
): Promise<void> {
  const name = proofName(month)
  {
    await using file = await open(join(directory, temporary(name)), 'w')
    await file.writeFile(`${JSON.stringify(proof, null, 2)}\n`)
    await file.sync()
  }
  await publishFile(directory, name)
}

/**
 * @returns undefined if the month has no complete archive
 * @throws ArchiveError ARCHIVE_DAMAGED if that is no proof
 */
export async function readProof(
  directory: string,
  month: Month,
): Promise<ArchiveProof | undefined> {
  const text = await readFile(join(directory, proofName(month)), 'utf8').catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined
      throw error
    },
  )
  return text === undefined ? undefined : parseProof(text, join(directory, proofName(month)))
}

function parseProof(text: string, path: string): ArchiveProof {
  try {
    return Value.Parse(ArchiveProof, JSON.parse(text))
  } catch (cause) {
    throw new ArchiveError('ARCHIVE_DAMAGED', `${path} is no proof of an archive`, { cause })
  }
}

/**
 * Reads an archive again and compares it with its proof. Needs no database.
 *
 * @throws ArchiveError NO_ARCHIVE if it is not complete, ARCHIVE_DAMAGED if it is not what it was
 */
export async function checkArchive(directory: string, month: Month): Promise<ArchiveProof> {
  const proof = await readProof(directory, month)
  if (!proof) throw new ArchiveError('NO_ARCHIVE', `${directory} has no archive of ${month.name}`)
  for (const of of archivedTables) {
    const path = join(directory, csvName(of.table, month))
    const expected = proof.files.find(({ table }) => table === of.table)
    const found = await readArchive(path, of)
    const same =
      found.bytes === expected?.bytes &&
      found.sha256 === expected.sha256 &&
      found.rows === expected.rows &&
      sumsAreEqual(found.sums, expected.sums)
    if (!same) throw new ArchiveError('ARCHIVE_DAMAGED', `${path} is not what its proof says`)
  }
  return proof
}
