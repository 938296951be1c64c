/** A message of PostgreSQL's protocol: its type, and all of its bytes. */
export interface Frame {
  type: string
  bytes: Buffer
}

/** @returns a function that takes what arrives, and calls `onFrame` for each complete message */
export function readFrames(onFrame: (frame: Frame) => void): (chunk: Buffer) => void {
  let rest = Buffer.alloc(0)
  return (chunk) => {
    rest = Buffer.concat([rest, chunk])
    while (rest.length >= 5 && rest.length > rest.readInt32BE(1)) {
      const bytes = rest.subarray(0, 1 + rest.readInt32BE(1))
      rest = rest.subarray(bytes.length)
      onFrame({ type: String.fromCharCode(bytes[0] ?? 0), bytes })
    }
  }
}

export function frame(type: string, ...parts: (Buffer | string)[]): Buffer {
  const body = Buffer.concat(parts.map((part) => Buffer.from(part)))
  const head = Buffer.alloc(5)
  head.write(type)
  head.writeInt32BE(4 + body.length, 1)
  return Buffer.concat([head, body])
}

/** The names of the parameters of a start-up message, without its length and version. */
export function readParameterNames(bytes: Buffer): string[] {
  return bytes
    .toString()
    .split('\0')
    .filter((text, index) => index % 2 === 0 && text !== '')
}
