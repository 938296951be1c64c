import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { exists, findServerProcesses } from './processes.ts'

const patienceMs = 10_000

/**
 * Ends what a killed supervisor, or a killed PostgreSQL, left running on a data directory, so that a new
 * server may take it. A process that only happens to have the id in `postmaster.pid` is left alone.
 *
 * @param cluster real path; the caller holds the lock on it, so that no living supervisor owns the server
 */
export async function clearStaleServer(cluster: string): Promise<void> {
  const pidFile = join(cluster, 'postmaster.pid')
  const text = await readFile(pidFile, 'utf8').catch(() => undefined)
  // A server that ended in order leaves no such file.
  if (text === undefined) return
  const postmaster = Number.parseInt(text, 10) || 0
  const deadline = performance.now() + patienceMs
  let left = await findServerProcesses(cluster, postmaster)
  // SIGINT is PostgreSQL's fast shutdown. Without their postmaster, the others end by themselves.
  if (left.includes(postmaster)) signal(postmaster, 'SIGINT')
  while (left.length > 0) {
    await setTimeout(20)
    if (performance.now() > deadline) for (const pid of left) signal(pid, 'SIGKILL')
    left = await findServerProcesses(cluster, postmaster)
  }
  // PostgreSQL ignores the file of a dead process, but not if another process has its id now.
  if (postmaster === 0 || exists(postmaster)) await rm(pidFile, { force: true })
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // It ended in between.
  }
}
