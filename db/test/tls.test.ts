import { createLogger } from '@order-settlement/shared/process/logger.ts'
import { startTlsPostgres, type TlsPostgres } from '@order-settlement/testing/tls-postgres.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { createDatabase } from '../create-database.ts'
import { isDatabaseUnavailable, isTlsRefused } from '../database-errors.ts'

let server: TlsPostgres
beforeAll(async () => {
  server = await startTlsPostgres()
})
afterAll(() => server?.[Symbol.asyncDispose]())

/** What the server sees of one connection. */
async function connect(
  url: string,
): Promise<{ ssl: boolean; client_dn: string | null } | undefined> {
  const logger = createLogger('test', 'silent')
  const db = createDatabase({ url, applicationName: 'test', connections: 1, logger })
  try {
    const { rows } = await sql<{ ssl: boolean; client_dn: string | null }>`
      select ssl, client_dn from pg_stat_ssl where pid = pg_backend_pid()`.execute(db)
    return rows[0]
  } finally {
    await db.destroy()
  }
}

/** Parameters of the URL, where each file is named by its key in `server.files`. */
function parameters(text: string): Record<string, string> {
  const files: Record<string, string> = server.files
  return Object.fromEntries(
    text.split('&').map((pair) => {
      const [name = '', value = ''] = pair.split('=')
      return [name, files[value] ?? value]
    }),
  )
}

// The server's certificate names localhost.
test.each([
  ['sslmode=disable', '127.0.0.1', false],
  ['sslmode=disable&sslrootcert=otherCa', 'localhost', false],
  ['sslmode=require', '127.0.0.1', true],
  ['sslmode=require&sslrootcert=ca', '127.0.0.1', true],
  ['sslmode=verify-ca&sslrootcert=ca', 'localhost', true],
  ['sslmode=verify-ca&sslrootcert=ca', '127.0.0.1', true],
  ['sslmode=verify-full&sslrootcert=ca', 'localhost', true],
  ['sslrootcert=ca', 'localhost', true],
] as const)('%s at %s connects; encrypted: %s', async (text, host, ssl) => {
  expect(await connect(server.url(parameters(text), host))).toEqual({ ssl, client_dn: null })
})

const wrongCa = 'SELF_SIGNED_CERT_IN_CHAIN'
const wrongHost = 'ERR_TLS_CERT_ALTNAME_INVALID'

test.each([
  ['sslmode=require&sslrootcert=otherCa', 'localhost', wrongCa],
  ['sslmode=verify-ca&sslrootcert=otherCa', 'localhost', wrongCa],
  ['sslmode=verify-full&sslrootcert=otherCa', 'localhost', wrongCa],
  ['sslmode=verify-full', 'localhost', wrongCa],
  ['sslmode=verify-full&sslrootcert=system', 'localhost', wrongCa],
  ['sslmode=verify-full&sslrootcert=ca', '127.0.0.1', wrongHost],
  ['sslrootcert=ca', '127.0.0.1', wrongHost],
] as const)('%s at %s is refused: %s', async (text, host, code) => {
  const error = await connect(server.url(parameters(text), host)).catch((error: unknown) => error)
  expect(error).toMatchObject({ code })
  expect([isTlsRefused(error), isDatabaseUnavailable(error)]).toEqual([true, true])
})

test('of two hosts the one that the certificate names is used', async () => {
  const url = server.url(parameters('sslmode=verify-full&sslrootcert=ca'))
  const { port } = new URL(url)
  const both = url.replace(`localhost:${port}`, `127.0.0.1:${port},localhost:${port}`)
  expect(await connect(both)).toEqual({ ssl: true, client_dn: null })
  const wrong = url.replace(`localhost:${port}`, `127.0.0.1:${port},127.0.0.1:${port}`)
  const error = await connect(wrong).catch((error: unknown) => error)
  expect([isTlsRefused(error), isDatabaseUnavailable(error)]).toEqual([true, true])
})

test('the server receives the client certificate', async () => {
  const text = 'sslmode=verify-full&sslrootcert=ca&sslcert=cert&sslkey=key'
  expect(await connect(server.url(parameters(text)))).toEqual({
    ssl: true,
    client_dn: '/CN=client',
  })
})

test('sslmode=require never falls back to plain text: it refuses a server without TLS', async () => {
  const url = new URL(inject('postgresUrl'))
  url.search = 'sslmode=require'
  const error = await connect(url.href).catch((error: unknown) => error)
  expect(error).toMatchObject({ message: 'The server does not support SSL connections' })
  expect([isTlsRefused(error), isDatabaseUnavailable(error)]).toEqual([true, true])
})
