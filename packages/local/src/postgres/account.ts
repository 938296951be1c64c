import { stat } from 'node:fs/promises'
import { execa } from 'execa'
import { LocalError } from '../local-error.ts'

/** The user that PostgreSQL runs as, as `spawn` takes it: empty for the user of this process. */
export interface Account {
  uid?: number
  gid?: number
}

/**
 * Chooses the user that PostgreSQL runs as. It refuses to run as root; root runs it as the owner of the
 * cluster, or else as the system user `postgres`, which is created if it is missing.
 *
 * @param cluster where the cluster is, or will be
 * @throws LocalError if there is no such user and none can be made
 */
export async function chooseAccount(cluster: string): Promise<Account> {
  if (process.getuid?.() !== 0) return {}
  const owner = await stat(cluster).catch(() => undefined)
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }
  return (await findPostgresUser()) ?? (await createPostgresUser())
}

/** Whether the account may enter the directory, asked of the kernel: modes, ACLs and mounts all count. */
export async function canEnter(account: Account, directory: string): Promise<boolean> {
  const { exitCode } = await execa('test', ['-x', directory], {
    ...account,
    cwd: '/',
    reject: false,
  })
  return exitCode === 0
}

async function findPostgresUser(): Promise<Required<Account> | undefined> {
  const ids = await Promise.all(
    ['-u', '-g'].map((flag) => execa('id', [flag, 'postgres'], { reject: false })),
  )
  const [uid, gid] = ids.map(({ exitCode, stdout }) => (exitCode === 0 ? Number(stdout) : 0))
  return uid && gid ? { uid, gid } : undefined
}

async function createPostgresUser(): Promise<Account> {
  // A group of that name may exist without the user.
  await execa('groupadd', ['--force', '--system', 'postgres'], { reject: false })
  const { failed, stderr, message } = await execa(
    'useradd',
    '--system --gid postgres --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin postgres'.split(
      ' ',
    ),
    { reject: false },
  )
  const account = await findPostgresUser()
  if (account) return account
  const reason = failed ? String(stderr || message) : 'it has no id'
  throw new LocalError(
    `PostgreSQL does not run as root, and user "postgres" cannot be created (${reason.split('\n')[0]}): start as an ordinary user, or set DATABASE_URL`,
  )
}
