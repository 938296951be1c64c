import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { repositoryRoot } from '@order-settlement/local/places.ts'
import { spawnNode } from '@order-settlement/testing/spawn-node.ts'
import { makeTemporaryDirectory } from '@order-settlement/testing/temporary-directory.ts'
import { expect, test } from 'vitest'

test('npm run screenshots takes a picture of each of 16 pages, and 4 of a page, as --only says', async () => {
  const directory = await makeTemporaryDirectory()
  const script = join(repositoryRoot, 'packages/console/test/screenshots.main.ts')
  const only = ['--only', 'wide-dark', '--only', 'overview']
  const { exited } = spawnNode([script, directory.path, ...only], {
    env: { PATH: process.env.PATH },
  })
  expect(await exited).toEqual({ code: 0, signal: null })
  const names = await readdir(directory.path)
  expect(names.filter((name) => name.endsWith('-wide-dark.png'))).toHaveLength(16)
  expect(names.filter((name) => name.startsWith('overview-')).toSorted()).toEqual([
    'overview-narrow-dark.png',
    'overview-narrow-light.png',
    'overview-wide-dark.png',
    'overview-wide-light.png',
  ])
  expect(names).toHaveLength(19)
  await directory.remove()
}, 120_000)
