import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { compileCache, repositoryRoot } from '@order-settlement/local/places.ts'
import {
  makeMemoryDirectory,
  type TemporaryDirectory,
} from '@order-settlement/testing/temporary-directory.ts'
import { createTestDatabase, type TestDatabase } from '@order-settlement/testing/test-database.ts'
import { execa } from 'execa'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'

let database: TestDatabase
let directory: TemporaryDirectory

beforeAll(async () => {
  database = await createTestDatabase()
  directory = await makeMemoryDirectory()
})

beforeEach(async () => {
  await database.db.deleteFrom('transactions').execute()
})

afterAll(async () => {
  await directory?.remove()
  await database?.drop()
})

const main = join(repositoryRoot, 'packages/local/src/import.main.ts')
const patience = { timeout: 20_000, interval: 50 }
const header = 'external_id,merchant_id,amount_cents,fee_cents,paid_at'
const good = ['a,blue-note,1000,30,2025-01-31T10:00:00Z', 'b,blue-note,500,10,2025-01-31T11:00:00Z']
const bad = '=cmd,blue-note,12.50,0,2025-01-31T12:00:00Z'

/** Runs the command in the temporary directory, as npm does. */
async function run(args: string[], env: Record<string, string> = {}, input = '') {
  const { exitCode, stdout, stderr } = await execa(process.execPath, [main, ...args], {
    env: { ...compileCache, INIT_CWD: directory.path, DATABASE_URL: database.url, ...env },
    extendEnv: false,
    input,
    reject: false,
  })
  return { exitCode, stdout, stderr, lines: stderr.split('\n') }
}

async function write(name: string, lines: string[]): Promise<string> {
  await writeFile(join(directory.path, name), `${[header, ...lines].join('\n')}\n`)
  return name
}

async function stored(): Promise<string[]> {
  const rows = await database.db
    .selectFrom('transactions')
    .select(['external_id', 'amount_cents'])
    .orderBy('external_id')
    .execute()
  return rows.map((row) => `${row.external_id} ${row.amount_cents}`)
}

test('a file without bad lines is stored: exit code 0, and a table with the counts', async () => {
  const { exitCode, stdout, stderr } = await run([await write('good.csv', good)])
  expect(exitCode).toBe(0)
  expect(stdout).toMatch(/imported/)
  expect(stdout).toMatch(/inserted.*2/)
  expect(stdout).toMatch(/merchants not described.*blue-note/)
  expect(stderr).toMatch(/^read 3 lines, 0 MB, 100 %$/m)
  expect(await stored()).toEqual(['a 1000', 'b 500'])
})

test('the same file again changes nothing', async () => {
  const file = await write('again.csv', good)
  await run([file])
  const { exitCode, stdout } = await run([file])
  expect(exitCode).toBe(0)
  expect(stdout).toMatch(/unchanged.*2/)
})

test('a bad line refuses the file: exit code 1, nothing stored, and the line in a CSV beside the file', async () => {
  const file = await write('bad.csv', [...good, bad])
  const { exitCode, stdout } = await run([file])
  expect(exitCode).toBe(1)
  expect(stdout).toMatch(/rejected: nothing was imported/)
  expect(stdout).toContain('line 4: amount_cents has decimals; write 1999 for 19.99')
  expect(stdout).toContain(join(directory.path, 'bad.csv.rejects.csv'))
  expect(await readFile(join(directory.path, 'bad.csv.rejects.csv'), 'utf8')).toBe(
    'line,field,message\n4,amount_cents,has decimals; write 1999 for 19.99\n',
  )
  expect(await stored()).toEqual([])
})

test('with --on-error skip the good lines are stored, and the exit code is still 1', async () => {
  const { exitCode, stdout } = await run([
    await write('some.csv', [...good, bad]),
    '--on-error',
    'skip',
  ])
  expect(exitCode).toBe(1)
  expect(stdout).toMatch(/inserted.*2/)
  expect(stdout).toMatch(/rejected.*1/)
  expect(await stored()).toEqual(['a 1000', 'b 500'])
})

test('a file that was mended leaves no rejects of before', async () => {
  const path = join(directory.path, 'mended.csv.rejects.csv')
  await run([await write('mended.csv', [...good, bad])])
  await readFile(path)
  await run([await write('mended.csv', good)])
  await expect(readFile(path)).rejects.toThrow('ENOENT')
})

