import { chmod, mkdtemp, rm, statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface TemporaryDirectory extends AsyncDisposable {
  path: string
  remove(): Promise<void>
}

/** A file system in memory, of Linux, and how much of it and of memory must be free to use it, in bytes. */
const memory = '/dev/shm'
const enough = 8e9

/** A new directory that other users may traverse: as root, PostgreSQL runs as another user. */
export function makeTemporaryDirectory(): Promise<TemporaryDirectory> {
  return makeDirectory(tmpdir())
}

/**
 * The same in memory, where there is enough, for data that need not survive the machine: a database is some 400 files, and
 * on a busy disk it takes ten times as long to create them.
 */
export async function makeMemoryDirectory(): Promise<TemporaryDirectory> {
  return await makeDirectory((await hasMemory()) ? memory : tmpdir())
}

async function hasMemory(): Promise<boolean> {
  if (process.platform !== 'linux' || process.availableMemory() < enough) return false
  const { bavail, bsize } = await statfs(memory).catch(() => ({ bavail: 0, bsize: 0 }))
  return bavail * bsize >= enough
}

async function makeDirectory(parent: string): Promise<TemporaryDirectory> {
  const path = await mkdtemp(join(parent, 'order-settlement-'))
  await chmod(path, 0o711)
  const remove = () => rm(path, { recursive: true, force: true, maxRetries: 3 })
  return { path, remove, [Symbol.asyncDispose]: remove }
}
