import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { startOwnPostgres } from '@order-settlement/testing/own-postgres.ts'
import { makeMemoryDirectory } from '@order-settlement/testing/temporary-directory.ts'
import pg from 'pg'
import { expect, test } from 'vitest'
import { startPostgres } from '../src/embedded-postgres.ts'
import { explain } from '../src/postgres/explain.ts'
import { isAlive } from '../src/postgres/processes.ts'

const settings = { fsync: 'off', shared_buffers: '16MB' }

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  // The server may go before the client does.
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

test('what was committed survives stop, kill and restart, on the same port', async () => {
  await using postgres = await startOwnPostgres()
  const url = postgres.url('appdb')
  await query(url, 'create table kept as select 1 as n')
  for (const end of [() => postgres.kill(), () => postgres.stop(), async () => undefined]) {
    const before = postgres.pid
    await end()
    await postgres.restart()
    expect(postgres.pid).not.toBe(before)
    expect(await query(url, 'select n from kept')).toEqual([{ n: 1 }])
  }
})

test('order by text is by code point and case rules know Unicode, whatever locale the machine has', async () => {
  await using postgres = await startOwnPostgres()
  const rows = await query(
    postgres.url('appdb'),
    `select string_agg(t, '' order by t) as sorted, upper('äé') as upper,
       (select datlocprovider::text || datlocale from pg_database where datname = 'appdb') as locale
     from unnest(array['b', 'A', 'ä', 'B', 'a']) as t`,
  )
  expect(rows).toEqual([{ sorted: 'ABabä', upper: 'ÄÉ', locale: 'bC.UTF-8' }])
})

test('it listens on 127.0.0.1 alone and asks for the password', async () => {
  await using postgres = await startOwnPostgres()
  const url = new URL(postgres.url('appdb'))
  expect(await query(url.href, `select current_setting('listen_addresses') as at`)).toEqual([
    { at: '127.0.0.1' },
  ])
  url.password = 'wrong'
  await expect(query(url.href, 'select')).rejects.toThrow('password authentication failed')
})

test('a postmaster.pid with the id of another program is no obstacle, and that program lives on', async () => {
  await using directory = await makeMemoryDirectory()
  const dataDir = join(directory.path, 'data')
  const first = await startPostgres({ dataDir, settings })
  const pidFile = join(dataDir, 'postgresql', 'postmaster.pid')
  const text = await readFile(pidFile, 'utf8')
  await first.stop()
  const bystander = spawn('sleep', ['1000'])
  try {
    await writeFile(pidFile, text.replace(/^\d+/, `${bystander.pid}`))
    const second = await startPostgres({ dataDir, settings })
    await second.stop()
    expect(await isAlive(bystander.pid ?? 0)).toBe(true)
  } finally {
    bystander.kill()
  }
})

test('a postmaster.pid with the id of a dead process is no obstacle', async () => {
  await using directory = await makeMemoryDirectory()
  const dataDir = join(directory.path, 'data')
  const first = await startPostgres({ dataDir, settings })
  await first.kill()
  await first.stop()
  const second = await startPostgres({ dataDir, settings })
  await second.stop()
})

test('a server that its killed supervisor left is stopped, and its port taken over', async () => {
  await using directory = await makeMemoryDirectory()
  const dataDir = join(directory.path, 'data')
  const script = `import { startPostgres } from '${join(import.meta.dirname, '../src/embedded-postgres.ts')}'
    const { pid, port } = await startPostgres(${JSON.stringify({ dataDir, settings })})
    console.log(JSON.stringify({ pid, port }))
    process.kill(process.pid, 'SIGKILL')`
  const supervisor = spawn(process.execPath, ['--input-type=module-typescript', '-e', script])
  const [line] = await once(supervisor.stdout, 'data')
  const orphan: { pid: number; port: number } = JSON.parse(String(line))
  if (supervisor.signalCode === null) await once(supervisor, 'exit')
  expect(await isAlive(orphan.pid)).toBe(true)

  const postgres = await startPostgres({ dataDir, settings, port: orphan.port })
  try {
    expect(await isAlive(orphan.pid)).toBe(false)
    expect(postgres.port).toBe(orphan.port)
  } finally {
    await postgres.stop()
  }
})

test('a setting that PostgreSQL refuses shows its fatal line', async () => {
  await expect(startOwnPostgres({ shared_buffers: '1TB', huge_pages: 'off' })).rejects.toThrow(
    /^PostgreSQL does not start: /,
  )
  await expect(startOwnPostgres({ no_such_setting: 1 })).rejects.toThrow(
    'PostgreSQL does not start: unrecognized configuration parameter "no_such_setting"',
  )
})

test('an aborted start leaves no half-made cluster', async () => {
  await using directory = await makeMemoryDirectory()
  const dataDir = join(directory.path, 'data')
  await expect(startPostgres({ dataDir, signal: AbortSignal.timeout(250) })).rejects.toThrow()
  await expect(stat(join(dataDir, 'postgresql'))).rejects.toThrow('ENOENT')
  const postgres = await startPostgres({ dataDir, settings })
  await postgres.stop()
})

test('a full disk is told from other failures', () => {
  const log =
    'LOG: x\nFATAL:  could not write lock file "postmaster.pid": No space left on device\nLOG: y\n'
  expect(explain('PostgreSQL does not start', log).message).toMatch(/the disk is full/)
  expect(explain('It fails', '2026-01-01 UTC [1] FATAL:  too old\nHINT: x\n').message).toBe(
    'It fails: too old',
  )
  expect(explain('It fails', '').message).toBe('It fails: it says nothing')
})
