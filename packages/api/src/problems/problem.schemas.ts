import Type, { type TSchema } from 'typebox'
import { describeHeaders, ref } from '../server/route-schemas.ts'
import { problemTitle, problemType } from './problem-names.ts'

export const problemMediaType = 'application/problem+json'

const FieldError = Type.Object({
  path: Type.String({ description: 'JSON pointer of the field; empty for the whole body' }),
  message: Type.String(),
})

/** What every refusal has (RFC 9457). */
export const Problem = Type.Object(
  {
    type: Type.String({ description: 'Names the kind of problem; the same for every occurrence' }),
    title: Type.String(),
    status: Type.Integer(),
    detail: Type.String(),
    instance: Type.String({ description: 'The path asked for, or /requests/{id} of a 5xx' }),
    code: Type.String({ description: 'Stable word to program against' }),
    errors: Type.Optional(Type.Array(FieldError)),
  },
  { $id: 'Problem' },
)

/** What tells a refused caller how to come again. */
const headers: Record<number, Record<string, string>> = {
  401: { 'www-authenticate': 'Which kind of key to send' },
  403: { 'www-authenticate': 'The scope that the key lacks' },
  429: { 'retry-after': 'Seconds' },
  503: { 'retry-after': 'Seconds' },
}

/**
 * What a route answers with one status when it refuses.
 *
 * @param codes that it may have
 * @param more what the document has beside the usual: an example of each field, with its schema
 * @returns an entry of the route's `response`
 */
export function problem<const Status extends number>(
  status: Status,
  codes: string[],
  more: Record<string, { schema: TSchema; example: unknown }> = {},
) {
  const [code = ''] = codes
  const own = Type.Object({
    code: Type.Enum(codes, { type: 'string' }),
    ...fromEach(more, ({ schema }) => schema),
  })
  const schema = Type.Intersect([ref(Problem), own], {
    examples: [
      {
        type: problemType(code),
        title: problemTitle(code),
        status,
        detail: problemTitle(code),
        instance: status < 500 ? '/orders' : '/requests/5f0c1b7a9d3e-1',
        code,
        ...(code === 'VALIDATION'
          ? { errors: [{ path: '/quantity', message: 'must be >= 1' }] }
          : {}),
        ...fromEach(more, ({ example }) => example),
      },
    ],
  })
  const entry = {
    description: codes.join(' or '),
    ...(headers[status] ? { headers: describeHeaders(headers[status]) } : {}),
    content: { [problemMediaType]: { schema } },
  }
  return { [status]: entry } as Record<Status, typeof entry>
}

function fromEach<In, Out>(
  record: Record<string, In>,
  of: (value: In) => Out,
): Record<string, Out> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, of(value)]))
}

/** What any route may answer. */
export const anyProblems = {
  ...problem(500, ['INTERNAL']),
  ...problem(503, ['DATABASE_UNAVAILABLE', 'OVERLOADED']),
}

/** What any route that sends to the queue may answer. */
export const queueProblems = {
  ...anyProblems,
  ...problem(503, ['DATABASE_UNAVAILABLE', 'OVERLOADED', 'QUEUE_UNAVAILABLE']),
}

/** What any route with a body may answer. */
export const bodyProblems = {
  ...problem(400, ['VALIDATION', 'MALFORMED_REQUEST']),
  ...problem(413, ['BODY_TOO_LARGE']),
  ...problem(415, ['UNSUPPORTED_MEDIA_TYPE']),
}

/** What any route that takes its input from the URL may answer. */
export const urlProblems = problem(400, ['VALIDATION', 'MALFORMED_REQUEST'])
