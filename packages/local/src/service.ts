import { execa } from 'execa'
import { repositoryRoot } from './places.ts'
import type { Exit } from './postgres/run-server.ts'

/** A process that is started again when it ends, see `keepRunning`. */
export interface Service {
  name: string
  /** Starts it. */
  start(): Promise<{ pid: number; exited: Promise<Exit> }>
}

export interface NodeService extends Service {
  /** SIGTERM, then SIGKILL if it does not end in time; waits until it has ended. */
  stop(): Promise<void>
  /** SIGKILL, without waiting. */
  kill(): void
}

/**
 * A Node.js process run from its source, with its output passed through.
 *
 * @param args of Node.js: its flags, then the source
 * @param patienceMs the time that it has to end by itself after SIGTERM
 */
export function createNodeService(
  name: string,
  args: string[],
  env: NodeJS.ProcessEnv,
  patienceMs: number,
): NodeService {
  const spawn = () =>
    execa(process.execPath, args, {
      cwd: repositoryRoot,
      env,
      extendEnv: false,
      // A process group of its own: Ctrl-C reaches only the supervisor, which then stops all in order.
      detached: true,
      stdio: ['ignore', 'inherit', 'inherit'],
      // The process ends when the channel closes, so also when the supervisor is killed.
      ipc: true,
      forceKillAfterDelay: patienceMs,
      reject: false,
    })
  let child: ReturnType<typeof spawn> | undefined
  return {
    name,
    async start() {
      const started = spawn()
      child = started
      const exited = started.then((result): Exit => {
        // It could not be spawned: the error has the reason.
        if (started.pid === undefined) throw result
        return { code: result.exitCode ?? null, signal: result.signal ?? null }
      })
      return { pid: started.pid ?? 0, exited }
    },
    async stop() {
      child?.kill('SIGTERM')
      await child
    },
    kill: () => void child?.kill('SIGKILL'),
  }
}
