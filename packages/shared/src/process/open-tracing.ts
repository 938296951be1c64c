import type { Logger } from './logger.ts'
import type { TraceProtocol } from './tracing.ts'

/**
 * Starts tracing if a collector is set. The libraries are loaded only then.
 *
 * @returns a function that sends the last spans, within 1.5 s
 */
export async function openTracing(
  config: {
    OTEL_EXPORTER_OTLP_ENDPOINT?: string
    OTEL_EXPORTER_OTLP_PROTOCOL: TraceProtocol
    OTEL_SERVICE_NAME: string
  },
  logger: Logger,
): Promise<() => Promise<void>> {
  const endpoint = config.OTEL_EXPORTER_OTLP_ENDPOINT
  if (!endpoint) return async () => {}
  const { startTracing } = await import('./tracing.ts')
  return startTracing({
    endpoint,
    protocol: config.OTEL_EXPORTER_OTLP_PROTOCOL,
    service: config.OTEL_SERVICE_NAME,
    logger,
  })
}
