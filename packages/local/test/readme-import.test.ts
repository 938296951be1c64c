import { copyFile, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { repositoryRoot } from '@order-settlement/local/places.ts'
import { startLocal } from '@order-settlement/testing/start-local.ts'
import { makeTemporaryDirectory } from '@order-settlement/testing/temporary-directory.ts'
import { execa } from 'execa'
import { expect, test } from 'vitest'

test('the commands of the README import what they say into the running server of DATA_DIR, and the second time nothing is new', async () => {
  const readme = await readFile(join(repositoryRoot, 'packages/local/README.md'), 'utf8')
  const [, block = ''] = /## npm run import\n.*?```sh\n(.*?)```/s.exec(readme) ?? []
  const commands = block.trim().split('\n')
  expect(commands).toHaveLength(5)
  await using directory = await makeFiles()
  const local = startLocal(directory.path, { SEED_TRANSACTIONS: '0' })
  try {
    await local.ready()
    expect(await run(commands, directory.path)).toEqual([2, 2, 1, 13, 0])
  } finally {
    await local.end('SIGTERM')
  }
})

/** @returns how many transactions each command inserted, by its table */
async function run(commands: string[], directory: string): Promise<number[]> {
  const inserted: number[] = []
  for (const command of commands) {
    // Typed in the root of the clone, where these files are not.
    const typed = command.replaceAll(/\b(january|balance)\./g, `${directory}/$1.`)
    const { stdout } = await execa('bash', ['-ec', typed], {
      cwd: repositoryRoot,
      env: { PATH: process.env.PATH, HOME: directory, DATA_DIR: join(directory, 'data') },
      extendEnv: false,
    })
    inserted.push(Number(/inserted\D+(\d+)/.exec(stdout)?.[1]))
  }
  return inserted
}

async function makeFiles() {
  const directory = await makeTemporaryDirectory()
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
