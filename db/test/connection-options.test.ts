import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  ConfigError,
  readConfig,
  sharedVariables,
} from '@order-settlement/shared/process/config.ts'
import {
  makeTemporaryDirectory,
  type TemporaryDirectory,
} from '@order-settlement/testing/temporary-directory.ts'
import pg from 'pg'
import selfsigned from 'selfsigned'
import Type from 'typebox'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectionOptions } from '../connection-options.ts'

let directory: TemporaryDirectory

beforeAll(async () => {
  directory = await makeTemporaryDirectory()
  const name = [{ name: 'commonName', value: 'a' }]
  const options = { keyType: 'ec', algorithm: 'sha256' } as const
  const one = await selfsigned.generate(name, options)
  const two = await selfsigned.generate(name, options)
  const files = {
    cert: one.cert,
    key: one.private,
    otherKey: two.private,
    bundle: `# one\n${one.cert}\n# two\n${two.cert}`,
    cut: one.cert.slice(0, 300),
    broken: one.cert.replace(/\n.{10}/, '\nAAAAAAAAAA'),
    text: 'no certificate',
  }
  for (const [file, text] of Object.entries(files)) await writeFile(path(file), text)
})
afterAll(() => directory.remove())

function path(file: string): string {
  return join(directory.path, file)
}

/** `@x` stands for the path of file x. */
function url(parameters: string): string {
  return `postgres://u:secret@db.example/app?${parameters.replaceAll(/@(\w+)/g, (_, file) => encodeURIComponent(path(file)))}`
}

const given = 'DATABASE_URL=postgres://db.example/app is not allowed: '

test.each([
  [
    'sslmode=verfy-full',
    'sslmode="verfy-full" is not one of disable, require, verify-ca, verify-full',
  ],
  ['sslmode=prefer', 'sslmode="prefer" is not one of disable, require, verify-ca, verify-full'],
  ['sslmode=', 'sslmode="" is not one of disable, require, verify-ca, verify-full'],
  [
    'sslmode=a%0Ab',
    String.raw`sslmode="a\nb" is not one of disable, require, verify-ca, verify-full`,
  ],
  ['SSLMODE=require', 'parameter "SSLMODE" is not one of sslmode, sslrootcert, sslcert, sslkey'],
  ['ssl=true', 'parameter "ssl" is not one of sslmode, sslrootcert, sslcert, sslkey'],
  [
    'sslrootcret=@cert',
    'parameter "sslrootcret" is not one of sslmode, sslrootcert, sslcert, sslkey',
  ],
  ['sslmode=verify-full&sslrootcert=@missing', 'sslrootcert="@missing" cannot be read (ENOENT)'],
  ['sslmode=require&sslrootcert=/', 'sslrootcert="/" cannot be read (EISDIR)'],
  ['sslmode=verify-ca&sslrootcert=@text', 'sslrootcert="@text" is not a PEM file of certificates'],
  ['sslmode=verify-ca&sslrootcert=@cut', 'sslrootcert="@cut" is not a PEM file of certificates'],
  [
    'sslmode=verify-ca&sslrootcert=@broken',
    'sslrootcert="@broken" is not a PEM file of certificates',
  ],
  ['sslmode=verify-ca&sslrootcert=', 'sslrootcert="" cannot be read (ENOENT)'],
  ['sslmode=verify-ca', 'sslmode=verify-ca needs sslrootcert'],
  ['sslmode=require&sslrootcert=system', 'sslrootcert=system needs sslmode=verify-full'],
  ['sslmode=require&sslcert=@cert', 'sslcert and sslkey need each other'],
  ['sslmode=require&sslkey=@key', 'sslcert and sslkey need each other'],
  ['sslmode=require&sslcert=@missing&sslkey=@key', 'sslcert="@missing" cannot be read (ENOENT)'],
  [
    'sslmode=require&sslcert=@text&sslkey=@key',
    'sslcert="@text" is not a PEM file of certificates',
  ],
  ['sslmode=require&sslcert=@cert&sslkey=@missing', 'sslkey="@missing" cannot be read (ENOENT)'],
  [
    'sslmode=require&sslcert=@cert&sslkey=@otherKey',
    'sslkey="@otherKey" is not the key of sslcert="@cert" (ERR_OSSL_X509_KEY_VALUES_MISMATCH)',
  ],
])('%s is one line that names the variable, without the password', (parameters, reason) => {
  const schema = Type.Object({ DATABASE_URL: sharedVariables.DATABASE_URL })
  const expected = given + reason.replaceAll(/@(\w+)/g, (_, file) => path(file))
  expect(() => readConfig(schema, { DATABASE_URL: url(parameters) })).toThrow(
    new ConfigError(expected),
  )
})

test('a bundle of several certificates is accepted', () => {
  const { ssl } = connectionOptions(url('sslmode=verify-full&sslrootcert=@bundle'))
  expect(ssl).toMatchObject({ ca: expect.stringMatching(/one[^#]+# two[^#]+/s) })
})

test('a URL without TLS parameters is unchanged', () => {
  const plain = 'postgres://u:p%20w@db.example/app?application_name=a+b'
  expect(connectionOptions(plain)).toEqual({ connectionString: plain })
})

test('user, password and other parameters stay when TLS parameters are removed', () => {
  const given = `postgres://u%40x:p%25%20%3F+%C3%A4@db.example:7/app?sslmode=disable&options=-c%20a%3Db`
  expect(new pg.Client(connectionOptions(given))).toMatchObject({
    user: 'u@x',
    password: 'p% ?+ä',
    host: 'db.example',
    port: 7,
    database: 'app',
    connectionParameters: { options: '-c a=b', ssl: false },
  })
})
