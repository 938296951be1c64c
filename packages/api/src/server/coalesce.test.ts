import { expect, test } from 'vitest'
import { coalesce } from './coalesce.ts'

/** Loads that end when the test says so. */
function createLoads() {
  const loads: { key: string; end: (error?: Error) => void }[] = []
  const load = coalesce((key) => {
    const { promise, resolve, reject } = Promise.withResolvers<number>()
    const number = loads.length + 1
    loads.push({ key, end: (error) => (error ? reject(error) : resolve(number)) })
    return promise
  })
  return { loads, load }
}

test('100 calls while a load runs share the next one, which starts when the first has ended', async () => {
  const { loads, load } = createLoads()
  const first = load('a')
  const others = Array.from({ length: 100 }, () => load('a'))
  await new Promise(setImmediate)
  expect(loads).toHaveLength(1)
  loads[0]?.end()
  expect(await first).toBe(1)
  await expect.poll(() => loads.length).toBe(2)
  loads[1]?.end()
  expect(new Set(await Promise.all(others))).toEqual(new Set([2]))
})

test('keys load independently of each other', async () => {
  const { loads, load } = createLoads()
  void load('a')
  const other = load('b')
  loads[1]?.end()
  expect(await other).toBe(2)
  expect(loads.map(({ key }) => key)).toEqual(['a', 'b'])
})

test('a failed load fails its own calls only', async () => {
  const { loads, load } = createLoads()
  const [first, second] = [load('a'), load('a')]
  loads[0]?.end(new Error('lost'))
  await expect(first).rejects.toThrow('lost')
  await expect.poll(() => loads.length).toBe(2)
  loads[1]?.end()
  expect(await second).toBe(2)
})

test('a call after the last load has ended loads again', async () => {
  const { loads, load } = createLoads()
  const first = load('a')
  loads[0]?.end()
  await first
  const second = load('a')
  expect(loads).toHaveLength(2)
  loads[1]?.end()
  expect(await second).toBe(2)
})
