import { createApiDriver, hasEnded, type Job } from '@order-settlement/testing/api-driver.ts'
import { seededMonth } from '@order-settlement/testing/shape-transactions.ts'
import type { Stack } from '../stack/start-stack.ts'

/** Short enough to start the next settlement at once, long enough to be no load. */
const intervalMs = 50
/** Settlements yield to orders, so one may take many times as long as alone. */
const timeoutMs = 600_000

/**
 * Runs `measure` while a worker process settles the seeded month repeatedly.
 *
 * @param url of the api that starts the settlements
 * @throws if a settlement fails
 */
export async function measureDuringSettlement<Result>(
  stack: Stack,
  url: string,
  measure: () => Promise<Result>,
): Promise<Result> {
  await using _worker = await stack.start({ entry: 'worker' })
  const api = createApiDriver(url)
  const waitFor = (id: string, reached: (job: Job) => boolean) =>
    api.waitForJob(id, reached, { timeoutMs, intervalMs })
  const notFailed = ({ status }: Job) => status !== 'FAILED'
  let done = false
  let current = await api.startSettlement(seededMonth)
  await waitFor(current, (job) => job.status !== 'QUEUED' && notFailed(job))

  const settleRepeatedly = async () => {
    for (;;) {
      await waitFor(current, (job) => hasEnded(job) && notFailed(job))
      if (done) return
      current = await api.startSettlement(seededMonth)
    }
  }
  const [result] = await Promise.all([
    measure().finally(() => {
      done = true
      return api.cancelJob(current)
    }),
    settleRepeatedly(),
  ])
  return result
}
