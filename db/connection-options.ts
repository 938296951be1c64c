import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createSecureContext, type ConnectionOptions as TlsOptions } from 'node:tls'
import { errorCode } from './database-errors.ts'
import { createServerSearch, type ServerSearch } from './server-search.ts'
import { splitServers } from './server-urls.ts'

/** Each side notices within half a minute that the other's machine is gone, and its locks with it. */
export const keepAliveOptions = { keepAlive: true, keepAliveInitialDelayMillis: 10_000 }

export interface ConnectionOptions {
  /** Of the first server. */
  connectionString: string
  ssl?: false | TlsOptions
  /** Of a list of servers, or one that must be a primary. */
  servers?: ServerSearch
}

interface TlsParameters {
  sslmode?: string
  sslrootcert?: string
  sslcert?: string
  sslkey?: string
}

const parameterNames = ['sslmode', 'sslrootcert', 'sslcert', 'sslkey']
const modes = ['disable', 'require', 'verify-ca', 'verify-full']

/**
 * What a `DatabaseClient` connects with. TLS follows the URL's `sslmode` as libpq defines it: node-postgres reads most
 * modes as verify-full, and warns of it on standard error. Reads the certificate files.
 *
 * @param url a valid postgres:// URL; of one host without parameters of its own it stays as it is
 * @throws Error, one line without the URL, for an unknown parameter or mode, or an unusable file
 */
export function connectionOptions(url: string): ConnectionOptions {
  const { urls = [url], target = 'any' } = splitServers(url) ?? {}
  const [first, ...others] = urls.map(readTls)
  if (!first) return { connectionString: url }
  if (others.length === 0 && target === 'any') return first
  const connectionStrings = [first, ...others].map(({ connectionString }) => connectionString)
  return { ...first, servers: createServerSearch(connectionStrings, target) }
}

function readTls(url: string): ConnectionOptions {
  const parsed = new URL(url)
  const parameters = [...parsed.searchParams].filter(([name]) => /^ssl/i.test(name))
  if (parameters.length === 0) return { connectionString: url }
  for (const [name] of parameters) {
    if (!parameterNames.includes(name))
      throw new Error(
        `parameter ${JSON.stringify(name)} is not one of ${parameterNames.join(', ')}`,
      )
    // Else node-postgres would read it, and its reading would win.
    parsed.searchParams.delete(name)
  }
  return { connectionString: parsed.href, ssl: tlsOptions(Object.fromEntries(parameters)) }
}

// Files without a mode are checked in full, as node-postgres does.
function tlsOptions(parameters: TlsParameters): false | TlsOptions {
  const { sslmode = 'verify-full', sslrootcert } = parameters
  if (!modes.includes(sslmode))
    throw new Error(`sslmode=${JSON.stringify(sslmode)} is not one of ${modes.join(', ')}`)
  if (sslmode === 'disable') return false
  if (sslrootcert === 'system' && sslmode !== 'verify-full')
    throw new Error('sslrootcert=system needs sslmode=verify-full')
  const ca = sslrootcert === 'system' ? undefined : readCertificates('sslrootcert', sslrootcert)
  if (sslmode === 'verify-ca' && !ca) throw new Error('sslmode=verify-ca needs sslrootcert')
  return {
    // As libpq: with a CA, require is verify-ca. Without one, verify-full trusts the CAs of Node.js.
    rejectUnauthorized: sslmode !== 'require' || ca !== undefined,
    ...(sslmode === 'verify-full' ? {} : { checkServerIdentity: () => undefined }),
    ...(ca ? { ca } : {}),
    ...clientCertificate(parameters),
  }
}

function clientCertificate({ sslcert, sslkey }: TlsParameters): { cert?: string; key?: string } {
  if (!sslcert && !sslkey) return {}
  if (!sslcert || !sslkey) throw new Error('sslcert and sslkey need each other')
  const cert = readCertificates('sslcert', sslcert)
  const key = readFile('sslkey', sslkey)
  try {
    createSecureContext({ cert, key })
  } catch (error) {
    const files = `sslkey=${JSON.stringify(sslkey)} is not the key of sslcert=${JSON.stringify(sslcert)}`
    throw new Error(`${files} (${errorCode(error)})`, { cause: error })
  }
  return { cert, key }
}

function readCertificates(name: string, path: string): string
function readCertificates(name: string, path: string | undefined): string | undefined
function readCertificates(name: string, path: string | undefined): string | undefined {
  if (path === undefined) return undefined
  const text = readFile(name, path)
  const certificates = text.match(/-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----/gs)
  try {
    // Node.js skips what it cannot read, and would trust nobody.
    if (!certificates) throw new Error('none')
    for (const certificate of certificates) new X509Certificate(certificate)
  } catch (error) {
    throw new Error(`${name}=${JSON.stringify(path)} is not a PEM file of certificates`, {
      cause: error,
    })
  }
  return text
}

function readFile(name: string, path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw new Error(`${name}=${JSON.stringify(path)} cannot be read (${errorCode(error)})`, {
      cause: error,
    })
  }
}
