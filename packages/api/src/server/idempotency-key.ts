import Type from 'typebox'

/** Node.js joins two headers of this name with a comma and a space, and the pattern refuses the space. */
export const IdempotencyHeaders = Type.Object({
  'idempotency-key': Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 255,
      pattern: '^[\\x21-\\x7E]*$',
      // No example: /docs would send it with every try, and the second would replay the first.
      description:
        'Any value, such as a UUID. A request sent again with its key has no second effect.',
    }),
  ),
})

/** @param replayed whether an earlier request with the same key got this answer */
export function replayHeaders(replayed: boolean): Record<string, string> {
  return replayed ? { 'idempotent-replayed': 'true' } : {}
}

/** Describes `replayHeaders`. */
export const replayHeadersDescribed = {
  'idempotent-replayed': 'true if this is the answer to an earlier request with the same key',
}
