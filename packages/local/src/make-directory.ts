import { access, constants, mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { errorCode } from '@order-settlement/db/database-errors.ts'
import { describeFileError } from './file-error.ts'
import { LocalError } from './local-error.ts'

/**
 * Makes a directory unless it is there, and writes to it, so that a full or read-only disk shows before
 * anything is started.
 *
 * @param setting the variable that names the directory, for the message
 * @param path absolute
 * @throws LocalError if it cannot be made or written to
 */
export async function makeDirectory(setting: string, path: string): Promise<void> {
  const fail = (failure: string, error: unknown) =>
    new LocalError(
      `${setting}=${path} ${failure}: ${describeFileError(error)}: give a directory that you may write to`,
      { cause: error },
    )
  try {
    await mkdir(path, { recursive: true })
  } catch (error) {
    throw fail('cannot be made', await findReason(path, error))
  }
  const probe = join(path, `.write-test-${process.pid}`)
  try {
    await writeFile(probe, 'An empty file can be made on a full disk.')
  } catch (error) {
    throw fail('is not writable', error)
  } finally {
    await rm(probe, { force: true }).catch(() => undefined)
  }
}

/** Node.js reports ENOENT for a new directory on a read-only disk. The closest one that exists has the reason. */
async function findReason(path: string, error: unknown): Promise<unknown> {
  const parent = dirname(path)
  if (errorCode(error) !== 'ENOENT' || parent === path) return error
  try {
    await access(parent, constants.W_OK)
    return error
  } catch (reason) {
    return findReason(parent, reason)
  }
}
