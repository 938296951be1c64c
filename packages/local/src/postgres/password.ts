import { randomBytes, randomUUID } from 'node:crypto'
import { chown, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { errorCode } from '@order-settlement/db/database-errors.ts'
import { execa } from 'execa'
import type { Account } from './account.ts'
import type { Binaries } from './binaries.ts'
import { explain } from './explain.ts'

/** The file of the server's URL. It is the only place that the password is kept, so only its owner may read it. */
export function databaseUrlFile(dataDir: string): string {
  return join(dataDir, 'database-url')
}

/** A password that stands in a URL as it is. The superuser can run programs, so it must not be guessed. */
export function makePassword(): string {
  return randomBytes(24).toString('base64url')
}

/** The URL that `writeDatabaseUrl` kept; undefined if there is none. */
export async function readDatabaseUrl(dataDir: string): Promise<URL | undefined> {
  try {
    return URL.parse((await readFile(databaseUrlFile(dataDir), 'utf8')).trim()) ?? undefined
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error
    return undefined
  }
}

/** Keeps the URL, readable by the owner of the data directory. An interrupted write leaves the URL of before. */
export async function writeDatabaseUrl(dataDir: string, url: string): Promise<void> {
  const temporary = `${databaseUrlFile(dataDir)}.${randomUUID()}`
  try {
    await writeFile(temporary, `${url}\n`, { mode: 0o600 })
    if (process.getuid?.() === 0) {
      const { uid, gid } = await stat(dataDir)
      await chown(temporary, uid, gid)
    }
    await rename(temporary, databaseUrlFile(dataDir))
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}

/**
 * Sets the superuser's password without knowing the one before, in PostgreSQL's single-user mode.
 *
 * @param cluster real path; no server runs on it
 * @throws LocalError if the server does not start
 */
export async function setPassword(
  { binaries, account, cluster }: { binaries: Binaries; account: Account; cluster: string },
  password: string,
  signal?: AbortSignal,
): Promise<void> {
  const settings = ['exit_on_error=on', 'log_min_error_statement=panic']
  const result = await execa(
    binaries.postgres,
    ['--single', '-D', cluster, ...settings.flatMap((setting) => ['-c', setting]), 'postgres'],
    {
      ...account,
      cwd: '/',
      env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
      extendEnv: false,
      // On standard input, since other users see arguments.
      input: `alter role postgres password '${password}'\n`,
      all: true,
      reject: false,
      ...(signal ? { cancelSignal: signal } : {}),
    },
  )
  signal?.throwIfAborted()
  if (result.failed) throw explain('PostgreSQL cannot set its password', result.all)
}
