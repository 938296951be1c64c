/** The values of each field by its number: integers, or the bytes of texts and of messages. */
export type Message = Map<number, (bigint | Buffer)[]>

/** Reads a protobuf message without its schema. Groups are not known: nobody sends them any more. */
export function readMessage(bytes: Buffer): Message {
  const message: Message = new Map()
  let at = 0
  while (at < bytes.length) {
    const tag = Number(readVarint())
    const value = readValue(tag & 7)
    message.set(tag >> 3, [...(message.get(tag >> 3) ?? []), value])
  }
  return message

  function readValue(wireType: number): bigint | Buffer {
    if (wireType === 0) return readVarint()
    if (wireType === 1) return take(8)
    if (wireType === 2) return take(Number(readVarint()))
    if (wireType === 5) return take(4)
    throw new Error(`wire type ${wireType} is not known`)
  }

  function readVarint(): bigint {
    let value = 0n
    for (let shift = 0n; ; shift += 7n) {
      const byte = bytes.readUInt8(at++)
      value |= BigInt(byte & 0x7f) << shift
      if (byte < 0x80) return value
    }
  }

  function take(length: number): Buffer {
    at += length
    return bytes.subarray(at - length, at)
  }
}
