import { once } from 'node:events'
import { createServer } from 'node:net'
import { errorCode } from '@order-settlement/db/database-errors.ts'
import getPort from 'get-port'
import { LocalError } from './local-error.ts'

/**
 * The API's port: the one that is wanted, or any free one for 0.
 *
 * @throws LocalError if it is in use, or may not be used
 */
export async function choosePort(wanted: number): Promise<number> {
  if (wanted === 0) return getPort()
  // Every address and the loopback one: a program on either would be in the way.
  for (const host of [undefined, '127.0.0.1']) await tryToListen(wanted, host)
  return wanted
}

async function tryToListen(port: number, host: string | undefined): Promise<void> {
  const server = createServer()
  try {
    server.listen({ port, host })
    await once(server, 'listening')
  } catch (error) {
    const code = errorCode(error)
    const reason =
      code === 'EADDRINUSE'
        ? 'in use: stop the program that listens there, or'
        : `not for this user (${code}):`
    throw new LocalError(`PORT=${port} is ${reason} give another PORT`, { cause: error })
  } finally {
    server.close()
  }
}
