import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import pg from 'pg'
import { frame, readFrames, readParameterNames } from './wire-frames.ts'

export interface TransactionPooler extends AsyncDisposable {
  url: string
}

/** Those that PgBouncer knows; it refuses every other. */
const knownParameters = [
  'user',
  'database',
  'application_name',
  'client_encoding',
  'TimeZone',
  'DateStyle',
]

/** A connection to the server, and whom it serves until the end of a transaction. */
interface Backend {
  stream: Duplex
  client: Client | undefined
  /** Requests without a ReadyForQuery yet. */
  pending: number
}

interface Client {
  socket: Socket
  backend: Backend | undefined
  /** What was sent while no backend was free. */
  waiting: Buffer[]
}

/**
 * Does what PgBouncer does in transaction mode, as strictly: it lends a few connections for one transaction at a time,
 * refuses unknown start-up parameters, reports a process id of its own, and drops what an idle connection sends, as
 * notifications. It asks no password.
 *
 * @param url of the server
 * @param size connections to it
 */
export async function startTransactionPooler(
  url: string,
  size: number,
): Promise<TransactionPooler> {
  const backends = new Set<Backend>()
  const queue: Client[] = []
  const sockets = new Set<Socket>()

  async function openBackend(): Promise<void> {
    const backend: Backend = { stream: await connect(url), client: undefined, pending: 0 }
    backends.add(backend)
    backend.stream.on(
      'data',
      readFrames(({ type, bytes }) => passOn(backend, type, bytes)),
    )
    backend.stream.on('error', () => {})
    lend(backend)
  }

  function passOn(backend: Backend, type: string, bytes: Buffer): void {
    backend.client?.socket.write(bytes)
    if (type !== 'Z') return
    backend.pending -= 1
    if (backend.pending > 0 || bytes.toString('latin1', 5) !== 'I') return
    if (backend.client) backend.client.backend = undefined
    backend.client = undefined
    lend(backend)
  }

  function lend(backend: Backend): void {
    const next = queue.shift()
    if (!next) return
    backend.client = next
    next.backend = backend
    for (const bytes of next.waiting.splice(0)) send(backend, bytes)
  }

  function receive(client: Client, type: string, bytes: Buffer): void {
    if (type === 'X') return
    if (client.backend) send(client.backend, bytes)
    else wait(client, bytes)
  }

  function wait(client: Client, bytes: Buffer): void {
    client.waiting.push(bytes)
    if (queue.includes(client)) return
    queue.push(client)
    const idle = [...backends].find((backend) => !backend.client)
    if (idle) lend(idle)
  }

  /** As PgBouncer: what a client has left in the middle of a transaction is lost with its connection. */
  function leave(client: Client): void {
    sockets.delete(client.socket)
    if (queue.includes(client)) queue.splice(queue.indexOf(client), 1)
    const { backend } = client
    if (!backend) return
    backends.delete(backend)
    backend.stream.destroy()
    if (server.listening) void openBackend()
  }

  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket)
    const client: Client = { socket, backend: undefined, waiting: [] }
    socket.on('error', () => {})
    socket.on('close', () => leave(client))
    socket.once('data', (chunk) => {
      if (!admit(socket, readParameterNames(chunk.subarray(8)))) return
      socket.on(
        'data',
        readFrames(({ type, bytes }) => receive(client, type, bytes)),
      )
    })
  })
  await Promise.all(Array.from({ length: size }, openBackend))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const pooled = new URL(url)
  pooled.port = String((server.address() as AddressInfo).port)
  return {
    url: pooled.href,
    async [Symbol.asyncDispose]() {
      server.close()
      for (const socket of sockets) socket.destroy()
      for (const { stream } of backends) stream.destroy()
    },
  }
}

function send(backend: Backend, bytes: Buffer): void {
  // Query and Sync are answered by a ReadyForQuery each.
  if (['Q', 'S'].includes(String.fromCharCode(bytes[0] ?? 0))) backend.pending += 1
  backend.stream.write(bytes)
}

/** @returns whether all start-up parameters are known */
function admit(socket: Socket, parameters: string[]): boolean {
  const unknown = parameters.find((name) => !knownParameters.includes(name))
  if (unknown !== undefined) {
    const message = `unsupported startup parameter: ${unknown}`
    socket.end(frame('E', 'SFATAL\0', 'C08P01\0', `M${message}\0`, '\0'))
    return false
  }
  const processId = Buffer.alloc(8, 0x7f)
  socket.write(Buffer.concat([frame('R', Buffer.alloc(4)), frame('K', processId), frame('Z', 'I')]))
  return true
}

/** The stream of a session that node-postgres has opened. */
async function connect(connectionString: string): Promise<Duplex> {
  const options = '-c TimeZone=UTC -c DateStyle=ISO'
  const client = new pg.Client({ connectionString, options, application_name: 'pooler' })
  client.on('error', () => {})
  await client.connect()
  const { stream } = client.connection
  stream.removeAllListeners('data')
  return stream
}
