import {
  chown,
  copyFile,
  lstat,
  mkdir,
  mkdtemp,
  readFile,
  realpath,
  rename,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { execa } from 'execa'
import { LocalError } from '../local-error.ts'
import { type Account, canEnter } from './account.ts'
import { type Binaries, makeSystemDirectory, systemDirectory } from './binaries.ts'
import { explain } from './explain.ts'

export interface ClusterOptions {
  dataDir: string
  account: Account
  binaries: Binaries
  /** Of a new cluster. */
  password: string
  signal?: AbortSignal | undefined
}

/** The cluster in a data directory: a directory or, as root in a clone that is closed to others, a link to one. */
export function clusterPath(dataDir: string): string {
  return join(dataDir, 'postgresql')
}

/**
 * Finds the cluster of a data directory, or makes one. It gets its name when it is complete, so a start
 * that is killed half-way leaves nothing that the next one would take for a cluster.
 *
 * @returns its real path, and whether it was made now, with the password of the options
 * @throws LocalError for a cluster of another major version, one that the account may not enter, a full disk
 */
export async function prepareCluster(
  options: ClusterOptions,
): Promise<{ cluster: string; isNew: boolean }> {
  const { dataDir, account } = options
  await refuseForeignCluster(dataDir)
  const path = clusterPath(dataDir)
  if (await stat(path).catch(() => undefined)) {
    const cluster = await realpath(path)
    await checkCluster(cluster, options)
    return { cluster, isNew: false }
  }
  const unfinished = `${path}.new`
  await removeUnfinished(unfinished)
  await makeEmptyCluster(unfinished, dataDir, account)
  await initialize(await realpath(unfinished), options)
  // What is left of this name is a link whose target was removed.
  await rm(path, { force: true })
  await rename(unfinished, path)
  return { cluster: await realpath(path), isNew: true }
}

async function checkCluster(cluster: string, options: ClusterOptions): Promise<void> {
  const { dataDir, account, binaries } = options
  const found = await readVersion(cluster)
  if (found !== binaries.major)
    throw new LocalError(
      `DATA_DIR=${dataDir} holds data of PostgreSQL ${found ?? '(unknown version)'}, but this is PostgreSQL ${binaries.major}: give another DATA_DIR, or remove it to start anew`,
    )
  if (account.uid === undefined) return
  // Somebody's data directory, copied by root.
  if ((await stat(cluster)).uid === 0)
    await execa('chown', ['-R', `${account.uid}:${account.gid}`, cluster])
  if (!(await canEnter(account, cluster)))
    throw new LocalError(
      `PostgreSQL does not run as root, and user id ${account.uid} cannot enter ${cluster}: give another DATA_DIR, remove it to start anew, or start as an ordinary user`,
    )
}

async function readVersion(cluster: string): Promise<string | undefined> {
  return (await readFile(join(cluster, 'PG_VERSION'), 'utf8').catch(() => undefined))?.trim()
}

async function refuseForeignCluster(dataDir: string): Promise<void> {
  const version = await readVersion(dataDir)
  if (version !== undefined)
    throw new LocalError(
      `DATA_DIR=${dataDir} is the data directory of another PostgreSQL server, version ${version}: give another DATA_DIR`,
    )
}

async function removeUnfinished(path: string): Promise<void> {
  const target = await realpath(path).catch(() => undefined)
  if (target && (await lstat(path)).isSymbolicLink())
    await rm(target, { recursive: true, force: true })
  await rm(path, { recursive: true, force: true })
}

/** An empty directory that belongs to the account, in the data directory or linked from there. */
async function makeEmptyCluster(path: string, dataDir: string, account: Account): Promise<void> {
  const { uid, gid } = account
  if (uid === undefined || gid === undefined) return mkdir(path, { mode: 0o700 })
  // The modes of the user's directories are not changed; the system directory is open to the account.
  if (await canEnter(account, dataDir)) {
    await mkdir(path, { mode: 0o700 })
  } else {
    await makeSystemDirectory()
    await symlink(await mkdtemp(join(systemDirectory, 'data-')), path)
  }
  await chown(path, uid, gid)
}

async function initialize(cluster: string, options: ClusterOptions): Promise<void> {
  const { account, binaries, password, signal } = options
  const temporary = await mkdtemp(join(tmpdir(), 'initdb-'))
  try {
    const initdb = await copyForShell(binaries, temporary)
    const passwordFile = join(temporary, 'password')
    await writeFile(passwordFile, password)
    if (account.uid !== undefined && account.gid !== undefined)
      for (const path of [passwordFile, temporary]) await chown(path, account.uid, account.gid)
    const result = await execa(
      initdb,
      [
        `--pgdata=${cluster}`,
        '--username=postgres',
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        // The same order and case rules on every machine, whatever locales it has.
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--locale=C',
      ],
      {
        ...account,
        cwd: '/',
        env: { PATH: process.env.PATH, LC_ALL: 'C' },
        extendEnv: false,
        all: true,
        reject: false,
        ...(signal ? { cancelSignal: signal } : {}),
      },
    )
    signal?.throwIfAborted()
    if (result.failed)
      throw explain('PostgreSQL cannot make its data directory', result.all || result.shortMessage)
  } finally {
    await rm(temporary, { recursive: true, force: true })
  }
}

/**
 * initdb starts `postgres`, which lies beside it, through a shell and in double quotes only.
 *
 * @returns an initdb whose path means the same to a shell: a copy in the directory, where it has to be one
 */
async function copyForShell({ initdb, postgres }: Binaries, directory: string): Promise<string> {
  if (!/["$`\\]/.test(initdb)) return initdb
  const bin = join(directory, 'bin')
  await mkdir(bin)
  for (const [name, path] of Object.entries({ initdb, postgres }))
    await copyFile(path, join(bin, name))
  // Both are found beside the programs, and read by them alone.
  for (const name of ['lib', 'share'])
    await symlink(join(dirname(dirname(initdb)), name), join(directory, name))
  return join(bin, 'initdb')
}
