import { context, ROOT_CONTEXT, type Span, trace } from '@opentelemetry/api'

/**
 * Runs what places a batch in a span of its own, within the trace of its first order. The spans of the others and
 * that of the batch point at each other. Costs next to nothing while nothing is traced.
 *
 * @param orders the spans of the orders
 */
export async function traceBatch(
  orders: (Span | undefined)[],
  place: () => Promise<void>,
): Promise<void> {
  const [first, ...others] = orders.filter((span): span is Span => span?.isRecording() ?? false)
  // The request in whose context this runs need not be part of the batch.
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
