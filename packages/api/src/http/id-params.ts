import Type from 'typebox'

// Of any version. The format alone takes a "urn:uuid:" before it, which PostgreSQL does not.
export const Uuid = Type.String({ format: 'uuid', pattern: '^(?![Uu][Rr][Nn]:)' })

export const IdParams = Type.Object({ id: Uuid })
