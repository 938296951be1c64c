import Type, { type Static, type TSchema } from 'typebox'

// Of any version. The format alone takes a "urn:uuid:" before it, which PostgreSQL does not.
export const uuidPattern = '^(?![Uu][Rr][Nn]:)'
export const Uuid = Type.String({ format: 'uuid', pattern: uuidPattern })

/** @param example an id of its kind */
export function idParams(example: string) {
  return Type.Object({ id: Type.String({ ...Uuid, examples: [example] }) })
}

/** For a route that takes no body. Clients that must send one send an empty object. */
export const NoBody = Type.Union([Type.Null(), Type.Object({}, { additionalProperties: false })])

/** A reference to a schema that has an `$id` and was added by `addSchema`, so that it is described once. */
export function ref<Schema extends TSchema & { $id?: string }>(schema: Schema) {
  return Type.Unsafe<Static<Schema>>({ $ref: `${schema.$id}#` })
}

/**
 * A JSON response with headers of its own.
 *
 * @param headers descriptions by header name
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

/** @param headers descriptions by header name */
export function describeHeaders(headers: Record<string, string>) {
  return Object.fromEntries(
    Object.entries(headers).map(([name, text]) => [name, { type: 'string', description: text }]),
  )
}

// PostgreSQL stores no NUL, and UTF-8 has no lone surrogates.
export const storableText = '^[^\\u0000\\uD800-\\uDFFF]*$'

// PostgreSQL knows no year 0.
export const dayPattern = '^(?!0000)'
export const Day = Type.String({ format: 'date', pattern: dayPattern })
export const Time = Type.String({ format: 'date-time' })
export const nullable = <Schema extends Type.TSchema>(schema: Schema) =>
  Type.Union([schema, Type.Null()])
