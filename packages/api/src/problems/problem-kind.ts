import type { TSchema } from 'typebox'

/** What the table of problems says of a code. */
export interface ProblemKind {
  readonly status: number
  readonly title: string
  /** What happened, without a full stop. */
  readonly meaning: string
  /** What the caller should do, without a full stop. */
  readonly remedy: string
  /** The `detail` of an answer that has nothing more specific to say; `meaning` by default. */
  readonly detail?: string
  /** When to send the request again, in seconds: the header `Retry-After`. */
  readonly retryAfter?: number
  /** What the document has beside the usual members: the schema of each, and an example. */
  readonly members?: Readonly<Record<string, { schema: TSchema; example: unknown }>>
}
