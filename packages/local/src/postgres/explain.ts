import { readFile, statfs } from 'node:fs/promises'
import { LocalError } from '../local-error.ts'

/** The advice for a full disk, wherever it shows. */
export const diskFull =
  'the disk is full, or a quota or file-size limit is reached: free some space, or move DATA_DIR'

// What the system says for ENOSPC, EDQUOT and EFBIG.
const noSpace = /No space left on device|Disk quota exceeded|File too large/

/** A segment of the write-ahead log: with less space PostgreSQL cannot write. */
const segmentBytes = 16 * 1024 * 1024

/**
 * Whether a server ran out of disk space. Its log says so only where the log itself had space.
 *
 * @param logFile what the server wrote
 */
export async function ranOutOfSpace(logFile: string): Promise<boolean> {
  const log = await readFile(logFile, 'utf8').catch(() => '')
  if (noSpace.test(log)) return true
  const disk = await statfs(logFile).catch(() => undefined)
  return disk !== undefined && disk.bavail * disk.bsize <= segmentBytes
}

/**
 * One line for what PostgreSQL wrote before it gave up: its last fatal line says why.
 *
 * @param what the failure, as the beginning of a sentence
 * @param output of one run
 */
export function explain(what: string, output = ''): LocalError {
  if (noSpace.test(output)) return new LocalError(`${what}: ${diskFull}`)
  const lines = output.split('\n').filter((line) => line.trim() !== '')
  const last =
    lines.findLast((line) => /\b(FATAL|PANIC):/.test(line)) ??
    lines.findLast((line) => /error:/.test(line)) ??
    lines.at(-1)
  const reason = last?.replace(/^.*?\b(FATAL|PANIC|error):\s*/, '') ?? 'it says nothing'
  return new LocalError(`${what}: ${reason}`)
}
