import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { repositoryRoot } from './places.ts'
import type { Exit } from './postgres/run-server.ts'

/** A process that is started again when it ends, see `keepRunning`. */
export interface Service {
  name: string
  /** Starts it. */
  start(): Promise<{ pid: number; exited: Promise<Exit> }>
}

export interface NodeService extends Service {
  /** SIGTERM, then SIGKILL after `patienceMs`; waits until it has ended. */
  stop(patienceMs: number): Promise<void>
  /** SIGKILL, without waiting. */
  kill(): void
}

/**
 * One of our own processes, run from its source with what it writes passed through.
 *
 * @param args of Node.js: its flags, then the source
 */
export function createNodeService(
  name: string,
  args: string[],
  env: NodeJS.ProcessEnv,
): NodeService {
  let child: ChildProcess | undefined
  let exited: Promise<Exit> | undefined

  const kill = () => {
    try {
      // Its whole group, whatever it has started.
      if (child?.pid) process.kill(-child.pid, 'SIGKILL')
    } catch {
      // It has ended.
    }
  }
  return {
    name,
    async start() {
      const started = spawn(process.execPath, args, {
        cwd: repositoryRoot,
        env,
        // A group of its own: Ctrl-C reaches only the supervisor, which then stops all in order.
        detached: true,
        // The channel tells the process when the supervisor is gone, even by SIGKILL.
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      })
      child = started
      exited = once(started, 'exit').then(([code, signal]): Exit => {
        if (child === started) child = undefined
        return { code, signal }
      })
      // Without an id there is no process, and `exited` rejects with the reason.
      return { pid: started.pid ?? 0, exited }
    },
    async stop(patienceMs) {
      const late = setTimeout(kill, patienceMs)
      child?.kill('SIGTERM')
      await exited
      clearTimeout(late)
    },
    kill,
  }
}
