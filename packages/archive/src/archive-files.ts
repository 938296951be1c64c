import { open, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { Value } from 'typebox/value'
import { ArchiveError } from './archive-error.ts'
import type { Month } from './month.ts'
import { ArchiveProof, sumsAreEqual } from './proof.ts'
import { readArchive } from './read-archive.ts'

export const csvName = ({ name }: Month) => `transactions-${name}.csv.gz`
const proofName = ({ name }: Month) => `transactions-${name}.json`

/** The name of a file until it is complete. Nothing else reads it, and the next run writes over it. */
export const temporary = (name: string) => `${name}.tmp`

/** Gives a complete file its name, and syncs the directory, so that a crash leaves all of it or none. */
export async function publishFile(directory: string, name: string): Promise<void> {
  await rename(join(directory, temporary(name)), join(directory, name))
  await using handle = await open(directory)
  await handle.sync()
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
  const path = join(directory, csvName(month))
  const found = await readArchive(path)
  const same =
    found.bytes === proof.bytes &&
    found.sha256 === proof.sha256 &&
    sumsAreEqual(found.sums, proof.sums)
  if (!same) throw new ArchiveError('ARCHIVE_DAMAGED', `${path} is not what its proof says`)
  return proof
}