test('the rejects are safe to open in a spreadsheet', async () => {
  await writeFile(join(directory.path, 'odd.csv'), '"=1+1\n=2+2",merchant_id\nx,y\n')
  expect((await run(['odd.csv'])).exitCode).toBe(1)
  const rejects = await readFile(join(directory.path, 'odd.csv.rejects.csv'), 'utf8')
  expect(rejects).toMatch(/^1,'=1\+1 =2\+2,"is not a column/m)
})

test('a dry run keeps nothing', async () => {
  const { exitCode, stdout } = await run([await write('dry.csv', good), '--dry-run'])
  expect(exitCode).toBe(0)
  expect(stdout).toMatch(/dry run: nothing was imported/)
  expect(stdout).toMatch(/inserted.*2/)
  expect(await stored()).toEqual([])
})

test('other content of a stored transaction is refused, and with --on-conflict update it is changed', async () => {
  await run([await write('first.csv', good)])
  const file = await write('changed.csv', ['a,blue-note,1001,30,2025-01-31T10:00:00Z'])
  expect((await run([file])).exitCode).toBe(1)
  expect(await stored()).toEqual(['a 1000', 'b 500'])
  const { exitCode, stdout } = await run([file, '--on-conflict', 'update'])
  expect(exitCode).toBe(0)
  expect(stdout).toMatch(/updated.*1/)
  expect(await stored()).toEqual(['a 1001', 'b 500'])
})

test('standard input, gzip by its content, and NDJSON', async () => {
  const csv = `${[header, ...good].join('\n')}\n`
  expect((await run(['-'], {}, csv)).exitCode).toBe(0)
  await writeFile(join(directory.path, 'zipped.csv'), gzipSync(csv))
  expect((await run(['zipped.csv'])).stdout).toMatch(/unchanged.*2/)
  const line = {
    external_id: 'c',
    merchant_id: 'm',
    amount_cents: 1,
    fee_cents: 0,
    paid_at: '2025-01-31T10:00:00Z',
  }
  await writeFile(join(directory.path, 'c.ndjson'), `${JSON.stringify(line)}\n`)
  expect((await run(['c.ndjson'])).exitCode).toBe(0)
  expect((await run(['-', '--type', 'ndjson'], {}, JSON.stringify(line))).stdout).toMatch(
    /unchanged.*1/,
  )
  expect(await stored()).toEqual(['a 1000', 'b 500', 'c 1'])
})

test("a provider's report is read for the merchant that the command names", async () => {
  const report = join(repositoryRoot, 'packages/imports/test/fixtures/stripe-balance.csv')
  const { exitCode, stdout } = await run([
    report,
    '--format',
    'stripe-balance',
    '--merchant',
    'blue-note',
    '--dry-run',
  ])
  expect(exitCode).toBe(0)
  expect(stdout).toMatch(/inserted.*13/)
})

test('--help prints the options', async () => {
  const { exitCode, stdout } = await run(['--help'])
  expect(exitCode).toBe(0)
  expect(stdout).toMatch(/^npm run import -- FILE \[options\]$/m)
})

const unusable: [string, string[], Record<string, string>, RegExp][] = [
  ['no file', [], {}, /^name a file, or - for standard input/],
  ['two files', ['a.csv', 'b.csv'], {}, /^one file at a time: a.csv, b.csv/],
  ['a file that is not there', ['none.csv'], {}, /none.csv cannot be read: there is no such file$/],
  ['a directory', ['folder'], {}, /folder cannot be read: it is a directory$/],
  ['an unknown option', ['a.csv', '--fast'], {}, /^Unknown option '--fast'/],
  [
    'an option without its value',
    ['a.csv', '--format'],
    {},
    /^Option '--format <value>' argument missing/,
  ],
  [
    'an unknown format',
    ['a.csv', '--format', 'paypal'],
    {},
    /^--format is one of standard, stripe-balance/,
  ],
  [
    'an unknown choice',
    ['a.csv', '--on-error', 'ignore'],
    {},
    /^--on-error is one of reject, skip/,
  ],
  [
    'a merchant for the standard format',
    ['a.csv', '--merchant', 'm'],
    {},
    /^--merchant and --timezone are for/,
  ],
  [
    'an unknown zone',
    ['a.csv', '--format', 'stripe-balance', '--timezone', 'CET'],
    {},
    /^--timezone is an IANA/,
  ],
  [
    'a setting that is not allowed',
    ['a.csv'],
    { CURRENCY: 'euro' },
    /^CURRENCY="euro" is not allowed/,
  ],
]

test.each(unusable)('%s: exit code 2 and one line', async (_what, args, env, line) => {
  await mkdir(join(directory.path, 'folder'), { recursive: true })
  const { exitCode, lines } = await run(args, env)
  expect(exitCode).toBe(2)
  expect(lines).toHaveLength(1)
  expect(lines[0]).toMatch(line)
})

test('without a database it says in one line how to start one', async () => {
  const file = await write('early.csv', good)
  const { exitCode, lines } = await run([file], { DATABASE_URL: 'postgres://me@127.0.0.1:1/shop' })
  expect(exitCode).toBe(2)
  expect(lines.at(-1)).toBe(
    'no database can be reached: start one with npm start, or set DATABASE_URL',
  )
})

test('a database without the tables of this version is named in one line', async () => {
  const file = await write('old.csv', good)
  await using old = await createTestDatabase()
  await old.db.schema.dropTable('import_keys').execute()
  await old.db.schema.dropTable('import_rejects').execute()
  await old.db.schema.dropTable('imports').execute()
  const { exitCode, lines } = await run([file], { DATABASE_URL: old.url })
  expect(exitCode).toBe(2)
  expect(lines.at(-1)).toMatch(/^the database is of an earlier version: run npm run migrate/)
})

test('Ctrl-C while the file still comes: exit code 2, one line, and nothing is stored', async () => {
  const child = execa(process.execPath, [main, '-'], {
    env: { ...compileCache, DATABASE_URL: database.url },
    extendEnv: false,
    reject: false,
    stdin: 'pipe',
  })
  child.stdin.write(`${[header, ...good].join('\n')}\n`)
  await vi.waitFor(async () => {
    const { rows } = await sql`select from pg_stat_activity
      where datname = current_database() and application_name = 'import'`.execute(database.db)
    expect(rows).toHaveLength(1)
  }, patience)
  child.kill('SIGINT')
  const { exitCode, stderr } = await child
  expect(exitCode).toBe(2)
  expect(stderr).toBe('stopped: nothing was imported')
  expect(await stored()).toEqual([])
})
