import { type Service, startWorkers } from './service.ts'
import { settle } from './settle.ts'
import { settleInOneStatement } from './single-statement.ts'

/** What a service is measured against, in turns. */
export interface Baseline {
  title: string
  /**
   * Starts what it needs for a comparison.
   *
   * @param workers processes of the service
   * @param started stops it
   * @returns a measurement, which returns its duration in ms
   */
  start(workers: number, started: AsyncDisposableStack): Promise<() => Promise<number>>
}

/** The same days by one statement and `COPY`. */
export function singleStatement({ stack, range }: Service): Baseline {
  return {
    title: 'single statement + COPY',
    start: async () => () => settleInOneStatement(stack, range),
  }
}

/** Another service, which has the same number of workers. */
export function settlementOf(title: string, service: Service): Baseline {
  return {
    title,
    async start(workers, started) {
      const processes = await startWorkers(service, workers, started)
      return async () => (await settle(service, processes)).ms
    },
  }
}
