import Type, { type TSchema } from 'typebox'

export const problemType = 'application/problem+json'

export const FieldError = Type.Object({
  path: Type.String({ description: 'JSON pointer of the field; empty for the whole body' }),
  message: Type.String(),
})

export const ProblemDocument = Type.Object({
  type: Type.String({ description: 'Names the kind of problem; the same for every occurrence' }),
  title: Type.String(),
  status: Type.Integer(),
  detail: Type.String(),
  instance: Type.String({ description: 'The path asked for, or /requests/{id} of a 5xx' }),
  code: Type.String({ description: 'Stable word to program against' }),
  errors: Type.Optional(Type.Array(FieldError)),
})

/** One entry of a route's `response`. */
export function problem<Schema extends TSchema = typeof ProblemDocument>(
  description: string,
  schema?: Schema,
) {
  return { description, content: { [problemType]: { schema: schema ?? ProblemDocument } } }
}

/** What any route may answer. */
export const serverProblems = {
  500: problem('INTERNAL'),
  503: problem('DATABASE_UNAVAILABLE or OVERLOADED: try again after Retry-After seconds'),
}

/** What any route with a body may answer. */
export const bodyProblems = {
  400: problem('VALIDATION: the fields at fault are in errors'),
  413: problem('BODY_TOO_LARGE'),
  415: problem('UNSUPPORTED_MEDIA_TYPE'),
}
