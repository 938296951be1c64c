import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { compileCache } from '@order-settlement/local/places.ts'
import { execa } from 'execa'
import { onDisk } from './small-disk.ts'
import { makeTemporaryDirectory } from './temporary-directory.ts'

export interface PostgresOnDisk extends AsyncDisposable {
  /** Of an empty database. */
  url: string
  /** A directory for a tablespace on the small disk. */
  tablespace: string
  /** Whether it is a disk, rather than a limit on the size of each file. */
  isMounted: boolean
}

const main = join(import.meta.dirname, 'postgres-on-disk.main.ts')

/**
 * Starts a PostgreSQL that has a second, small disk. The write-ahead log is not on it: without space for that the server
 * stops.
 */
export async function startPostgresOnDisk(megabytes: number): Promise<PostgresOnDisk> {
  const directory = await makeTemporaryDirectory()
  const path = join(directory.path, 'disk')
  await mkdir(path)
  const { command, env, isMounted } = await onDisk({ path, megabytes })
  const tablespace = join(path, 'tablespace')
  const args = [process.execPath, main, join(directory.path, 'data'), tablespace]
  const server = execa('sh', ['-ec', command, ...args], {
    env: { PATH: process.env.PATH, ...compileCache, ...env },
    extendEnv: false,
    stdin: 'pipe',
    buffer: { stdout: false },
    reject: false,
  })
  const dispose = async () => {
    server.stdin.end()
    await server
    await directory.remove()
  }
  for await (const url of createInterface({ input: server.stdout }))
    return { url, tablespace, isMounted, [Symbol.asyncDispose]: dispose }
  const { stderr } = await server
  await directory.remove()
  throw new Error(`PostgreSQL does not start: ${stderr}`)
}
