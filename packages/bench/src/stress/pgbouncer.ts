import { chown, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { chooseAccount } from '@order-settlement/local/postgres/account.ts'
import { makeTemporaryDirectory } from '@order-settlement/testing/temporary-directory.ts'
import { execa } from 'execa'
import getPort from 'get-port'
import pg from 'pg'

const settingsFile = join(import.meta.dirname, '../../../../db/pgbouncer.ini')
const host = '127.0.0.1'
const startsWithinMs = 10_000

export interface PgBouncer extends AsyncDisposable {
  /** The URL of the server, through PgBouncer. */
  url: string
  version: string
}

/**
 * Starts PgBouncer with `db/pgbouncer.ini` in front of a server, on a free port.
 *
 * @param serverUrl of `appdb`
 * @throws if the program is not installed, or does not start
 */
export async function startPgBouncer(serverUrl: string): Promise<PgBouncer> {
  const version = await readVersion()
  const directory = await makeTemporaryDirectory()
  const port = await getPort({ host })
  // It refuses to run as root.
  const account = await chooseAccount(directory.path)
  const settings = await writeSettings(directory.path, serverUrl, port, account)
  const child = execa('pgbouncer', [settings], { ...account, cwd: '/', all: true, reject: false })
  const pooled = new URL(serverUrl)
  pooled.port = `${port}`
  const stop = async () => {
    child.kill('SIGKILL')
    await child
    await directory.remove()
  }
  const deadline = performance.now() + startsWithinMs
  for (;;) {
    const refusal = await tryToConnect(pooled.href)
    if (!refusal) break
    if (performance.now() > deadline) {
      await stop()
      throw new Error(`PgBouncer does not start: ${refusal.message}\n${(await child).all}`)
    }
    await sleep(50)
  }
  return { url: pooled.href, version, [Symbol.asyncDispose]: stop }
}

async function readVersion(): Promise<string> {
  const { stdout, failed } = await execa('pgbouncer', ['--version'], { reject: false })
  if (failed) throw new Error('PgBouncer is not installed: apt-get install pgbouncer')
  return String(stdout).split('\n')[0] ?? ''
}

async function writeSettings(
  directory: string,
  serverUrl: string,
  port: number,
  { uid, gid }: { uid?: number; gid?: number },
): Promise<string> {
  const { port: serverPort, username, password } = new URL(serverUrl)
  const users = join(directory, 'userlist.txt')
  const settings = join(directory, 'pgbouncer.ini')
  const text = (await readFile(settingsFile, 'utf8'))
    .replace('port=5432', `port=${serverPort}`)
    .replace(/^listen_port = .*$/m, `listen_port = ${port}`)
    .replace(/^auth_file = .*$/m, `auth_file = ${users}`)
  await writeFile(users, `"${username}" "${password}"\n`, { mode: 0o600 })
  await writeFile(settings, text)
  if (uid !== undefined && gid !== undefined) await chown(users, uid, gid)
  return settings
}

/** @returns why there is no connection */
async function tryToConnect(url: string): Promise<Error | undefined> {
  const client = new pg.Client({ connectionString: url })
  try {
    await client.connect()
    return undefined
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  } finally {
    await client.end()
  }
}
