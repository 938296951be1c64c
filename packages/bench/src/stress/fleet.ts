import { startProcess, type TestProcess } from '@order-settlement/testing/test-process.ts'

/** Apis and workers on one database. */
export interface Fleet extends AsyncDisposable {
  /** The URL of the first api. */
  api: string
  /** The URLs of all apis that run. */
  apis: string[]
  /** Signals `count` workers at once, and waits for their exit. */
  stopWorkers(signal: NodeJS.Signals, count?: number): Promise<void>
  /** Signals the first api, and waits for its exit. */
  stopApi(signal: NodeJS.Signals): Promise<void>
  /** Starts the processes that are missing. */
  startMissing(): Promise<void>
}

export async function startFleet(
  env: Record<string, string>,
  size: number,
  apiCount = 1,
): Promise<Fleet> {
  let apis: TestProcess[] = []
  let workers: TestProcess[] = []
  const startMissing = async () => {
    const start = (entry: 'api' | 'worker', count: number) =>
      Promise.all(Array.from({ length: count }, () => startProcess(entry, env)))
    apis.push(...(await start('api', apiCount - apis.length)))
    workers.push(...(await start('worker', size - workers.length)))
  }
  const fleet: Fleet = {
    get api() {
      return apis[0]?.url ?? ''
    },
    get apis() {
      return apis.map(({ url }) => url)
    },
    async stopWorkers(signal, count = size) {
      const stopped = workers.slice(0, count)
      workers = workers.slice(count)
      await Promise.all(stopped.map((worker) => worker.kill(signal)))
      await Promise.all(stopped.map((worker) => worker[Symbol.asyncDispose]()))
    },
    async stopApi(signal) {
      const [stopped, ...others] = apis
      apis = others
      await stopped?.kill(signal)
      await stopped?.[Symbol.asyncDispose]()
    },
    startMissing,
    async [Symbol.asyncDispose]() {
      await Promise.all([...apis, ...workers].map((it) => it[Symbol.asyncDispose]()))
    },
  }
  await startMissing()
  return fleet
}
