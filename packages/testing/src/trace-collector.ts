import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

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
  /** What a process needs to send its spans here, as JSON: only that is read. */
  env: { OTEL_EXPORTER_OTLP_ENDPOINT: string; OTEL_EXPORTER_OTLP_PROTOCOL: string }
  spans: CollectedSpan[]
  /** Of each request. */
  contentTypes: (string | undefined)[]
  /** Every string that arrived, to search for what must not be in there. */
  text(): string
}

/** Takes OTLP over HTTP as a collector does, and keeps it. */
export async function startTraceCollector(): Promise<TraceCollector> {
  const spans: CollectedSpan[] = []
  const contentTypes: (string | undefined)[] = []
  const strings: string[] = []
  const server = createServer(async (request, response) => {
    const body = await text(request)
    if (request.url !== '/v1/traces') return response.writeHead(404).end()
    const type = request.headers['content-type']
    contentTypes.push(type)
    if (type === 'application/json') spans.push(...readSpans(parse(body, strings)))
    return response.writeHead(200, { 'content-type': type }).end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  // A server that listens on a port has an address of this kind.
  const { port } = server.address() as AddressInfo
  return {
    env: {
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
    },
    spans,
    contentTypes,
    text: () => strings.join('\n'),
    async [Symbol.asyncDispose]() {
      server.close()
      server.closeAllConnections()
    },
  }
}

// Of opentelemetry/proto/trace/v1/trace.proto, what is read here.
interface Attribute {
  key: string
  /** By its type, such as `stringValue`. */
  value: Record<string, unknown>
}
interface Span {
  traceId: string
  spanId: string
  parentSpanId?: string
  name: string
  attributes?: Attribute[]
  links?: { spanId: string }[]
}
interface Traces {
  resourceSpans: { resource: { attributes: Attribute[] }; scopeSpans: { spans: Span[] }[] }[]
}

function parse(body: string, strings: string[]): Traces {
  return JSON.parse(body, (_, value) => {
    if (typeof value === 'string') strings.push(value)
    return value
  })
}

function readSpans({ resourceSpans }: Traces): CollectedSpan[] {
  return resourceSpans.flatMap(({ resource, scopeSpans }) => {
    const service = readAttributes(resource.attributes)['service.name'] ?? ''
    return scopeSpans.flatMap(({ spans }) => spans.map((span) => readSpan(service, span)))
  })
}

function readSpan(service: string, span: Span): CollectedSpan {
  return {
    service,
    traceId: span.traceId,
    spanId: span.spanId,
    parentId: span.parentSpanId ?? '',
    name: span.name,
    attributes: readAttributes(span.attributes),
    links: (span.links ?? []).map(({ spanId }) => spanId),
  }
}

/** Values of every type as text. */
function readAttributes(attributes: Attribute[] = []): Record<string, string> {
  return Object.fromEntries(
    attributes.map(({ key, value }) => [key, Object.values(value).map(String).join()]),
  )
}
