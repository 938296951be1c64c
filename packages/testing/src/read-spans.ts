import type { CollectedSpan } from './trace-collector.ts'

/** @returns the span and its ancestors, the root last */
export function lineage(spans: CollectedSpan[], span: CollectedSpan): CollectedSpan[] {
  const parent = spans.find(({ spanId }) => spanId === span.parentId)
  return parent ? [span, ...lineage(spans, parent)] : [span]
}

/** @returns the spans of SQL statements that contain `text` */
export function statements(spans: CollectedSpan[], text: string): CollectedSpan[] {
  return spans.filter(({ attributes }) => attributes['db.query.text']?.includes(text))
}
