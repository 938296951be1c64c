export interface StreamedEvent {
  id: string
  event: string
  // biome-ignore lint/suspicious/noExplicitAny: the tests look into it as a client does
  data: any
}

export interface EventStream {
  response: Response
  /** The events so far. */
  events: StreamedEvent[]
  /** All that came so far. */
  text(): string
  /** Settles when the server has ended the stream. @throws if the connection broke instead */
  ended: Promise<void>
  leave(): void
}

/** Follows a job's events as an EventSource does, but never asks again. */
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
  // A test that does not wait for the end does not care how it comes.
  ended.catch(() => {})
  return { response, events, text: () => text, ended, leave: () => leaving.abort() }
}

/** @returns nothing for a comment, or a block that is no event */
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
