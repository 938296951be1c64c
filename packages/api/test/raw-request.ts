import { once } from 'node:events'
import { connect } from 'node:net'

/** Sends bytes without the normalization of a client. @returns all bytes received, as text */
export async function rawRequest(url: string, text: string): Promise<string> {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  const chunks: Buffer[] = []
  socket.on('data', (chunk) => chunks.push(chunk))
  socket.write(text)
  await once(socket, 'close')
  return Buffer.concat(chunks).toString()
}

/** Sends a GET of a path without normalization. */
export function rawGet(url: string, path: string): Promise<string> {
  return rawRequest(url, `GET ${path} HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n`)
}
