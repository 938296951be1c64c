import { setTimeout } from 'node:timers/promises'
import type { Server } from './run-server.ts'

/**
 * Stops a server and waits until it has ended; it may have ended before. Written here, since PostgreSQL
 * escalates by signals of its own, not by TERM and KILL.
 *
 * @param name SIGINT is PostgreSQL's fast shutdown, SIGQUIT its immediate one
 * @param patienceMs after which a fast shutdown becomes an immediate one
 */
export async function endServer(
  server: Server,
  name: 'SIGINT' | 'SIGQUIT' | 'SIGKILL',
  patienceMs = 8_000,
): Promise<void> {
  const ended = new AbortController()
  server.signal(name)
  const late = setTimeout(patienceMs, undefined, { signal: ended.signal }).then(
    () => server.signal('SIGQUIT'),
    () => undefined,
  )
  await server.exited
  ended.abort()
  await late
}
