import { startProcess, type TestProcess } from '@order-settlement/testing/test-process.ts'

/** An api and some workers on one database. */
export interface Fleet extends AsyncDisposable {
  api: string
  /** Signals some workers at once, and waits for their exit. */
  endWorkers(signal: NodeJS.Signals, count?: number): Promise<void>
  endApi(signal: NodeJS.Signals): Promise<void>
  /** Starts the processes that are missing. */
  fill(): Promise<void>
}

export async function startFleet(env: Record<string, string>, size: number): Promise<Fleet> {
  let api: TestProcess | undefined
  let workers: TestProcess[] = []
  const fill = async () => {
    api ??= await startProcess('api', env)
    const missing = Array.from({ length: size - workers.length }, () => startProcess('worker', env))
    workers.push(...(await Promise.all(missing)))
  }
  const fleet: Fleet = {
    get api() {
      return api?.url ?? ''
    },
    async endWorkers(signal, count = size) {
      const ending = workers.slice(0, count)
      workers = workers.slice(count)
      await Promise.all(ending.map((worker) => worker.kill(signal)))
      await Promise.all(ending.map((worker) => worker[Symbol.asyncDispose]()))
    },
    async endApi(signal) {
      await api?.kill(signal)
      await api?.[Symbol.asyncDispose]()
      api = undefined
    },
    fill,
    async [Symbol.asyncDispose]() {
      await Promise.all([api, ...workers].map((it) => it?.[Symbol.asyncDispose]()))
    },
  }
  await fill()
  return fleet
}
