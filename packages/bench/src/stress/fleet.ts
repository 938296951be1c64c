import { startProcess, type TestProcess } from '@order-settlement/testing/test-process.ts'

/** An api and some workers on one database. */
export interface Fleet extends AsyncDisposable {
  api: string
  /** Signals `count` workers at once, and waits for their exit. */
  stopWorkers(signal: NodeJS.Signals, count?: number): Promise<void>
  stopApi(signal: NodeJS.Signals): Promise<void>
  /** Starts the processes that are missing. */
  startMissing(): Promise<void>
}

export async function startFleet(env: Record<string, string>, size: number): Promise<Fleet> {
  let api: TestProcess | undefined
  let workers: TestProcess[] = []
  const startMissing = async () => {
    api ??= await startProcess('api', env)
    const missing = Array.from({ length: size - workers.length }, () => startProcess('worker', env))
    workers.push(...(await Promise.all(missing)))
  }
  const fleet: Fleet = {
    get api() {
      return api?.url ?? ''
    },
    async stopWorkers(signal, count = size) {
      const stopped = workers.slice(0, count)
      workers = workers.slice(count)
      await Promise.all(stopped.map((worker) => worker.kill(signal)))
      await Promise.all(stopped.map((worker) => worker[Symbol.asyncDispose]()))
    },
    async stopApi(signal) {
      await api?.kill(signal)
      await api?.[Symbol.asyncDispose]()
      api = undefined
    },
    startMissing,
    async [Symbol.asyncDispose]() {
      await Promise.all([api, ...workers].map((it) => it?.[Symbol.asyncDispose]()))
    },
  }
  await startMissing()
  return fleet
}
