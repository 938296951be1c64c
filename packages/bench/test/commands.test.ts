import { execa } from 'execa'
import { expect, test, vi } from 'vitest'

vi.setConfig({ testTimeout: 120_000 })

/** Runs a script of the root's package.json. The scripts themselves exit with 1 if the books are wrong. */
async function run(script: string, ...flags: string[]): Promise<string> {
  const { stdout } = await execa('npm', ['run', '--silent', script, '--', ...flags], {
    env: { npm_config_loglevel: 'silent' },
  })
  return stdout
}

test('bench:orders measures and leaves the books right', async () => {
  const output = await run('bench:orders', '--runs', '1', '--seconds', '0.5', '--only', 'hot')
  expect(output).toContain('books: right')
})

test('bench:settlement equals the single statement, with one worker and with two', async () => {
  const output = await run('bench:settlement', '--rows', '20000', '--runs', '1', '--workers', '1,2')
  expect(output).toContain('books: right')
})

test('stress:settlement ends exact in every round', async () => {
  expect(await run('stress:settlement', '--rounds', '3', '--rows', '50000')).toBe(
    '3 rounds, 0 faults, 0 differences in the books',
  )
})
