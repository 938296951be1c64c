import { once } from 'node:events'
import { type AddressInfo, connect, createServer } from 'node:net'
import { networkInterfaces } from 'node:os'
import { startLocal } from '@order-settlement/testing/start-local.ts'
import { makeMemoryDirectory } from '@order-settlement/testing/temporary-directory.ts'
import { createTestDatabase } from '@order-settlement/testing/test-database.ts'
import { expect, test } from 'vitest'
import { chooseListener } from '../src/choose-listener.ts'
import { urlOf } from '../src/describe-stack.ts'

/** An address at which other machines reach this one, or a loopback one where there is no network. */
const otherAddress =
  Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .find(({ internal, family }) => !internal && family === 'IPv4')?.address ?? '127.0.0.2'

async function accepts(host: string, port: number): Promise<boolean> {
  const socket = connect({ host, port })
  try {
    await once(socket, 'connect')
    return true
  } catch {
    return false
  } finally {
    socket.destroy()
  }
}

test.each([
  { HOST: '', reachable: false, shown: /^ +API +http:\/\/127\.0\.0\.1:\d+$/m },
  {
    HOST: '0.0.0.0',
    reachable: true,
    shown: /^ +API +http:\/\/127\.0\.0\.1:\d+ \(and every other/m,
  },
])('HOST="$HOST": other machines reach the API: $reachable', async ({ HOST, reachable, shown }) => {
  await using directory = await makeMemoryDirectory()
  await using database = await createTestDatabase()
  const local = startLocal(directory.path, { HOST, DATABASE_URL: database.url })
  try {
    const url = new URL(await local.ready())
    expect(local.output()).toMatch(shown)
    expect(await accepts('127.0.0.1', Number(url.port))).toBe(true)
    expect(await accepts(otherAddress, Number(url.port))).toBe(reachable)
  } finally {
    await local.end('SIGTERM')
  }
})

test('the printed URL is that of the address the API listens on', async () => {
  expect(urlOf({ address: '::1', port: 8080 })).toBe('http://[::1]:8080')
  expect(urlOf({ address: '::', port: 8080 })).toBe('http://127.0.0.1:8080')
  expect(urlOf({ address: '10.0.0.5', port: 80 })).toBe('http://10.0.0.5:80')
  expect(await chooseListener('0', 0)).toMatchObject({ address: '0.0.0.0' })
})

test('a port that is in use at another address is free at this one', async () => {
  const server = createServer().listen(0, otherAddress)
  try {
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    expect(await chooseListener('127.0.0.1', port)).toEqual({ address: '127.0.0.1', port })
  } finally {
    server.close()
  }
})
