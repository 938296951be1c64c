import Type from 'typebox'

/** Two headers of the name arrive joined by a comma and a space, and the space is refused. */
export const IdempotencyHeaders = Type.Object({
  'idempotency-key': Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 255,
      pattern: '^[\\x21-\\x7E]*$',
      description: 'Of your choice: the same request, sent again with it, is done once',
      examples: ['cart-7'],
    }),
  ),
})

/** The headers of an answer that was given before. */
export function replayHeaders(replayed: boolean): Record<string, string> {
  return replayed ? { 'idempotent-replayed': 'true' } : {}
}

/** What `replayHeaders` adds, for the document. */
export const replayHeadersDescribed = {
  'idempotent-replayed': 'true if the key brought back what an earlier request was answered',
}
