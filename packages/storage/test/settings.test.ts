import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type ObjectStorage, startObjectStorage } from '@order-settlement/testing/object-storage.ts'
import { spawnNode } from '@order-settlement/testing/spawn-node.ts'
import { startProcess } from '@order-settlement/testing/test-process.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'

let storage: ObjectStorage
beforeAll(async () => {
  storage = await startObjectStorage()
})
afterAll(() => storage?.[Symbol.asyncDispose]())

/** A port that nothing listens on. */
async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** The last line of a process that does not start. */
async function refusal(entry: 'api' | 'worker', env: Record<string, string>): Promise<string> {
  const all = { DATABASE_URL: 'postgres://127.0.0.1:1/app', ...storage.env, ...env }
  const error = await startProcess(entry, all).catch((error: unknown) => error)
  return String(error).split('\n').slice(1).join('\n')
}

const secret = 'kept-from-everybody'

test.each(['api', 'worker'] as const)(
  'a bucket that does not exist, and keys that are not accepted, stop the %s with one line without a secret',
  async (entry) => {
    const line = 'cannot list SETTLEMENT_STORE s3://'
    expect(await refusal(entry, { SETTLEMENT_STORE: 's3://nowhere/x' })).toBe(
      `${line}nowhere/x: NoSuchBucket`,
    )
    const wrong = { AWS_ACCESS_KEY_ID: 'AKIAUNKNOWN', AWS_SECRET_ACCESS_KEY: secret }
    expect(await refusal(entry, wrong)).toBe(`${line}bucket/settlements: InvalidAccessKeyId`)
  },
)

test('a storage that cannot be reached, no credentials, and no region are told apart', async () => {
  const endpoint = `http://127.0.0.1:${await closedPort()}`
  const line = 'cannot list SETTLEMENT_STORE s3://bucket/settlements: '
  expect(await refusal('api', { AWS_ENDPOINT_URL_S3: endpoint })).toBe(`${line}ECONNREFUSED`)
  const none = {
    AWS_ACCESS_KEY_ID: '',
    AWS_SECRET_ACCESS_KEY: '',
    AWS_EC2_METADATA_DISABLED: 'true',
    HOME: '/nonexistent',
  }
  expect(await refusal('api', none)).toBe(`${line}CredentialsProviderError`)
  const nowhere = { AWS_REGION: '', HOME: '/nonexistent' }
  expect(await refusal('api', nowhere)).toMatch(`${line}Region not accepted`)
})

test.each([
  ['SETTLEMENT_STORE', 'bucket/prefix', '"bucket/prefix"'],
  ['SETTLEMENT_STORE', 's3://', '"s3://"'],
  ['SETTLEMENT_STORE', 's3://UPPER/x', '"s3://UPPER/x"'],
  ['SETTLEMENT_STORE', 's3://bucket//x', '"s3://bucket//x"'],
  ['SETTLEMENT_STORE', `s3://AKIA:${secret}@bucket/x`, '(not shown)'],
  ['SETTLEMENT_STORE_PATH_STYLE', 'yes', '"yes"'],
  ['AWS_ENDPOINT_URL_S3', 'storage:9000', '"storage:9000"'],
])('%s=%s stops the process with one line', async (name, value, shown) => {
  const line = await refusal('worker', { [name]: value })
  expect(line).toMatch(new RegExp(`^${name}=.* is not allowed: give .+$`))
  expect(line).toContain(`${name}=${shown} `)
  expect(line).not.toContain(secret)
})

test('the SDK is loaded with SETTLEMENT_STORE only', async () => {
  const script = `
    import { createRequire } from 'node:module'
    import { openStore } from '@order-settlement/storage/open-store.ts'
    const settings = { SETTLEMENT_DIR: process.env.DIR, SETTLEMENT_STORE: process.env.STORE || undefined,
      SETTLEMENT_STORE_PATH_STYLE: 'true', AWS_REGION: 'us-east-1', AWS_ENDPOINT_URL_S3: process.env.ENDPOINT }
    await openStore(settings)
    const loaded = Object.keys(createRequire(import.meta.url).cache)
    process.exit(loaded.some((path) => path.includes('@aws-sdk')) ? 3 : 4)`
  const run = async (store: string) => {
    const { SETTLEMENT_STORE: _, ...env } = storage.env
    await using child = spawnNode(['--input-type=module', '--eval', script], {
      env: { ...env, STORE: store, ENDPOINT: storage.url, DIR: '/tmp' },
      cwd: import.meta.dirname,
    })
    return (await child.exited).code
  }
  expect(await run('')).toBe(4)
  expect(await run('s3://bucket/settlements')).toBe(3)
})
