import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { makeTemporaryDirectory } from '@order-settlement/testing/temporary-directory.ts'
import { expect, onTestFinished, test } from 'vitest'
import { isAlive } from '../src/postgres/processes.ts'
import { createNodeService } from '../src/service.ts'

test('a process that ignores SIGTERM is killed after its patience, and stop waits for that', async () => {
  await using directory = await makeTemporaryDirectory()
  const file = join(directory.path, 'ready')
  const script = `process.on('SIGTERM', () => require('fs').writeFileSync(process.argv[1], 'ignored'))
    require('fs').writeFileSync(process.argv[1], 'ready')
    setInterval(() => undefined, 1000)`
  const service = createNodeService('stubborn', ['-e', script, file], process.env, 300)
  onTestFinished(service.kill)
  const { pid, exited } = await service.start()
  const content = () => readFile(file, 'utf8').catch(() => '')
  await expect.poll(content, { timeout: 10_000 }).toBe('ready')

  await service.stop()
  expect(await isAlive(pid)).toBe(false)
  expect(await exited).toEqual({ code: null, signal: 'SIGKILL' })
  expect(await content()).toBe('ignored')
})

test('a process that ends is told by its exit code, and can be started again', async () => {
  const service = createNodeService('short', ['-e', 'process.exit(3)'], process.env, 300)
  for (const _ of [1, 2]) {
    const { exited } = await service.start()
    expect(await exited).toEqual({ code: 3, signal: null })
  }
  await service.stop()
})
