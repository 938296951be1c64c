import { context, ROOT_CONTEXT, type Span, trace } from '@opentelemetry/api'

/**
 * Runs `serve` in a span of its own, in the trace of the batch's first request. That span and the spans of the other
 * requests link to each other. Nearly free while tracing is off.
 *
 * @param requests the spans of the requests
 */
export async function traceBatch(
  name: string,
  requests: (Span | undefined)[],
  serve: () => Promise<void>,
): Promise<void> {
  const [first, ...others] = requests.filter((span): span is Span => span?.isRecording() ?? false)
  // Without it, the batch would join the trace of the request that happened to start it.
  if (!first) return await context.with(ROOT_CONTEXT, serve)
  const batch = trace.getTracer('orders').startSpan(
    name,
    {
      attributes: { 'orders.batch_size': requests.length },
      links: others.map((span) => ({ context: span.spanContext() })),
    },
    trace.setSpan(ROOT_CONTEXT, first),
  )
  for (const span of others) span.addLink({ context: batch.spanContext() })
  try {
    await context.with(trace.setSpan(ROOT_CONTEXT, batch), serve)
  } finally {
    batch.end()
  }
}
