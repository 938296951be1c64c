import { LocalError } from '../local-error.ts'

/** The advice for a full disk, wherever it shows. */
export const diskFull = 'the disk is full (No space left on device): free some, or move DATA_DIR'

/**
 * One line for what PostgreSQL wrote before it gave up: its last fatal line says why.
 *
 * @param what the failure, as the beginning of a sentence
 * @param output of one run
 */
export function explain(what: string, output = ''): LocalError {
  if (/No space left on device/.test(output)) return new LocalError(`${what}: ${diskFull}`)
  const lines = output.split('\n').filter((line) => line.trim() !== '')
  const last =
    lines.findLast((line) => /\b(FATAL|PANIC):/.test(line)) ??
    lines.findLast((line) => /error:/.test(line)) ??
    lines.at(-1)
  const reason = last?.replace(/^.*?\b(FATAL|PANIC|error):\s*/, '') ?? 'it says nothing'
  return new LocalError(`${what}: ${reason}`)
}
