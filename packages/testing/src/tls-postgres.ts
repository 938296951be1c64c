import { chown, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import selfsigned from 'selfsigned'
import { startOwnPostgres } from './own-postgres.ts'
import { makeTemporaryDirectory } from './temporary-directory.ts'

export interface TlsPostgres extends AsyncDisposable {
  /**
   * The URL of its database `appdb`, at `localhost`, which its certificate names, unless `host` is given.
   *
   * @param parameters such as `{ sslmode: 'require' }`
   */
  url(parameters: Record<string, string>, host?: 'localhost' | '127.0.0.1'): string
  /** Paths of PEM files: the CA of its certificate, another CA, a client's certificate and key. */
  files: { ca: string; otherCa: string; cert: string; key: string; otherKey: string }
}

interface KeyPair {
  cert: string
  private: string
}

/** A PostgreSQL of its own that also takes TLS, with a certificate for `localhost`, not for `127.0.0.1`. */
export async function startTlsPostgres(): Promise<TlsPostgres> {
  const postgres = await startOwnPostgres()
  const directory = await makeTemporaryDirectory()
  const dispose = async () => {
    await postgres[Symbol.asyncDispose]()
    await directory.remove()
  }
  try {
    const ca = await createCa('Test CA')
    const otherCa = await createCa('Other CA')
    const client = await createCertificate('client', ca)
    await enableTls(postgres.url('postgres'), await createCertificate('localhost', ca), ca)
    await postgres.restart()
    const files = await writeFiles(directory.path, {
      ca: ca.cert,
      otherCa: otherCa.cert,
      cert: client.cert,
      key: client.private,
      otherKey: otherCa.private,
    })
    const url: TlsPostgres['url'] = (parameters, host = 'localhost') => {
      const target = new URL(postgres.url('appdb'))
      target.hostname = host
      target.search = new URLSearchParams(parameters).toString()
      return target.href
    }
    return { url, files, [Symbol.asyncDispose]: dispose }
  } catch (error) {
    await dispose()
    throw error
  }
}

function createCa(name: string): Promise<KeyPair> {
  return selfsigned.generate([{ name: 'commonName', value: name }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, critical: true },
    ],
  })
}

function createCertificate(name: string, ca: KeyPair): Promise<KeyPair> {
  return selfsigned.generate([{ name: 'commonName', value: name }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: name }] }],
    ca: { key: ca.private, cert: ca.cert },
  })
}

/** At the next start. The files belong to the server's user: it refuses a key that others may read. */
async function enableTls(url: string, server: KeyPair, ca: KeyPair): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<{ directory: string }>(
      `select current_setting('data_directory') as directory`,
    )
    const directory = rows[0]?.directory ?? ''
    const { uid, gid } = await stat(directory)
    const files = { 'server.crt': server.cert, 'server.key': server.private, 'ca.crt': ca.cert }
    for (const [name, text] of Object.entries(files)) {
      await writeFile(join(directory, name), text, { mode: 0o600 })
      await chown(join(directory, name), uid, gid)
    }
    await client.query(`alter system set ssl_ca_file = 'ca.crt'`)
    await client.query('alter system set ssl = on')
  } finally {
    await client.end()
  }
}

async function writeFiles<Names extends Record<string, string>>(
  directory: string,
  texts: Names,
): Promise<Names> {
  const entries = Object.entries(texts).map(async ([name, text]) => {
    const path = join(directory, `${name}.pem`)
    await writeFile(path, text, { mode: 0o600 })
    return [name, path] as const
  })
  // The names are those of `texts`.
  return Object.fromEntries(await Promise.all(entries)) as Names
}
