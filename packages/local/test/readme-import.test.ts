import { copyFile, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { repositoryRoot } from '@order-settlement/local/places.ts'
import { makeMemoryDirectory } from '@order-settlement/testing/temporary-directory.ts'
import { createTestDatabase } from '@order-settlement/testing/test-database.ts'
import { execa } from 'execa'
import { expect, test } from 'vitest'

test('the commands of the README import what they say, and the second time nothing is new', async () => {
  const readme = await readFile(join(repositoryRoot, 'packages/local/README.md'), 'utf8')
  const [, block = ''] = /## npm run import\n.*?```sh\n(.*?)```/s.exec(readme) ?? []
  const commands = block.trim().split('\n')
  expect(commands).toHaveLength(5)
  await using database = await createTestDatabase()
  await using directory = await makeFiles()
  const inserted: number[] = []
  for (const command of commands) {
    // Typed in the root of the clone, where these files are not.
    const typed = command.replaceAll(/\b(january|balance)\./g, `${directory.path}/$1.`)
    const { stdout } = await execa('bash', ['-ec', typed], {
      cwd: repositoryRoot,
      env: { PATH: process.env.PATH, HOME: directory.path, DATABASE_URL: database.url },
      extendEnv: false,
    })
    inserted.push(Number(/inserted\D+(\d+)/.exec(stdout)?.[1]))
  }
  expect(inserted).toEqual([2, 2, 1, 13, 0])
})

async function makeFiles() {
  const directory = await makeMemoryDirectory()
  const at = (name: string) => join(directory.path, name)
  const fields = { merchant_id: 'corner-shop', fee_cents: 0, paid_at: '2025-01-31T10:00:00Z' }
  await writeFile(
    at('january.csv'),
    `external_id,merchant_id,amount_cents,fee_cents,paid_at
a,corner-shop,1000,30,2025-01-31T10:00:00Z
b,corner-shop,500,10,2025-01-31T11:00:00Z
`,
  )
  const line = { external_id: 'c', amount_cents: 700, ...fields }
  await writeFile(at('january.ndjson.gz'), gzipSync(`${JSON.stringify(line)}\n`))
  const fixture = 'packages/imports/test/fixtures/stripe-balance.csv'
  await copyFile(join(repositoryRoot, fixture), at('balance.csv'))
  return directory
}
