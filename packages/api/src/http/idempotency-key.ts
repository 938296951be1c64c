import Type from 'typebox'

/** Two headers of the name arrive joined by a comma and a space, and the space is refused. */
export const IdempotencyHeaders = Type.Object({
  'idempotency-key': Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 255,
      pattern: '^[\\x21-\\x7E]*$',
      description: '1 to 255 visible ASCII characters',
    }),
  ),
})

/** The headers of an answer that was given before. */
export function replayHeaders(replayed: boolean): Record<string, string> {
  return replayed ? { 'idempotent-replayed': 'true' } : {}
}
