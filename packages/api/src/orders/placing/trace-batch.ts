import { context, ROOT_CONTEXT, type Span, trace } from '@opentelemetry/api'

/**
 * Runs `place` in a span of its own, in the trace of the batch's first order. That span and the spans of the other
 * orders link to each other. Nearly free while tracing is off.
 *
 * @param orders the spans of the orders
 */
export async function traceBatch(
  orders: (Span | undefined)[],
  place: () => Promise<void>,
): Promise<void> {
  const [first, ...others] = orders.filter((span): span is Span => span?.isRecording() ?? false)
  // Without it, the batch would join the trace of the request that happened to start it.
  if (!first) return await context.with(ROOT_CONTEXT, place)
  const batch = trace.getTracer('orders').startSpan(
    'place orders',
    {
      attributes: { 'orders.batch_size': orders.length },
      links: others.map((span) => ({ context: span.spanContext() })),
    },
    trace.setSpan(ROOT_CONTEXT, first),
  )
  for (const span of others) span.addLink({ context: batch.spanContext() })
  try {
    await context.with(trace.setSpan(ROOT_CONTEXT, batch), place)
  } finally {
    batch.end()
  }
}
