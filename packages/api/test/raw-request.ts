import { once } from 'node:events'
import { connect } from 'node:net'

/** Sends bytes as they are, where a client would normalise them, and returns all that comes back. */
export async function rawRequest(url: string, text: string): Promise<string> {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  const chunks: Buffer[] = []
  socket.on('data', (chunk) => chunks.push(chunk))
  socket.write(text)
  await once(socket, 'close')
  return Buffer.concat(chunks).toString()
}

/** A GET of a path that is sent as it stands. */
export function rawGet(url: string, path: string): Promise<string> {
  return rawRequest(url, `GET ${path} HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n`)
}
