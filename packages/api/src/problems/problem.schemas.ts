import Type, { type Static } from 'typebox'
import { describeHeaders, ref } from '../server/route-schemas.ts'
import { describeKind, kindOf, type ProblemCode, problemType, type StatusOf } from './problems.ts'

export const problemMediaType = 'application/problem+json'

const FieldError = Type.Object({
  path: Type.String({ description: 'JSON pointer of the field; empty for the body itself' }),
  message: Type.String(),
})

/** What every problem document has (RFC 9457). */
export const Problem = Type.Object(
  {
    type: Type.String({ description: 'Path of a page about this kind of problem' }),
    title: Type.String(),
    status: Type.Integer(),
    detail: Type.String(),
    instance: Type.String({ description: 'Path of the request; /requests/{id} for a 5xx' }),
    code: Type.String({ description: 'Stable identifier for programs' }),
    errors: Type.Optional(Type.Array(FieldError)),
  },
  { $id: 'Problem' },
)

const exampleKind = describeKind('OUT_OF_STOCK')

/** What `type` points to. */
export const ProblemKindDocument = Type.Object(
  {
    type: Type.String({ description: 'The type of every problem of this kind' }),
    title: Type.String(),
    status: Type.Integer(),
    code: Type.String(),
    meaning: Type.String({ description: 'What happened' }),
    remedy: Type.String({ description: 'What to do' }),
  },
  { $id: 'ProblemKind', examples: [exampleKind] },
)
export type ProblemKindDocument = Static<typeof ProblemKindDocument>

export const ProblemKindList = Type.Object(
  { problems: Type.Array(ref(ProblemKindDocument)) },
  { $id: 'ProblemKindList', examples: [{ problems: [exampleKind] }] },
)

/** How to send the request again, by status. */
const headers: Record<number, Record<string, string>> = {
  401: { 'www-authenticate': 'The authentication scheme' },
  403: { 'www-authenticate': 'The scope that the key lacks' },
  429: { 'retry-after': 'Seconds' },
}

/**
 * Describes the problems that a route may answer with.
 *
 * @param codes all of them in one call: each status lists its codes in this order
 * @returns entries of the route's `response`, by status
 */
export function problems<const Code extends ProblemCode>(...codes: Code[]) {
  const byStatus = Map.groupBy(new Set<ProblemCode>(codes), (code) => kindOf(code).status)
  const entries = [...byStatus].map(([status, group]) => [status, describeStatus(status, group)])
  return Object.fromEntries(entries) as Record<StatusOf<Code>, ReturnType<typeof describeStatus>>
}

function describeStatus(status: number, codes: ProblemCode[]) {
  const [code = 'INTERNAL'] = codes
  const { title } = kindOf(code)
  const own = Type.Object({ code: Type.Enum(codes, { type: 'string' }), ...schemasOf(codes) })
  const example = {
    type: problemType(code),
    title,
    status,
    detail: title,
    instance: status < 500 ? '/orders' : '/requests/5f0c1b7a9d3e-1',
    code,
    ...(code === 'VALIDATION' ? { errors: [{ path: '/quantity', message: 'must be >= 1' }] } : {}),
    ...examplesOf(code),
  }
  return {
    description: codes.join(' or '),
    ...headersOf(status, codes),
    content: {
      [problemMediaType]: { schema: Type.Intersect([ref(Problem), own], { examples: [example] }) },
    },
  }
}

function headersOf(status: number, codes: ProblemCode[]) {
  const isRetryable = codes.some((code) => kindOf(code).retryAfter !== undefined)
  const names = headers[status] ?? (isRetryable ? { 'retry-after': 'Seconds' } : undefined)
  return names ? { headers: describeHeaders(names) } : {}
}

function examplesOf(code: ProblemCode): Record<string, unknown> {
  const members = Object.entries(kindOf(code).members ?? {})
  return Object.fromEntries(members.map(([name, { example }]) => [name, example]))
}

/** The members of each code; optional where another code of the same status lacks them. */
function schemasOf(codes: ProblemCode[]) {
  const members = codes.flatMap((code) => Object.entries(kindOf(code).members ?? {}))
  const isOptional = codes.length > 1
  return Object.fromEntries(
    members.map(([name, { schema }]) => [name, isOptional ? Type.Optional(schema) : schema]),
  )
}

/** Any route. */
export const anyProblems = ['INTERNAL', 'DATABASE_UNAVAILABLE', 'OVERLOADED'] as const

/** A route that sends to the queue. */
export const queueProblems = [...anyProblems, 'QUEUE_UNAVAILABLE'] as const

/** A route with input in its URL. */
export const urlProblems = ['VALIDATION', 'MALFORMED_REQUEST'] as const

/** A route with a body. */
export const bodyProblems = [...urlProblems, 'BODY_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE'] as const
