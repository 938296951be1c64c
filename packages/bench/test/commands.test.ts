import {
  makeMemoryDirectory,
  type TemporaryDirectory,
} from '@order-settlement/testing/temporary-directory.ts'
import { execa } from 'execa'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'

vi.setConfig({ testTimeout: 120_000 })

let directory: TemporaryDirectory
beforeAll(async () => {
  directory = await makeMemoryDirectory()
})
afterAll(() => directory.remove())

/** Runs a script of the root package.json. @throws if it exits with 1, as it does if the books are wrong */
async function run(script: string, ...flags: string[]): Promise<string> {
  const { stdout } = await execa('npm', ['run', '--silent', script, '--', ...flags], {
    env: { npm_config_loglevel: 'silent', TMPDIR: directory.path },
  })
  return stdout
}

// Each is run for as long as it takes to see that it measures, and that the books are right afterwards.

test('bench:orders measures a hot product and orders that each wait for a standby, and leaves the books right', async () => {
  const figures = ['--only', 'hot', '--only', 'with-standby']
  const output = await run('bench:orders', '--runs', '1', '--seconds', '0.5', ...figures)
  expect(output).toMatch(/one hot product .*≥ 12 ×/)
  expect(output).toMatch(/standby .*≥ 0\.7 ×/)
  expect(output).toContain('books: right')
})

test('bench:settlement equals the single statement on one day of 366, with stale statistics, with 1 worker and with 2', async () => {
  const flags = ['--shape', 'year', '--statistics', 'stale', '--workers', '1,2']
  const output = await run('bench:settlement', '--rows', '10000', '--runs', '1', ...flags)
  expect(output).toContain('10,000 rows, shape year, statistics stale, medians of 1 runs')
  expect(output).toContain('books: right')
})

test('bench:settlement --compare-skew settles 90 % in one hour without statistics, and evenly with', async () => {
  const flags = ['--compare-skew', '--workers', '1', '--json']
  const output = await run('bench:settlement', '--rows', '10000', '--runs', '1', ...flags)
  expect(JSON.parse(output)).toMatchObject({
    options: { shape: 'hour', statistics: 'none' },
    figures: [
      { baseline: { title: 'spread evenly, analysed' }, target: { atMost: 1.5 } },
      { name: 'memory-1' },
      { name: 'progress', target: { atMost: 20 } },
      { name: 'summing' },
      { name: 'progress-pause' },
    ],
    books: { right: true, differences: 0 },
  })
})

test('bench:settlement refuses an unknown shape in one line', async () => {
  await expect(run('bench:settlement', '--shape', 'week')).rejects.toMatchObject({
    exitCode: 1,
    stderr: '--shape=week is not allowed: give one of even, hour, instant, merchant, year',
  })
})

test('bench:import inserts every line, alone and beside orders', async () => {
  const flags = ['--lines', '10000', '--runs', '1', '--seconds', '1', '--json']
  const output = await run('bench:import', ...flags)
  expect(JSON.parse(output).figures).toMatchObject([
    { name: 'import', target: { atMost: 2.5 } },
    { name: 'memory', target: { atMost: 100 } },
    { name: 'orders', target: { atLeast: 0.7 } },
  ])
})

test('stress:growth compares a small and a large shop, whose books are right', async () => {
  const flags = ['--small', '1000', '--large', '10000', '--transactions', '5000']
  const output = await run('stress:growth', ...flags, '--runs', '1', '--seconds', '0.5')
  expect(output).toMatch(/limit per buyer .*× .*0\.83 ×/)
  expect(output).toContain('books: right')
})

test('stress:settlement is exact in each of 3 rounds', async () => {
  expect(await run('stress:settlement', '--rounds', '3', '--rows', '20000')).toBe(
    '3 rounds, 0 faults, 0 differences in the books',
  )
})

test('stress:failover loses nothing when the primary is killed with SIGKILL and a synchronous standby promoted', async () => {
  const flags = ['--rounds', '1', '--seconds', '3', '--transactions', '50000']
  expect(await run('stress:failover', ...flags)).toBe('1 rounds, 0 faults')
})

test('stress:shop loses nothing and sells nothing twice in a round with kill -9 of PostgreSQL', async () => {
  expect(await run('stress:shop', '--rounds', '1', '--seconds', '2')).toBe('1 rounds, 0 faults')
})
