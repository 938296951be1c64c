import { randomUUID } from 'node:crypto'
import { open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { entryPoints, nodeFlags as flagsOf } from '@order-settlement/local/places.ts'
import { spawnNode } from '@order-settlement/testing/spawn-node.ts'
import getPort from 'get-port'

const entries = {
  ...entryPoints,
  'noop-api': join(import.meta.dirname, '..', 'orders', 'noop-api.ts'),
}
const flags = { ...flagsOf, 'noop-api': [] }
const host = '127.0.0.1'
const readyWithinMs = 20_000

export interface ProcessOptions {
  entry: keyof typeof entries
  env?: Record<string, string>
  /** Further flags of Node.js, such as `--cpu-prof`. */
  nodeFlags?: string[]
  /** For its log file. */
  directory: string
}

/** A line of pino's log. */
export interface LogLine {
  msg: string
  time: string
  [field: string]: unknown
}

export interface BenchProcess extends AsyncDisposable {
  pid: number
  /** Of an api; empty for a worker. */
  url: string
  /** @returns all lines so far */
  readLog(): Promise<LogLine[]>
}

/**
 * Starts a process as containers do, and waits until it is ready. It logs to a file: a pipe would wake the load
 * generator at every line. `stack` stops it.
 *
 * @throws with its log if it exits early, or is not ready within 20 s
 */
export async function startProcess(
  stack: AsyncDisposableStack,
  { entry, env, nodeFlags = [], directory }: ProcessOptions,
): Promise<BenchProcess> {
  const logFile = join(directory, `${entry}-${randomUUID()}.log`)
  const log = await open(logFile, 'a')
  const port = await getPort({ host })
  const started = stack.use(
    spawnNode([...flags[entry], ...nodeFlags, entries[entry]], {
      env: { HOST: host, PORT: `${port}`, ...env },
      output: log.fd,
    }),
  )
  const { child } = started
  await log.close()

  const readLog = async () => parseLog(await readFile(logFile, 'utf8'))
  const url = entry === 'worker' ? '' : `http://${host}:${port}`
  const isReady = async () =>
    url ? responds(url) : (await readLog()).some(({ msg }) => msg === 'worker ready')
  const deadline = performance.now() + readyWithinMs
  while (!(await isReady())) {
    const ended = child.exitCode !== null || child.signalCode !== null
    if (ended || performance.now() > deadline) {
      throw new Error(`${entry} did not start:\n${await readFile(logFile, 'utf8')}`)
    }
    await sleep(20)
  }
  return { ...started, pid: child.pid ?? 0, url, readLog }
}

/** Whether the api responds. The log would not do: its level may hide the line. */
async function responds(url: string): Promise<boolean> {
  const response = await fetch(`${url}/health`).catch(() => undefined)
  await response?.body?.cancel()
  return response !== undefined
}

function parseLog(text: string): LogLine[] {
  const lines = text.split('\n')
  // The last one is empty, or still being written.
  return lines.slice(0, -1).flatMap((line) => (line.startsWith('{') ? JSON.parse(line) : []))
}
