import Type from 'typebox'

// Of any version. The format alone takes a "urn:uuid:" before it, which PostgreSQL does not.
export const Uuid = Type.String({ format: 'uuid', pattern: '^(?![Uu][Rr][Nn]:)' })

/** @param example an id of its kind */
export function idParams(example: string) {
  return Type.Object({ id: Type.String({ ...Uuid, examples: [example] }) })
}
