import type { TSchema } from 'typebox'

/**
 * A JSON answer that has headers of its own.
 *
 * @param headers by name, what each says
 * @returns an entry of a route's `response`
 */
export function answer<Schema extends TSchema>(
  description: string,
  schema: Schema,
  headers: Record<string, string>,
) {
  return {
    description,
    headers: describeHeaders(headers),
    content: { 'application/json': { schema } },
  }
}

/** @param headers by name, what each says */
export function describeHeaders(headers: Record<string, string>) {
  return Object.fromEntries(
    Object.entries(headers).map(([name, says]) => [name, { type: 'string', description: says }]),
  )
}
