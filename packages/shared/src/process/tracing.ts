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
  /** URL of an OTLP collector, such as `http://localhost:4318`. */
  endpoint: string
  protocol: TraceProtocol
  /** The attribute `service.name` of the spans. */
  service: string
  logger: Logger
}

/** Timeout for sending the last spans, in ms. */
const flushMs = 1_500

/**
 * Sends the spans of this process to a collector by OTLP over HTTP. An unreachable collector loses spans and has no
 * other effect. SQL is traced only within other spans, so polling is not; its parameters never are.
 *
 * @returns a function that sends the last spans, within 1.5 s
 */
export function startTracing(options: TracingOptions): () => Promise<void> {
  const { endpoint, protocol, service, logger } = options
  const url = `${endpoint.replace(/\/+$/, '')}/v1/traces`
  const Exporter = protocol === 'http/json' ? JsonExporter : ProtobufExporter
  const exporter = warnOnFailure(new Exporter({ url, timeoutMillis: 5_000 }), logger)
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': service }),
    spanProcessors: [
      removeErrorTexts,
      new BatchSpanProcessor({ exporter, scheduledDelayMillis: 1_000 }),
    ],
  })
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable())
  // No baggage: callers must not add data to jobs.
  propagation.setGlobalPropagator(new W3CTraceContextPropagator())
  trace.setGlobalTracerProvider(provider)
  instrumentDriver()
  return () => Promise.race([provider.shutdown().catch(() => {}), sleep(flushMs)])
}

/**
 * The instrumentation patches modules that are required after its creation. The driver was imported before, so it is
 * required once more: that patches the same classes.
 */
function instrumentDriver(): void {
  new PgInstrumentation({ requireParentSpan: true, ignoreConnectSpans: true })
  createRequire(import.meta.url)('pg')
}

/** Error texts may quote values of a statement or a request. */
const removeErrorTexts: SpanProcessor = {
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

/** Logs one warning for a series of failures. */
function warnOnFailure(exporter: JsonExporter | ProtobufExporter, logger: Logger): SpanExporter {
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
