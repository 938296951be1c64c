import {
  cancelSettlement,
  startSettlement,
  waitForSettlement,
} from '../settlement/settlement-client.ts'
import type { Stack } from '../stack/start-stack.ts'

// Often enough to begin the next settlement at once, too seldom to be a load itself; in ms.
const askEveryMs = 50

/**
 * Runs `body` while a worker process settles the seeded month again and again.
 *
 * @param api takes the settlements
 * @throws if a settlement failed meanwhile
 */
export async function whileSettling<Result>(
  stack: Stack,
  api: string,
  body: () => Promise<Result>,
): Promise<Result> {
  await using _worker = await stack.start({ entry: 'worker' })
  let stopping = false
  let current = await startSettlement(api)
  await waitForSettlement(api, current, ({ status }) => status !== 'QUEUED', askEveryMs)

  const settleAgainAndAgain = async () => {
    for (;;) {
      await waitForSettlement(api, current, (job) => job.finished_at !== null, askEveryMs)
      if (stopping) return
      current = await startSettlement(api)
    }
  }
  const [result] = await Promise.all([
    body().finally(() => {
      stopping = true
      return cancelSettlement(api, current)
    }),
    settleAgainAndAgain(),
  ])
  return result
}
