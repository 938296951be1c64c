import { connect } from 'node:net'

export interface StreamedEvent {
  id: string
  event: string
  // biome-ignore lint/suspicious/noExplicitAny: parsed JSON, which the tests read as a client does
  data: any
}

export interface EventStream {
  response: Response
  /** The events so far. */
  events: StreamedEvent[]
  /** The bytes so far, as text. */
  text(): string
  /** Settles when the server has ended the stream. @throws if the connection broke instead */
  ended: Promise<void>
  /** Aborts the request. */
  leave(): void
}

/** Follows a job's events as an EventSource does, but never reconnects. */
export async function follow(
  api: string,
  jobId: string,
  lastEventId?: string,
): Promise<EventStream> {
  const leaving = new AbortController()
  const response = await fetch(`${api}/jobs/${jobId}/events`, {
    headers: lastEventId === undefined ? {} : { 'last-event-id': lastEventId },
    signal: leaving.signal,
  })
  const events: StreamedEvent[] = []
  let text = ''
  const read = async () => {
    let rest = ''
    for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      text += chunk
      const blocks = (rest + chunk).split('\n\n')
      rest = blocks.pop() ?? ''
      events.push(...blocks.flatMap(parse))
    }
  }
  const ended = read()
  // A test that ignores the end of the stream ignores its errors too.
  ended.catch(() => {})
  return { response, events, text: () => text, ended, leave: () => leaving.abort() }
}

/** @returns no event for a comment */
function parse(block: string): StreamedEvent[] {
  const fields = Object.fromEntries(
    block.split('\n').map((line) => {
      const colon = line.indexOf(': ')
      return [line.slice(0, colon), line.slice(colon + 2)]
    }),
  )
  if (fields.data === undefined) return []
  return [{ id: fields.id ?? '', event: fields.event ?? '', data: JSON.parse(fields.data) }]
}

export function eventNames({ events }: EventStream): string[] {
  return events.map(({ event }) => event)
}

/** `processed` of each progress event. */
export function processedCounts({ events }: EventStream): number[] {
  return events.filter(({ event }) => event === 'progress').map(({ data }) => data.processed)
}

/** Opens a stream, and reads nothing of it until `resume`. */
export async function followPaused(api: string, jobId: string) {
  const { hostname, port } = new URL(api)
  const socket = connect(Number(port), hostname).pause()
  socket.write(`GET /jobs/${jobId}/events HTTP/1.1\r\nHost: test\r\n\r\n`)
  let text = ''
  socket.on('error', () => {})
  return {
    socket,
    resume() {
      socket.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk
      })
      socket.resume()
    },
    text: () => text,
  }
}
