import { type FileHandle, open } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Readable } from 'node:stream'
import { errorCode } from '@order-settlement/db/database-errors.ts'
import { describeFileError } from '../file-error.ts'
import { LocalError } from '../local-error.ts'

export interface SourceFile {
  stream: Readable
  /** As messages and the import's row have it; null for standard input. */
  name: string | null
  /** Bytes; undefined for standard input and pipes. */
  size: number | undefined
}

/**
 * Opens a file for reading.
 *
 * @param path or `-` for standard input
 * @throws LocalError for what cannot be read
 */
export async function openFile(path: string): Promise<SourceFile> {
  if (path === '-') return { stream: process.stdin, name: null, size: undefined }
  try {
    const handle = await open(path)
    const size = await sizeOf(handle, path)
    return { stream: handle.createReadStream(), name: basename(path), size }
  } catch (error) {
    if (error instanceof LocalError) throw error
    throw new LocalError(`${path} cannot be read: ${explain(error)}`)
  }
}

async function sizeOf(handle: FileHandle, path: string): Promise<number | undefined> {
  const found = await handle.stat()
  if (!found.isDirectory()) return found.isFile() ? found.size : undefined
  await handle.close()
  throw new LocalError(`${path} cannot be read: it is a directory`)
}

function explain(error: unknown): string {
  return errorCode(error) === 'ENOENT' ? 'there is no such file' : describeFileError(error)
}
