import { execFile } from 'node:child_process'
import { readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { startLocal } from '@order-settlement/testing/start-local.ts'
import {
  makeMemoryDirectory,
  type TemporaryDirectory,
} from '@order-settlement/testing/temporary-directory.ts'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startPostgres } from '../src/embedded-postgres.ts'
import { repositoryRoot } from '../src/places.ts'

const settings = { fsync: 'off', shared_buffers: '16MB' }
let directory: TemporaryDirectory
let dataDir: string
let file: string

beforeEach(async () => {
  directory = await makeMemoryDirectory()
  dataDir = join(directory.path, 'data')
  file = join(dataDir, 'database-url')
})

afterEach(() => directory.remove())

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

function passwordOf(url: string): string {
  return new URL(url).password
}

/** Starts it, does something, and stops it. */
async function withPostgres<T>(work: (url: string) => Promise<T>): Promise<T> {
  const postgres = await startPostgres({ dataDir, settings })
  try {
    return await work(postgres.url('appdb'))
  } finally {
    await postgres.stop()
  }
}

test('the password is random, kept for its owner alone, and the same at the next start', async () => {
  const first = await withPostgres(async (url) => url)
  expect(passwordOf(first)).toMatch(/^[\w-]{32}$/)
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  const second = await withPostgres(async (url) => {
    expect(await readFile(file, 'utf8')).toBe(`${url}\n`)
    return url
  })
  expect(passwordOf(second)).toBe(passwordOf(first))
  const other = await makeMemoryDirectory()
  try {
    dataDir = join(other.path, 'data')
    expect(passwordOf(await withPostgres(async (url) => url))).not.toBe(passwordOf(first))
  } finally {
    await other.remove()
  }
})

test('a data directory of an older version keeps its data, and its fixed password ends', async () => {
  await withPostgres(async (url) => {
    await query(url, 'create table kept as select 1 as n')
    await query(url, `alter role postgres password 'password'`)
  })
  await rm(file)
  await withPostgres(async (url) => {
    expect(await query(url, 'select n from kept')).toEqual([{ n: 1 }])
    const old = new URL(url)
    old.password = 'password'
    await expect(query(old.href, 'select')).rejects.toThrow('password authentication failed')
  })
  expect((await stat(file)).mode & 0o777).toBe(0o600)
})

test('a password that is not the one of the server is refused with one line that names the file', async () => {
  await withPostgres(async (url) => query(url, `alter role postgres password 'another'`))
  await expect(withPostgres(async () => undefined)).rejects.toThrow(
    `the password in ${file} is not that of the server: remove the file, and the next start sets a new password`,
  )
})

test('npm start writes the password neither to its output nor to the logs, and names its file; npm run audit finds it', async () => {
  const local = startLocal(directory.path)
  try {
    await local.ready()
    const url = (await readFile(file, 'utf8')).trim()
    expect(await query(url, 'select count(*)::int as n from transactions')).toEqual([{ n: 1000 }])
    const log = await readFile(join(dataDir, 'postgresql.log'), 'utf8')
    expect(local.output() + log).not.toContain(passwordOf(url))
    expect(local.output()).toContain(`Password    in the URL in ${file}\n`)
    const audit = join(repositoryRoot, 'packages/local/src/audit.main.ts')
    const { stdout } = await promisify(execFile)(process.execPath, [audit], {
      env: { DATA_DIR: dataDir },
    })
    expect(stdout).toMatch(/^(\w[\w ]*: right\n)+$/)
  } finally {
    await local.end('SIGTERM')
  }
})
