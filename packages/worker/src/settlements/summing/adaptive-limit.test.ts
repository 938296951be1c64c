import { expect, test } from 'vitest'
import { createAdaptiveLimit } from './adaptive-limit.ts'

interface Simulation {
  workers: number
  /** Statements that the database runs at the same time without slowing down. */
  capacity: number
  batches: number
  /** How many times as long a batch takes from half of the batches on. */
  slower?: number
}

/**
 * Workers of 8 lanes sum batches of 10,000 rows on a simulated database with a simulated clock.
 *
 * @returns how many each allows in the end
 */
async function simulate({ workers, capacity, batches, slower = 1 }: Simulation): Promise<number[]> {
  let now = 0
  let summed = 0
  const running: { endsAt: number; end: () => void }[] = []
  const limits = Array.from({ length: workers }, () => createAdaptiveLimit(8, () => now))
  const sumBatch = async () => {
    const ended = Promise.withResolvers<void>()
    const others = running.length + 1
    const ms = Math.max(1, others / capacity) * (summed > batches / 2 ? slower : 1)
    running.push({ endsAt: now + ms, end: ended.resolve })
    await ended.promise
    summed += 1
    return { row_count: 10_000 }
  }
  const lanes = limits.flatMap((limit) =>
    Array.from({ length: 8 }, async () => {
      while (summed < batches) await limit(sumBatch)
    }),
  )
  const all = Promise.all(lanes).then(() => true)
  let done = false
  void all.then(() => {
    done = true
  })
  while (!done) {
    // All lanes that can have started.
    await new Promise(setImmediate)
    running.sort((a, b) => a.endsAt - b.endsAt)
    const next = running.shift()
    if (next) {
      now = next.endsAt
      next.end()
    }
  }
  return limits.map((limit) => limit.concurrency)
}

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0)

test('a database that runs 16 statements at once gets all 8 of a worker within 30 batches', async () => {
  expect(await simulate({ workers: 1, capacity: 16, batches: 30 })).toEqual([8])
})

test('a database that runs 2 statements at once gets 2 to 5 of a worker', async () => {
  const [allowed] = await simulate({ workers: 1, capacity: 2, batches: 200 })
  expect(allowed).toBeGreaterThanOrEqual(2)
  expect(allowed).toBeLessThanOrEqual(5)
})

test.each([50, 500])(
  'a database that runs 2 statements at once gets at most 16 of the 32 of four workers after %i batches',
  async (batches) => {
    const allowed = await simulate({ workers: 4, capacity: 2, batches })
    expect(sum(allowed)).toBeLessThanOrEqual(16)
  },
)

test('a storage that becomes 10 times slower is not taken for a crowd: all 8 are allowed again', async () => {
  expect(await simulate({ workers: 1, capacity: 16, batches: 500, slower: 10 })).toEqual([8])
})

test('work that finds no batch, or throws, is passed on and does not count', async () => {
  const limit = createAdaptiveLimit(8)
  expect(await limit(async () => undefined)).toBeUndefined()
  await expect(limit(() => Promise.reject(new Error('lost')))).rejects.toThrow('lost')
  expect(limit.concurrency).toBe(1)
})
