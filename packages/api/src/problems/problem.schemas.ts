import Type, { type Static } from 'typebox'
import { describeHeaders, ref } from '../server/route-schemas.ts'
import { describeKind, kindOf, type ProblemCode, problemType, type StatusOf } from './problems.ts'

export const problemMediaType = 'application/problem+json'

/** What every problem document has (RFC 9457). */
export const Problem = Type.Object(
  {
    type: Type.String({ description: 'Path of a page about this kind of problem' }),
    title: Type.String(),
    status: Type.Integer(),
    detail: Type.String(),
    instance: Type.String({ description: 'Path of the request; /requests/{id} for a 5xx' }),
    code: Type.String({ description: 'Stable identifier for programs' }),
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
  const variants = groupByMembers(codes)
  const schemas = variants.map(schemaOf)
  const [only] = schemas
  const own = schemas.length === 1 && only ? only : Type.Union(schemas)
  const examples = variants.map((group) => exampleOf(status, group))
  return {
    description: codes.join(' or '),
    ...headersOf(status, codes),
    content: { [problemMediaType]: { schema: Type.Intersect([ref(Problem), own], { examples }) } },
  }
}

/** A code with members of its own is alone, so that programs that compare `code` have them; the rest are together. */
function groupByMembers(codes: ProblemCode[]): ProblemCode[][] {
  const groups = Map.groupBy(codes, (code) => (kindOf(code).members ? code : undefined))
  return [...groups.values()]
}

function schemaOf(codes: ProblemCode[]) {
  const members = codes.flatMap((code) => Object.entries(kindOf(code).members ?? {}))
  return Type.Object({
    code: Type.Enum(codes, { type: 'string' }),
    ...Object.fromEntries(members.map(([name, { schema }]) => [name, schema])),
  })
}

function exampleOf(status: number, [code = 'INTERNAL']: ProblemCode[]) {
  const { title, members = {} } = kindOf(code)
  return {
    type: problemType(code),
    title,
    status,
    detail: title,
    instance: status < 500 ? '/orders' : '/requests/5f0c1b7a9d3e-1',
    code,
    ...Object.fromEntries(Object.entries(members).map(([name, { example }]) => [name, example])),
  }
}

function headersOf(status: number, codes: ProblemCode[]) {
  const isRetryable = codes.some((code) => kindOf(code).retryAfter !== undefined)
  const names = headers[status] ?? (isRetryable ? { 'retry-after': 'Seconds' } : undefined)
  return names ? { headers: describeHeaders(names) } : {}
}

/** Any route. */
export const anyProblems = ['INTERNAL', 'DATABASE_UNAVAILABLE', 'OVERLOADED'] as const

/** A route that sends to the queue. */
export const queueProblems = [...anyProblems, 'QUEUE_UNAVAILABLE'] as const

/** A route with input in its URL. */
export const urlProblems = ['VALIDATION', 'MALFORMED_REQUEST'] as const

/** A route with a body. */
export const bodyProblems = [...urlProblems, 'BODY_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE'] as const
