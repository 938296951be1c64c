import { createApiDriver, hasEnded, type Job } from '@order-settlement/testing/api-driver.ts'
import { seededMonth } from '../settlement/single-statement.ts'
import type { Stack } from '../stack/start-stack.ts'

/** Short enough to start the next settlement at once, too long to be a load itself. */
const intervalMs = 50
/** A settlement gives way to a sale, so it may take many times as long as alone. */
const timeoutMs = 600_000

/**
 * Runs `measure` while a worker process settles the seeded month again and again.
 *
 * @param url of the api that takes the settlements
 * @throws if a settlement fails meanwhile
 */
export async function orderWhileSettling<Result>(
  stack: Stack,
  url: string,
  measure: () => Promise<Result>,
): Promise<Result> {
  await using _worker = await stack.start({ entry: 'worker' })
  const api = createApiDriver(url)
  const waitFor = (id: string, reached: (job: Job) => boolean) =>
    api.waitForJob(id, reached, { timeoutMs, intervalMs })
  const notFailed = ({ status }: Job) => status !== 'FAILED'
  let measured = false
  let current = await api.startSettlement(seededMonth)
  await waitFor(current, (job) => job.status !== 'QUEUED' && notFailed(job))

  const settleAgainAndAgain = async () => {
    for (;;) {
      await waitFor(current, (job) => hasEnded(job) && notFailed(job))
      if (measured) return
      current = await api.startSettlement(seededMonth)
    }
  }
  const [result] = await Promise.all([
    measure().finally(() => {
      measured = true
      return api.cancelJob(current)
    }),
    settleAgainAndAgain(),
  ])
  return result
}
