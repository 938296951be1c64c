import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { errorCode } from '@order-settlement/db/database-errors.ts'
import getPort from 'get-port'
import { LocalError } from './local-error.ts'

export interface Listener {
  /** The IP address that `HOST` stands for. */
  address: string
  port: number
}

/**
 * Checks that the API can listen, before anything is started for it.
 *
 * @param host an IP address or a name of this machine
 * @param wanted the port, or 0 for any free one
 * @throws LocalError if the port is in use or not permitted, or the host is no address of this machine
 */
export async function chooseListener(host: string, wanted: number): Promise<Listener> {
  const port = wanted === 0 ? await getPort() : wanted
  const address = await tryToListen(host, port)
  // Some systems let a program keep the loopback address while another takes every address.
  if (isWildcard(address)) await tryToListen('127.0.0.1', port)
  return { address, port }
}

/** Whether it stands for every address of this machine. */
export function isWildcard(address: string): boolean {
  return address === '0.0.0.0' || address === '::'
}

async function tryToListen(host: string, port: number): Promise<string> {
  const server = createServer()
  try {
    server.listen({ host, port })
    await once(server, 'listening')
    // A server that listens on a port has an address of this kind.
    return (server.address() as AddressInfo).address
  } catch (error) {
    throw new LocalError(describe(errorCode(error), host, port), { cause: error })
  } finally {
    server.close()
  }
}

function describe(code: string, host: string, port: number): string {
  if (code === 'EADDRINUSE')
    return `PORT=${port} is in use: stop the program that listens there, or give another PORT`
  if (code === 'EACCES')
    return `PORT=${port} is not permitted for this user (${code}): give another PORT`
  return `HOST=${JSON.stringify(host)} is not an address of this machine (${code}): give one such as 127.0.0.1, or 0.0.0.0 for all`
}
