import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { compileCache, repositoryRoot } from '@order-settlement/local/places.ts'
import { execa } from 'execa'

export interface Exit {
  code: number | null
  signal: NodeJS.Signals | null
}

export interface NodeProcess extends AsyncDisposable {
  child: ChildProcess
  /** Its pipes may hold more to read by then. */
  exited: Promise<Exit>
}

export interface SpawnOptions {
  /** All of its environment, but for the cache of compiled sources. */
  env: Record<string, string | undefined>
  /** The root of the repository unless given. */
  cwd?: string
  /** File descriptor that both of its streams write to; pipes unless given. */
  output?: number
  /** Whether it has a channel, and so ends when this process does, even by SIGKILL; true unless given. */
  ipc?: boolean
  /** From the SIGTERM of disposal to SIGKILL; 10,000 unless given. */
  patienceMs?: number
}

/**
 * Starts a process on the Node.js that runs this one. It ends with this process; disposal ends it before.
 *
 * @param args of Node.js: its flags, then the source
 */
export function spawnNode(
  args: string[],
  { env, cwd = repositoryRoot, output, ipc = true, patienceMs = 10_000 }: SpawnOptions,
): NodeProcess {
  // It takes any descriptor, though its types end at 9.
  const stdout = (output ?? 'pipe') as 'pipe' | 9
  const subprocess = execa(process.execPath, args, {
    cwd,
    env: { ...compileCache, ...env },
    extendEnv: false,
    stdin: 'ignore',
    stdout,
    stderr: stdout,
    ipc,
    buffer: false,
    // How it ends is for the caller to judge.
    reject: false,
    forceKillAfterDelay: patienceMs,
  })
  const child = subprocess.nodeChildProcess
  const exited = once(child, 'exit').then(([code, signal]): Exit => ({ code, signal }))
  return {
    child,
    exited,
    async [Symbol.asyncDispose]() {
      if (child.exitCode !== null || child.signalCode !== null) return
      subprocess.kill()
      await exited
    },
  }
}
