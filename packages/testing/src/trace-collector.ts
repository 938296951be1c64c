import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { type Message, readMessage } from './read-protobuf.ts'

export interface CollectedSpan {
  service: string
  traceId: string
  spanId: string
  /** Empty for the first of a trace. */
  parentId: string
  name: string
  attributes: Record<string, string>
  /** Span ids. */
  links: string[]
}

export interface TraceCollector extends AsyncDisposable {
  /** What `OTEL_EXPORTER_OTLP_ENDPOINT` takes. */
  endpoint: string
  spans: CollectedSpan[]
  /** All that arrived, to search for what must not be in there. */
  text(): string
}

/** Takes OTLP over HTTP as a collector does, and keeps it. */
export async function startTraceCollector(): Promise<TraceCollector> {
  const spans: CollectedSpan[] = []
  const bodies: Buffer[] = []
  const server = createServer(async (request, response) => {
    const body = await buffer(request)
    if (request.url !== '/v1/traces') return response.writeHead(404).end()
    bodies.push(body)
    spans.push(...readSpans(body))
    return response.writeHead(200, { 'content-type': 'application/x-protobuf' }).end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  // A server that listens on a port has an address of this kind.
  const { port } = server.address() as AddressInfo
  return {
    endpoint: `http://127.0.0.1:${port}`,
    spans,
    text: () => Buffer.concat(bodies).toString('latin1'),
    async [Symbol.asyncDispose]() {
      server.close()
      server.closeAllConnections()
    },
  }
}

// The numbers are those of opentelemetry/proto/trace/v1/trace.proto.
function readSpans(body: Buffer): CollectedSpan[] {
  return messages(readMessage(body), 1).flatMap((resourceSpans) => {
    const service = messages(resourceSpans, 1).map(readAttributes(1))[0]?.['service.name'] ?? ''
    const scopes = messages(resourceSpans, 2)
    return scopes.flatMap((scope) => messages(scope, 2).map((span) => readSpan(service, span)))
  })
}

function readSpan(service: string, span: Message): CollectedSpan {
  return {
    service,
    traceId: hex(span, 1),
    spanId: hex(span, 2),
    parentId: hex(span, 4),
    name: text(span, 5),
    attributes: readAttributes(9)(span),
    links: messages(span, 13).map((link) => hex(link, 2)),
  }
}

function readAttributes(field: number) {
  return (message: Message): Record<string, string> =>
    Object.fromEntries(
      messages(message, field).map((pair) => [
        text(pair, 1),
        messages(pair, 2)
          .map((value) => text(value, 1) || String(value.get(3)?.[0] ?? ''))
          .join(),
      ]),
    )
}

function bytes(message: Message, field: number): Buffer[] {
  return (message.get(field) ?? []).filter((value) => Buffer.isBuffer(value))
}

function messages(message: Message, field: number): Message[] {
  return bytes(message, field).map(readMessage)
}

function hex(message: Message, field: number): string {
  return bytes(message, field)[0]?.toString('hex') ?? ''
}

function text(message: Message, field: number): string {
  return bytes(message, field)[0]?.toString() ?? ''
}
