import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { LocalError } from '../local-error.ts'

const sqliteBusy = 5

export interface DirectoryLock {
  /** May be called again. */
  release(): void
}

/**
 * Locks a data directory for this process. SQLite is used for its file lock alone, which Node.js does not offer:
 * the kernel drops it when the process dies, and no process id is compared that another process may have by then.
 *
 * @param directory exists
 * @throws LocalError if another process holds it, or the directory cannot be written to
 */
export function lockDirectory(directory: string): DirectoryLock {
  let lock: DatabaseSync | undefined
  try {
    lock = new DatabaseSync(join(directory, 'npm-start.lock'))
    lock.exec('begin exclusive')
  } catch (error) {
    lock?.close()
    const busy = error instanceof Error && 'errcode' in error && error.errcode === sqliteBusy
    throw new LocalError(
      busy
        ? `DATA_DIR=${directory} is in use by another npm start: stop that one first, or give another DATA_DIR`
        : `DATA_DIR=${directory} is not writable: give a directory that you may write to`,
      { cause: error },
    )
  }
  const held = lock
  return {
    release() {
      if (held.isOpen) held.close()
    },
  }
}
