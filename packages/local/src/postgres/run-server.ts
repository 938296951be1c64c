import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { open, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { LocalError } from '../local-error.ts'
import type { Account } from './account.ts'
import type { Binaries } from './binaries.ts'
import { diskFull, explain, ranOutOfSpace } from './explain.ts'

export interface ServerOptions {
  binaries: Binaries
  account: Account
  /** Real path. */
  cluster: string
  /** What this run writes; the last run's is kept beside it. */
  logFile: string
  settings: Record<string, string | number>
  /** Environment variables beside its own. */
  env?: Record<string, string> | undefined
  signal?: AbortSignal | undefined
}

export interface Exit {
  code: number | null
  signal: NodeJS.Signals | null
}

export interface Server {
  pid: number
  exited: Promise<Exit>
  signal(name: NodeJS.Signals): void
}

/**
 * Starts PostgreSQL and waits until it takes connections, however long it has to recover from a crash.
 *
 * @throws LocalError with its last fatal line if it ends instead; the signal's reason if that is aborted
 */
export async function runServer(options: ServerOptions): Promise<Server> {
  const { cluster, signal } = options
  const child = await spawnServer(options)
  const exited = once(child, 'exit').then(([code, signal]): Exit => ({ code, signal }))
  const { pid } = child
  // It could not be spawned: `exited` has the reason.
  if (pid === undefined) throw await exited
  let ended = false
  void exited.then(() => {
    ended = true
  })
  // At once, not at the next poll: this process may be about to exit.
  const abort = () => child.kill('SIGQUIT')
  signal?.addEventListener('abort', abort)
  while (!(await isReady(cluster, pid))) {
    if (signal?.aborted) {
      abort()
      await exited
      throw signal.reason
    }
    if (ended) throw await explainEnd(options.logFile)
    await setTimeout(20)
  }
  signal?.removeEventListener('abort', abort)
  return { pid, exited, signal: (name) => void child.kill(name) }
}

async function explainEnd(logFile: string): Promise<LocalError> {
  const failure = 'PostgreSQL does not start'
  if (await ranOutOfSpace(logFile)) return new LocalError(`${failure}: ${diskFull}`)
  return explain(failure, await readFile(logFile, 'utf8'))
}

async function spawnServer(options: ServerOptions): Promise<ChildProcess> {
  const { binaries, account, cluster, logFile, settings, env } = options
  await rename(logFile, logFile.replace(/(\.log)?$/, '.previous$1')).catch(() => undefined)
  const log = await open(logFile, 'a')
  try {
    // Detached: a Ctrl-C in the terminal must not reach it before the processes that use it have ended.
    return spawn(
      binaries.postgres,
      [
        '-D',
        cluster,
        ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
      ],
      {
        ...account,
        cwd: '/',
        env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC', ...env },
        detached: true,
        stdio: ['ignore', log.fd, log.fd],
      },
    )
  } finally {
    await log.close()
  }
}

/**
 * As `pg_ctl start --wait` does: the eighth line of `postmaster.pid` is the state of the server. A standby takes
 * connections too.
 */
async function isReady(cluster: string, pid: number): Promise<boolean> {
  const text = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '')
  const lines = text.split('\n').map((line) => line.trim())
  return lines[0] === `${pid}` && ['ready', 'standby'].includes(lines[7] ?? '')
}
