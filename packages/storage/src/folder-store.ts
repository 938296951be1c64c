import { lstat, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { errorCode } from '@order-settlement/db/database-errors.ts'
import { ConfigError } from '@order-settlement/shared/process/config.ts'
import type { ListedFile, NewFile, SettlementStore, StoredFile } from './settlement-store.ts'

export interface FolderStore extends SettlementStore {
  kind: 'folder'
  /** Absolute path. */
  directory: string
}

/**
 * Creates the folder of the CSV files unless it exists.
 *
 * @throws ConfigError with the system's error code
 */
export async function makeSettlementDir(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true })
  } catch (error) {
    throw new ConfigError(`cannot make SETTLEMENT_DIR ${path}: ${errorCode(error)}`)
  }
}

/** @param path of a folder that every api and worker can write to */
export function createFolderStore(path: string): FolderStore {
  return {
    kind: 'folder',
    location: path,
    directory: resolve(path),
    create: (jobId) => createFile(path, jobId),
    removeJob: (jobId, { published }) => removeJob(path, jobId, published),
    list: () => list(path),
    remove: ({ name }) => rm(join(path, name), { force: true }),
    open: (name) => openFile(join(path, name)),
  }
}

/** Under a unique temporary name, until it is renamed. */
async function createFile(directory: string, jobId: string): Promise<NewFile> {
  const path = join(directory, `${jobId}.csv.${process.pid}-${Date.now()}.tmp`)
  const file = await open(path, 'wx')
  return {
    publishedName: null,
    write: (text) => file.writeFile(text),
    async finish() {
      await file.sync()
      await file.close()
    },
    async discard() {
      await file.close()
      await rm(path, { force: true })
    },
    async publish() {
      await rename(path, join(directory, `${jobId}.csv`))
      await using handle = await open(directory)
      await handle.sync()
    },
  }
}

async function removeJob(directory: string, jobId: string, published: boolean): Promise<void> {
  const names = await readdir(directory)
  const ours = names.filter(
    (name) =>
      (name.startsWith(`${jobId}.csv.`) && name.endsWith('.tmp')) ||
      (published && name === `${jobId}.csv`),
  )
  for (const name of ours) await rm(join(directory, name), { force: true })
}

const fileName = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.csv(\.\d+-\d+\.tmp)?$/

async function* list(directory: string): AsyncGenerator<ListedFile> {
  for (const name of await readdir(directory)) {
    const [, jobId, suffix] = fileName.exec(name) ?? []
    if (jobId === undefined) continue
    const found = await stat(join(directory, name)).catch(() => undefined)
    // Removed since the directory was read.
    if (!found) continue
    yield { name, jobId, temporary: suffix !== undefined, ageMs: Date.now() - found.mtimeMs }
  }
}

/** A symbolic link could lead out of the folder, and the read of a named pipe would never end. */
export async function isRegularFile(path: string): Promise<boolean> {
  const found = await lstat(path).catch(() => undefined)
  return found?.isFile() === true
}

async function openFile(path: string): Promise<StoredFile | undefined> {
  if (!(await isRegularFile(path))) return undefined
  const file = await open(path).catch(() => undefined)
  if (!file) return undefined
  const { size, mtime } = await file.stat()
  return {
    size,
    modified: mtime,
    etag: undefined,
    read: ({ start, end } = { start: 0, end: size }) =>
      file.createReadStream({ start, end: end - 1, autoClose: false }),
    close: () => file.close(),
  }
}
