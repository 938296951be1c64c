import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import {
  makeTemporaryDirectory,
  type TemporaryDirectory,
} from '@order-settlement/testing/temporary-directory.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { runOnDisk } from './small-disk.ts'

let directory: TemporaryDirectory
let disk: string
let env: Record<string, string>

beforeEach(async () => {
  directory = await makeTemporaryDirectory()
  disk = join(directory.path, 'disk')
  await mkdir(disk)
  env = { DATA_DIR: join(disk, 'data'), SETTLEMENT_DIR: join(directory.path, 'settlements') }
})

afterEach(() => directory.remove())

test.each(['DATA_DIR', 'SETTLEMENT_DIR'])('a full disk for %s is one line', async (name) => {
  const { exitCode, output } = await runOnDisk(
    { path: disk, megabytes: 1, state: 'full' },
    { DATA_DIR: join(directory.path, 'data'), ...env, [name]: join(disk, 'new') },
  )
  expect(output).toMatch(
    /^\w+_DIR=\S+ is not writable: (the disk is full \(ENOSPC\)|a file-size limit is reached \(EFBIG\)): .*\n$/,
  )
  expect(exitCode).toBe(1)
})

test.each(['DATA_DIR', 'SETTLEMENT_DIR'])(
  'a read-only disk for a new %s is one line',
  async (name) => {
    const { exitCode, output } = await runOnDisk(
      { path: disk, megabytes: 1, state: 'read-only' },
      { ...env, DATA_DIR: join(directory.path, 'data'), [name]: join(disk, 'new') },
    )
    expect(output).toMatch(
      new RegExp(
        `^${name}=\\S+ cannot be made: (the disk is read-only \\(EROFS\\)|\\D+ \\((EPERM|EACCES)\\)): .*\\n$`,
      ),
    )
    expect(exitCode).toBe(1)
  },
)

test('a disk that fills up while the cluster is made is one line', async () => {
  const { exitCode, output } = await runOnDisk({ path: disk, megabytes: 4 }, env)
  expect(output).toMatch(/^PostgreSQL cannot make its data directory: the disk is full.*\n$/)
  expect(exitCode).toBe(1)
})

test('a disk that fills up while the seed is made is one line after those that say what happens', async () => {
  const { exitCode, output } = await runOnDisk(
    { path: disk, megabytes: 100 },
    { ...env, SEED_TRANSACTIONS: '2000000', LOG_LEVEL: 'error' },
  )
  expect(output).toMatch(
    /^postgresql runs as process \d+\nseeding 2,000,000 transactions …\n(postgresql .*\n)*PostgreSQL stopped: the disk is full.*\n$/,
  )
  expect(exitCode).toBe(1)
})
