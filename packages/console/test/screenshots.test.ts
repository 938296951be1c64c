import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { repositoryRoot } from '@order-settlement/local/places.ts'
import { spawnNode } from '@order-settlement/testing/spawn-node.ts'
import { makeTemporaryDirectory } from '@order-settlement/testing/temporary-directory.ts'
import { expect, test } from 'vitest'

test('npm run screenshots takes 4 pictures of each of 16 pages', async () => {
  const directory = await makeTemporaryDirectory()
  const script = join(repositoryRoot, 'packages/console/test/screenshots.main.ts')
  const { exited } = spawnNode([script, directory.path], { env: { PATH: process.env.PATH } })
  expect(await exited).toEqual({ code: 0, signal: null })
  expect((await readdir(directory.path)).filter((name) => name.endsWith('.png'))).toHaveLength(64)
  await directory.remove()
}, 120_000)
