import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['packages/*/{src,test}/**/*.test.ts', 'db/**/*.test.ts'],
    globalSetup: './packages/testing/src/global-setup.ts',
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // vitest's own second is too short on a busy machine.
    expect: { poll: { timeout: 10_000 } },
    // Half of the time a test waits for processes to start, end or miss each other.
    maxWorkers: 2,
  },
})
