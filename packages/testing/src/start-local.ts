import type { ChildProcess } from 'node:child_process'
import { EventEmitter, once } from 'node:events'
import { join } from 'node:path'
import { repositoryRoot } from '@order-settlement/local/places.ts'
import { findServerProcesses, isAlive } from '@order-settlement/local/postgres/processes.ts'
import { type Exit, spawnNode } from './spawn-node.ts'

export interface Local {
  child: ChildProcess
  exited: Promise<Exit>
  /** The output of it and its processes so far. */
  output(): string
  /** Waits until the output matches. @throws with the output if it ends before, or takes longer than 60 s */
  waitFor(pattern: RegExp): Promise<RegExpExecArray>
  /** Waits for `ready`, and returns the API's address. */
  ready(): Promise<string>
  /** The process ids of a service so far, the current one last. */
  pids(name: 'api' | 'worker' | 'postgresql'): number[]
  /** Sends the signal and waits for the exit of this process; those it started may live longer. */
  end(signal: NodeJS.Signals): Promise<Exit>
  /** Ids of the processes that it has started and that still run. */
  leftovers(): Promise<number[]>
}

/**
 * Starts what `npm start` starts, on any free port, with 1000 transactions unless `env` says otherwise.
 *
 * @param directory for the data and the CSV files; a later start on the same one finds them
 */
export function startLocal(directory: string, env: Record<string, string> = {}): Local {
  const { child, exited } = spawnNode([join(repositoryRoot, 'packages/local/src/main.ts')], {
    // It works in any directory.
    cwd: directory,
    env: {
      PATH: process.env.PATH,
      PORT: '0',
      SEED_TRANSACTIONS: '1000',
      DATA_DIR: join(directory, 'data'),
      SETTLEMENT_DIR: join(directory, 'settlements'),
      ...env,
    },
    // As in a terminal.
    ipc: false,
  })
  let text = ''
  const news = new EventEmitter()
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk
      news.emit('text')
    })
  const waitFor: Local['waitFor'] = async (pattern) => {
    const tooLate = AbortSignal.timeout(60_000)
    for (;;) {
      const match = pattern.exec(text)
      if (match) return match
      const outcome = await Promise.race([
        once(news, 'text', { signal: tooLate }).catch(() => 'took 60 s'),
        exited.then(({ code, signal }) => `ended (${signal ?? code})`),
      ])
      if (typeof outcome === 'string' && !pattern.test(text))
        throw new Error(`npm start ${outcome} before ${pattern}:\n${text}`)
    }
  }
  const pids: Local['pids'] = (name) =>
    [...text.matchAll(new RegExp(`^${name} runs as process (\\d+)$`, 'gm'))].map(([, pid]) =>
      Number(pid),
    )
  return {
    child,
    exited,
    output: () => text,
    waitFor,
    pids,
    async ready() {
      await waitFor(/^ready after .*\n(.*\n)*Ctrl-C stops everything/m)
      return /^ +API +(\S+)/m.exec(text)?.[1] ?? ''
    },
    end(signal) {
      child.kill(signal)
      return exited
    },
    async leftovers() {
      const all = (['api', 'worker', 'postgresql'] as const).flatMap(pids)
      const alive = await Promise.all(all.map(isAlive))
      const cluster = join(directory, 'data', 'postgresql')
      const server = await findServerProcesses(cluster, pids('postgresql').at(-1) ?? 0)
      return [...new Set([...all.filter((_, index) => alive[index]), ...server])]
    },
  }
}
