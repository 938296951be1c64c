import pLimit from 'p-limit'

/** A batch that takes at most this many times as long as one without others beside it leaves room for more. */
const roomBelow = 1.5
/** One that takes longer than this shares a processor or a disk with too many. */
const crowdedAbove = 2
/** What a batch costs beside its rows, in rows. */
const fixedRows = 2_000
/** Weight of the latest batch in the average. */
const smoothing = 0.3
/**
 * The lowest cost rises by this factor a batch, so that slower storage is not taken for a crowd for long: slowly, since
 * a crowd must not become the measure; faster with one statement in flight, which crowds nobody.
 */
const forgetting = { alone: 1.05, together: 1.001 }

/** Runs work that returns how many rows it read; waits while the limit is reached. @throws what the work throws */
export interface AdaptiveLimit {
  <Result extends { row_count: number } | undefined>(work: () => Promise<Result>): Promise<Result>
  /** Pieces of work that may run at the same time now. */
  readonly concurrency: number
}

/**
 * Finds how many statements in flight make the database faster: it begins with one, allows more while the time of a
 * row stays near the lowest seen, and fewer when it has doubled, which tells that they wait for each other. This
 * sees the statements of other workers too, so that many workers do not crowd a small database. The idea is that of
 * TCP Vegas (Brakmo and Peterson, 1995): a queue shows in the round trip time before anything is lost.
 *
 * @param max pieces of work at most
 * @param clock in ms
 */
export function createAdaptiveLimit(max: number, clock = () => performance.now()): AdaptiveLimit {
  const slots = pLimit(1)
  let allowed = 1
  let average: number | undefined
  let lowest = Number.POSITIVE_INFINITY

  function observe(cost: number) {
    average = average === undefined ? cost : average + smoothing * (cost - average)
    lowest = Math.min(lowest * (allowed < 2 ? forgetting.alone : forgetting.together), average)
    if (average < lowest * roomBelow) allowed += 1 / Math.sqrt(allowed)
    if (average > lowest * crowdedAbove) allowed -= 1 / allowed
    allowed = Math.min(max, Math.max(1, allowed))
    slots.concurrency = Math.floor(allowed)
  }

  const run = <Result extends { row_count: number } | undefined>(work: () => Promise<Result>) =>
    slots(async () => {
      const started = clock()
      const result = await work()
      if (result) observe((clock() - started) / (result.row_count + fixedRows))
      return result
    })
  return Object.defineProperty(run, 'concurrency', {
    get: () => slots.concurrency,
  }) as AdaptiveLimit
}
