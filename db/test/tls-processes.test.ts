import { join } from 'node:path'
import { repositoryRoot } from '@order-settlement/local/places.ts'
import { createApiDriver } from '@order-settlement/testing/api-driver.ts'
import { startLocal } from '@order-settlement/testing/start-local.ts'
import { makeTemporaryDirectory } from '@order-settlement/testing/temporary-directory.ts'
import { startProcess } from '@order-settlement/testing/test-process.ts'
import { startTlsPostgres, type TlsPostgres } from '@order-settlement/testing/tls-postgres.ts'
import { execa } from 'execa'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'

let server: TlsPostgres
beforeAll(async () => {
  server = await startTlsPostgres()
})
afterAll(() => server?.[Symbol.asyncDispose]())

/** What the container `migrate` runs. */
function migrate(url: string) {
  return execa(process.execPath, [join(repositoryRoot, 'db/main.ts')], {
    env: { DATABASE_URL: url, SEED_TRANSACTIONS: '1000' },
    extendEnv: false,
    reject: false,
    all: true,
  })
}

function wrongUrl(): string {
  return server.url({ sslmode: 'verify-full', sslrootcert: server.files.otherCa })
}

/** The lines that are no JSON. */
function text(output: string): string[] {
  return output.split('\n').filter((line) => line !== '' && !line.startsWith('{'))
}

/** Whether the connections of each application are encrypted. */
async function encryption(): Promise<Record<string, boolean>> {
  const client = new pg.Client({ connectionString: server.url({}) })
  await client.connect()
  try {
    const { rows } = await client.query(
      `select split_part(application_name, ':', 1) as name, bool_and(ssl) as ssl from pg_stat_activity join pg_stat_ssl using (pid)
       where backend_type = 'client backend' and pid <> pg_backend_pid() group by 1`,
    )
    return Object.fromEntries(rows.map(({ name, ssl }) => [name, ssl]))
  } finally {
    await client.end()
  }
}

// node-postgres warns of verify-ca as text, wherever it reads the URL itself.
test.each(['verify-full', 'verify-ca'])(
  '%s: migrate, api and worker complete a settlement; every connection is encrypted, every log line is JSON',
  async (sslmode) => {
    const url = server.url({ sslmode, sslrootcert: server.files.ca })
    const migrated = await migrate(url)
    expect([migrated.exitCode, text(migrated.all)]).toEqual([0, []])

    await using directory = await makeTemporaryDirectory()
    const env = { DATABASE_URL: url, SETTLEMENT_DIR: directory.path }
    await using api = await startProcess('api', env)
    await using worker = await startProcess('worker', env)
    const driver = createApiDriver(api.url)
    const id = await driver.startSettlement({ from: '2025-01-01', to: '2025-01-31', force: true })
    // The stream ends with the job; it needs the connection that listens.
    const events = await (await fetch(`${api.url}/jobs/${id}/events`)).text()
    expect(events).toContain('COMPLETED')

    expect(await encryption()).toEqual({
      api: true,
      'api-listener': true,
      pgboss: true,
      'settlement-worker': true,
    })
    expect([text(api.output()), text(worker.output())]).toEqual([[], []])
  },
)

test('a CA that did not sign the certificate: migrate ends at once with one line of JSON', async () => {
  const { exitCode, all } = await migrate(wrongUrl())
  expect(exitCode).toBe(1)
  expect(all.split('\n')).toHaveLength(1)
  expect(JSON.parse(all)).toMatchObject({
    msg: 'migration failed',
    err: { code: 'SELF_SIGNED_CERT_IN_CHAIN' },
  })
})

test('a CA that did not sign the certificate: the api answers 503, as for an unreachable database', async () => {
  await using api = await startProcess('api', { DATABASE_URL: wrongUrl() })
  expect((await fetch(`${api.url}/health`)).status).toBe(503)
  const { client } = createApiDriver(api.url)
  const { error } = await client.POST('/orders', {
    body: { product_id: 1, quantity: 1, buyer_id: 'b' },
  })
  expect(error).toMatchObject({ status: 503, code: 'DATABASE_UNAVAILABLE' })
})

test('a CA that did not sign the certificate: npm start ends with one line', async () => {
  await using directory = await makeTemporaryDirectory()
  const local = startLocal(directory.path, { DATABASE_URL: wrongUrl() })
  expect(await local.exited).toMatchObject({ code: 1 })
  expect(local.output()).toBe(
    'the database cannot be used (self-signed certificate in certificate chain): look at DATABASE_URL\n',
  )
})

test.each(['api', 'worker'] as const)(
  'a missing CA file: the %s ends with one line',
  async (entry) => {
    const url = server.url({ sslmode: 'verify-full', sslrootcert: '/missing/ca.pem' })
    await expect(startProcess(entry, { DATABASE_URL: url })).rejects.toThrow(
      /ended \(1\) before the line:\nDATABASE_URL=postgres:\/\/localhost:\d+\/appdb is not allowed: sslrootcert="\/missing\/ca.pem" cannot be read \(ENOENT\)$/,
    )
  },
)
