import { execa } from 'execa'
import { expect, test, vi } from 'vitest'

vi.setConfig({ testTimeout: 120_000 })

/** Runs a script of the root package.json. @throws if it exits with 1, as it does if the books are wrong */
async function run(script: string, ...flags: string[]): Promise<string> {
  const { stdout } = await execa('npm', ['run', '--silent', script, '--', ...flags], {
    env: { npm_config_loglevel: 'silent' },
  })
  return stdout
}

test('bench:orders leaves the books right', async () => {
  const output = await run('bench:orders', '--runs', '1', '--seconds', '0.5', '--only', 'hot')
  expect(output).toContain('books: right')
})

test('bench:settlement equals the single statement, with 1 worker and with 2', async () => {
  const output = await run('bench:settlement', '--rows', '20000', '--runs', '1', '--workers', '1,2')
  expect(output).toContain('books: right')
})

test('stress:settlement is exact in each of 3 rounds', async () => {
  expect(await run('stress:settlement', '--rounds', '3', '--rows', '50000')).toBe(
    '3 rounds, 0 faults, 0 differences in the books',
  )
})
