import type { Logger } from './logger.ts'

/**
 * Starts tracing if there is a collector to send to. What it takes is loaded only then.
 *
 * @returns what sends the last spans, within 1.5 s
 */
export async function openTracing(
  config: { OTEL_EXPORTER_OTLP_ENDPOINT?: string; OTEL_SERVICE_NAME: string },
  logger: Logger,
): Promise<() => Promise<void>> {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_SERVICE_NAME: service } = config
  if (!endpoint) return async () => {}
  const { startTracing } = await import('./tracing.ts')
  return startTracing({ endpoint, service, logger })
}
