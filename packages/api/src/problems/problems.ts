import type { Static, TSchema } from 'typebox'
import { accessProblems } from './access.problems.ts'
import { archiveProblems } from './archives.problems.ts'
import { downloadProblems } from './downloads.problems.ts'
import { importProblems } from './imports.problems.ts'
import { jobProblems } from './jobs.problems.ts'
import { merchantProblems } from './merchants.problems.ts'
import { orderProblems } from './orders.problems.ts'
import { periodProblems } from './periods.problems.ts'
import type { ProblemKind } from './problem-kind.ts'
import { productProblems } from './products.problems.ts'
import { requestProblems } from './requests.problems.ts'
import { serverProblems } from './server.problems.ts'
import { settlementProblems } from './settlements.problems.ts'

/**
 * Every problem that the API answers with, by its code. A code is stable: it is never renamed. Each domain lists its
 * own in a file here; `GET /problems` keeps the order.
 */
export const problemKinds = {
  ...requestProblems,
  ...accessProblems,
  ...merchantProblems,
  ...productProblems,
  ...orderProblems,
  ...jobProblems,
  ...periodProblems,
  ...archiveProblems,
  ...settlementProblems,
  ...downloadProblems,
  ...importProblems,
  ...serverProblems,
}
export type ProblemCode = keyof typeof problemKinds

export type StatusOf<Code extends ProblemCode> = (typeof problemKinds)[Code]['status']

/** The members that a problem of this code has beside the usual ones. */
export type MembersOf<Code extends ProblemCode> = (typeof problemKinds)[Code] extends {
  members: infer Members
}
  ? { -readonly [Name in keyof Members]: SchemaOf<Members[Name]> }
  : Record<never, never>

type SchemaOf<Member> = Member extends { schema: infer Schema extends TSchema }
  ? Static<Schema>
  : never

/** The table's entry, as wide as `ProblemKind` so that optional fields can be read. */
export function kindOf(code: ProblemCode): ProblemKind {
  return problemKinds[code]
}

/** The `type` of every problem of this code: a relative reference to a page about it. */
export function problemType(code: ProblemCode): string {
  return `/problems/${code.toLowerCase().replaceAll('_', '-')}`
}

/** What the page that `type` points to says about a code. */
export function describeKind(code: ProblemCode) {
  const { status, title, meaning, remedy } = kindOf(code)
  return { type: problemType(code), title, status, code, meaning, remedy }
}
