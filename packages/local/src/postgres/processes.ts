import { readdir, readlink } from 'node:fs/promises'
import { execa } from 'execa'

/** Whether a process of this id runs. A zombie does not. */
export async function isAlive(pid: number): Promise<boolean> {
  if (process.platform === 'linux') return (await readCwd(pid)) !== undefined
  return exists(pid)
}

/** Whether the process id is taken, be it by a zombie. */
export function exists(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/**
 * The processes of the PostgreSQL server of a data directory, by their working directory. Where the system
 * does not tell it, only the postmaster is found, by its command line.
 *
 * @param cluster real path
 * @param postmaster the process id that the directory's `postmaster.pid` names
 */
export async function findServerProcesses(cluster: string, postmaster: number): Promise<number[]> {
  if (process.platform !== 'linux') {
    const { stdout } = await execa('ps', ['-o', 'command=', '-p', `${postmaster}`], {
      reject: false,
    })
    return stdout.includes(cluster) ? [postmaster] : []
  }
  const pids = (await readdir('/proc')).map(Number).filter((pid) => pid > 0)
  const cwds = await Promise.all(pids.map(readCwd))
  return pids.filter((_, index) => cwds[index] === cluster)
}

/** Undefined for a process that has ended; empty for one of another user. */
async function readCwd(pid: number): Promise<string | undefined> {
  try {
    return await readlink(`/proc/${pid}/cwd`)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EACCES' ? '' : undefined
  }
}
