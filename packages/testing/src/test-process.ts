import type { ChildProcess } from 'node:child_process'
import { EventEmitter, once } from 'node:events'
import { createInterface } from 'node:readline'
import { entryPoints, nodeFlags } from '@order-settlement/local/places.ts'
import { type Exit, spawnNode } from './spawn-node.ts'
import { makeTemporaryDirectory } from './temporary-directory.ts'

/** A line of pino's. */
export interface LogLine {
  level: number
  msg: string
  [field: string]: unknown
}

export interface TestProcess extends AsyncDisposable {
  child: ChildProcess
  /** The log lines so far; lines that are not JSON are in `output` only. */
  logs: LogLine[]
  /** Both streams so far. */
  output(): string
  /** Where the api listens, such as `http://127.0.0.1:43127`; empty for the worker. */
  url: string
  /** Resolves to the first matching line, past or future. @throws with the output if the process ends before, or after `timeoutMs` (10,000) */
  waitForLog(predicate: (line: LogLine) => boolean, timeoutMs?: number): Promise<LogLine>
  /** Sends the signal and waits for the end. */
  kill(signal: NodeJS.Signals): Promise<Exit>
  exited: Promise<Exit>
}

const readyMessage = { api: 'listening', worker: 'worker ready' }

/**
 * Starts a process as containers do, and waits until it is ready.
 *
 * @param env `DATABASE_URL` at least; `PORT` is any free one and `SETTLEMENT_DIR` a temporary one unless given.
 *   Nothing is inherited from the environment of this process.
 * @throws with its output if it ends before, or is not ready within 20 s
 */
export async function startProcess(
  entry: 'api' | 'worker',
  env: Record<string, string>,
): Promise<TestProcess> {
  const directory = await makeTemporaryDirectory()
  const spawned = spawnNode([...nodeFlags[entry], entryPoints[entry]], {
    env: {
      HOST: '127.0.0.1',
      PORT: '0',
      SETTLEMENT_DIR: directory.path,
      LOG_LEVEL: 'info',
      ...env,
    },
  })
  const started = observe(spawned.child, entry)
  const dispose = async () => {
    await spawned[Symbol.asyncDispose]()
    await directory.remove()
  }
  try {
    const { address } = await started.waitForLog(({ msg }) => msg === readyMessage[entry], 20_000)
    return { ...started, url: String(address ?? ''), [Symbol.asyncDispose]: dispose }
  } catch (error) {
    await dispose()
    throw error
  }
}

function observe(child: ChildProcess, name: string): Omit<TestProcess, 'url' | symbol> {
  const logs: LogLine[] = []
  const lines: string[] = []
  const news = new EventEmitter({ captureRejections: false })
  news.setMaxListeners(0)
  for (const stream of [child.stdout, child.stderr]) {
    if (!stream) continue
    createInterface(stream).on('line', (text) => {
      lines.push(text)
      const line = parseLogLine(text)
      if (!line) return
      logs.push(line)
      news.emit('line')
    })
  }
  // 'close' comes after the last line, 'exit' may come before it.
  const exited = once(child, 'close').then(([code, signal]): Exit => ({ code, signal }))
  const output = () => lines.join('\n')

  const waitForLog: TestProcess['waitForLog'] = (predicate, timeoutMs = 10_000) =>
    new Promise((resolve, reject) => {
      const end = (settle: () => void) => {
        clearTimeout(timer)
        news.off('line', look)
        settle()
      }
      const fail = (why: string) =>
        end(() => reject(new Error(`${name} ${why} before the line:\n${output()}`)))
      // Each line once: a busy api logs thousands.
      let seen = 0
      const look = () => {
        while (seen < logs.length) {
          const line = logs[seen++]
          if (line && predicate(line)) return end(() => resolve(line))
        }
      }
      const timer = setTimeout(() => fail(`took ${timeoutMs} ms`), timeoutMs)
      news.on('line', look)
      void exited.then(
        ({ code, signal }) => fail(`ended (${signal ?? code})`),
        (error: Error) => fail(`did not start (${error.message})`),
      )
      look()
    })

  return {
    child,
    logs,
    output,
    waitForLog,
    exited,
    kill(signal) {
      child.kill(signal)
      return exited
    },
  }
}

function parseLogLine(text: string): LogLine | undefined {
  try {
    return text.startsWith('{') ? JSON.parse(text) : undefined
  } catch {
    return undefined
  }
}
