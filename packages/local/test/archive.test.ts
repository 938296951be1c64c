import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { compileCache, repositoryRoot } from '@order-settlement/local/places.ts'
import { makeMemoryDirectory } from '@order-settlement/testing/temporary-directory.ts'
import { createTestDatabase } from '@order-settlement/testing/test-database.ts'
import { execa } from 'execa'
import { sql } from 'kysely'
import { expect, test } from 'vitest'

const main = join(repositoryRoot, 'packages/local/src/archive.main.ts')

/** Runs the command in a directory, as npm does. */
async function run(args: string[], directory: string, databaseUrl: string) {
  const { exitCode, stdout, stderr } = await execa(process.execPath, [main, ...args], {
    env: { ...compileCache, INIT_CWD: directory, DATABASE_URL: databaseUrl },
    extendEnv: false,
    reject: false,
  })
  return { exitCode, stdout, stderr }
}

test('npm run archive refuses an open month, writes a closed one once, and checks it without a database', async () => {
  await using database = await createTestDatabase()
  await using directory = await makeMemoryDirectory()
  const { db, url } = database
  await sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at)
    values ('m', 1250, 30, 'PAID', '2025-01-31T23:59:59Z')`.execute(db)

  expect(await run(['2025-01'], directory.path, url)).toEqual({
    exitCode: 1,
    stdout: '',
    stderr: '2025-01 in UTC is not closed: no day is closed',
  })
  await sql`insert into closed_days values ('2025-01-31', 'UTC', '2025-01-31Z', '2025-02-01Z', 1, 1250, 30)`.execute(
    db,
  )
  await sql`insert into period_changes (action, through, timezone, closed_until, request)
    values ('CLOSE', '2025-01-31', 'UTC', '2025-02-01Z', '{}')`.execute(db)
  const written = await run(['2025-01'], directory.path, url)
  const archives = join(directory.path, 'tmp/archives')
  expect(written).toMatchObject({ exitCode: 0, stderr: '' })
  expect(written.stdout).toContain(`2025-01 is written to ${archives}\n`)
  expect(written.stdout).toContain('transactions-2025-01.csv.gz: 1 rows, ')
  expect(written.stdout).toContain(
    'currency USD, status PAID, kind SALE, txn_count 1, gross_cents 1250, fee_cents 30',
  )
  expect((await readdir(archives)).toSorted()).toEqual([
    'archive-2025-01.json',
    'orders-2025-01.csv.gz',
    'refunds-2025-01.csv.gz',
    'transactions-2025-01.csv.gz',
  ])
  const again = await run(['2025-01'], directory.path, url)
  expect(again).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('archived already') })

  const nowhere = 'postgres://postgres:password@127.0.0.1:1/appdb'
  const args = ['2025-01', '--check', '--dir', archives]
  expect(await run(args, '/', nowhere)).toMatchObject({
    exitCode: 0,
    stdout: expect.stringContaining('is what its proof says'),
  })
  expect(await run(['2025-02', '--check'], directory.path, nowhere)).toMatchObject({
    exitCode: 1,
    stderr: `${archives} has no archive of 2025-02`,
  })
  expect(await run(['2025-01', '--dir', 'elsewhere'], directory.path, nowhere)).toMatchObject({
    exitCode: 2,
    stderr: 'no database can be reached: start one with npm start, or set DATABASE_URL',
  })
}, 60_000)

test.each([
  [[], 'name one month, such as 2025-01 (npm run archive -- --help)'],
  [['january'], 'name one month, such as 2025-01 (npm run archive -- --help)'],
  [['2025-01', '2025-02'], 'name one month, such as 2025-01 (npm run archive -- --help)'],
  [['2025-01', '--drop'], "Unknown option '--drop' (npm run archive -- --help)"],
])('npm run archive -- %j: exit code 2 and one line', async (args, line) => {
  const { exitCode, stderr } = await run(args, '/', 'postgres://localhost:1/appdb')
  expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: line })
})
