import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { buildConsole } from '../build-console.ts'

test('all scripts and styles have at most 100 kB, compressed', async () => {
  await buildConsole()
  const assets = join(import.meta.dirname, '../dist/assets')
  // Beside each lies what the api sends instead, compressed.
  const files = (await readdir(assets)).filter((name) => /\.(js|css)$/.test(name))
  const sizes = files.map(async (name) => gzipSync(await readFile(join(assets, name))).length)
  const size = (await Promise.all(sizes)).reduce((sum, bytes) => sum + bytes, 0)
  expect(size).toBeGreaterThan(10_000)
  expect(size).toBeLessThanOrEqual(100_000)
})
