import { createRequire } from 'node:module'
import { setTimeout as sleep } from 'node:timers/promises'
import { context, propagation, trace } from '@opentelemetry/api'
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks'
import { ExportResultCode, W3CTraceContextPropagator } from '@opentelemetry/core'
import { OTLPTraceExporter as JsonExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { OTLPTraceExporter as ProtobufExporter } from '@opentelemetry/exporter-trace-otlp-proto'
import { PgInstrumentation } from '@opentelemetry/instrumentation-pg'
import { resourceFromAttributes } from '@opentelemetry/resources'
import {
  BatchSpanProcessor,
  type SpanExporter,
  type SpanProcessor,
  TracerProvider,
} from '@opentelemetry/sdk-trace'
import type { Logger } from './logger.ts'

export type TraceProtocol = 'http/protobuf' | 'http/json'

export interface TracingOptions {
  /** Of an OTLP collector, such as `http://localhost:4318`. */
  endpoint: string
  protocol: TraceProtocol
  /** What the spans name as their origin. */
  service: string
  logger: Logger
}

/** How long the last spans may take to leave, in ms. */
const flushMs = 1_500

/**
 * Sends the spans of this process to a collector, by OTLP over HTTP. One that is away costs spans, nothing else.
 * SQL is traced within other spans alone, so polling leaves no trace; its parameters never are.
 *
 * @returns what sends the rest, within 1.5 s
 */
export function startTracing(options: TracingOptions): () => Promise<void> {
  const { endpoint, protocol, service, logger } = options
  const url = `${endpoint.replace(/\/+$/, '')}/v1/traces`
  const Exporter = protocol === 'http/json' ? JsonExporter : ProtobufExporter
  const exporter = tellFailures(new Exporter({ url, timeoutMillis: 5_000 }), logger)
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': service }),
    spanProcessors: [
      withoutMessages,
      new BatchSpanProcessor({ exporter, scheduledDelayMillis: 1_000 }),
    ],
  })
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable())
  // Without baggage: a caller's is none of our jobs' business.
  propagation.setGlobalPropagator(new W3CTraceContextPropagator())
  trace.setGlobalTracerProvider(provider)
  traceStatements()
  return () => Promise.race([provider.shutdown().catch(() => {}), sleep(flushMs)])
}

/**
 * The instrumentation sees what is required after it was made. The driver was imported before, but requiring it
 * now gives the same classes, and these are what it changes.
 */
function traceStatements(): void {
  new PgInstrumentation({ requireParentSpan: true, ignoreConnectSpans: true })
  createRequire(import.meta.url)('pg')
}

/** The text of an error may quote values of a statement, or of a request. */
const withoutMessages: SpanProcessor = {
  onStart() {},
  onEnd({ status, events }) {
    delete status.message
    for (const { attributes } of events) {
      delete attributes?.['exception.message']
      delete attributes?.['exception.stacktrace']
    }
  },
  forceFlush: () => Promise.resolve(),
  shutdown: () => Promise.resolve(),
}

/** Says once that spans are lost, however many follow. */
function tellFailures(exporter: JsonExporter | ProtobufExporter, logger: Logger): SpanExporter {
  let failing = false
  return {
    export(spans, done) {
      exporter.export(spans, (result) => {
        const failed = result.code === ExportResultCode.FAILED
        if (failed && !failing) {
          logger.warn({ reason: result.error?.message }, 'traces not delivered')
        }
        failing = failed
        done(result)
      })
    },
    forceFlush: () => exporter.forceFlush(),
    shutdown: () => exporter.shutdown(),
  }
}
