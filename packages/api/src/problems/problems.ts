import Type, { type Static, type TSchema } from 'typebox'

interface ProblemKind {
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

/** Every problem that the API answers with, by its code. A code is stable: it is never renamed. */
export const problemKinds = {
  VALIDATION: {
    status: 400,
    title: 'Validation',
    meaning: 'The request is not valid',
    remedy: 'Correct the fields that errors names by their JSON pointers, then send it again',
  },
  MALFORMED_REQUEST: {
    status: 400,
    title: 'Malformed request',
    meaning: 'The request is not well-formed HTTP',
    remedy: 'Check the request line, the Host header and the length of the body',
  },
  MALFORMED_URL: {
    status: 400,
    title: 'Malformed URL',
    meaning: 'The URL is not well-formed',
    remedy: 'Percent-encode each part of the path and of the query',
  },
  UNAUTHENTICATED: {
    status: 401,
    title: 'Unauthenticated',
    meaning: 'The request has no API key, or one that is unknown or expired',
    remedy: 'Send a valid key in the header Authorization: Bearer KEY',
    detail: 'Send an API key that is known and not expired',
  },
  FORBIDDEN: {
    status: 403,
    title: 'Forbidden',
    meaning: 'The API key lacks the scope of this operation',
    remedy: 'Use a key with the scope that the header WWW-Authenticate names',
  },
  DOWNLOAD_URL_INVALID: {
    status: 403,
    title: 'Download URL invalid',
    meaning: 'The signature does not match this file',
    remedy: 'Use the signed URL unchanged, or create another with POST /jobs/{id}/download-url',
  },
  DOWNLOAD_URL_EXPIRED: {
    status: 403,
    title: 'Download URL expired',
    meaning: 'The signed URL has expired',
    remedy: 'Create another with POST /jobs/{id}/download-url',
    detail: 'The URL has expired; ask for another one',
  },
  ROUTE_NOT_FOUND: {
    status: 404,
    title: 'Route not found',
    meaning: 'There is nothing at this path',
    remedy: 'Compare the path with the OpenAPI document at /openapi.json',
  },
  PROBLEM_NOT_FOUND: {
    status: 404,
    title: 'Problem not found',
    meaning: 'There is no problem of this name',
    remedy: 'Follow the type of a problem document, or list all with GET /problems',
  },
  PRODUCT_NOT_FOUND: {
    status: 404,
    title: 'Product not found',
    meaning: 'There is no product with this id',
    remedy: 'Check product_id',
  },
  ORDER_NOT_FOUND: {
    status: 404,
    title: 'Order not found',
    meaning: 'There is no order with this id, or it was placed with another API key',
    remedy: 'Check the id, and use the key that placed the order',
  },
  JOB_NOT_FOUND: {
    status: 404,
    title: 'Job not found',
    meaning: 'There is no job with this id',
    remedy: 'Check the id, or list jobs with GET /jobs',
  },
  DOWNLOAD_NOT_FOUND: {
    status: 404,
    title: 'Download not found',
    meaning: 'There is no file of this name, or its job has not completed',
    remedy: 'Wait until the job is COMPLETED, then use its download_url',
  },
  METHOD_NOT_ALLOWED: {
    status: 405,
    title: 'Method not allowed',
    meaning: 'This path does not support the method',
    remedy: 'Use one of the methods in the header Allow',
  },
  REQUEST_TIMEOUT: {
    status: 408,
    title: 'Request timeout',
    meaning: 'The request did not arrive in time',
    remedy: 'Send the request again without pauses between its parts',
  },
  OUT_OF_STOCK: {
    status: 409,
    title: 'Out of stock',
    meaning: 'The product has fewer units left than the order asks for',
    remedy: 'Order at most the available units, or wait for new stock',
    members: {
      requested: { schema: Type.Integer({ description: 'Units asked for' }), example: 2 },
      available: { schema: Type.Integer({ description: 'Units left' }), example: 1 },
    },
  },
  JOB_ALREADY_FINISHED: {
    status: 409,
    title: 'Job already finished',
    meaning: 'The job has completed or failed, so it cannot be cancelled',
    remedy: 'Read the outcome with GET /jobs/{id}',
  },
  JOB_PUBLISHING: {
    status: 409,
    title: 'Job publishing',
    meaning: 'The job is being published, so it cannot be cancelled now',
    remedy:
      'Wait for the seconds in Retry-After: read the outcome, or cancel it again if it is still running',
    retryAfter: 1,
  },
  JOB_NOT_RETRYABLE: {
    status: 409,
    title: 'Job not retryable',
    meaning: 'Only a failed or cancelled job can be retried',
    remedy: 'Wait for the job to end, or start another with POST /jobs/settlement',
  },
  JOB_NOT_COMPLETED: {
    status: 409,
    title: 'Job not completed',
    meaning: 'The job has not completed, so it has changed no settlements',
    remedy: 'Wait until the job is COMPLETED',
  },
  JOB_DAYS_DIFFER: {
    status: 409,
    title: 'Job days differ',
    meaning: 'The two jobs settled different days, or days in different time zones',
    remedy: 'Compare jobs whose from, to and timezone are equal',
  },
  DIFF_NOT_KEPT: {
    status: 409,
    title: 'Diff not kept',
    meaning: 'The changes between the two jobs were not recorded, since one of them is too old',
    remedy: 'Compare their CSV files, or settle the days again and compare later jobs',
  },
  PRECONDITION_FAILED: {
    status: 412,
    title: 'Precondition failed',
    meaning: 'The file does not match the precondition in the request headers',
    remedy: 'Send the current ETag in If-Match, or no precondition',
  },
  BODY_TOO_LARGE: {
    status: 413,
    title: 'Body too large',
    meaning: 'The body is larger than 65536 bytes',
    remedy: 'Send a smaller body',
  },
  URL_TOO_LONG: {
    status: 414,
    title: 'Url too long',
    meaning: 'The URL is too long',
    remedy: 'Shorten the path or the query',
  },
  UNSUPPORTED_MEDIA_TYPE: {
    status: 415,
    title: 'Unsupported media type',
    meaning: 'The body has a media type that this operation does not accept',
    remedy: 'Send JSON with the header Content-Type: application/json',
    detail: 'Send the body as application/json',
  },
  RANGE_NOT_SATISFIABLE: {
    status: 416,
    title: 'Range not satisfiable',
    meaning: 'The range begins after the end of the file',
    remedy: 'Ask for a range within the size that the header Content-Range gives',
  },
  IDEMPOTENCY_KEY_REUSED: {
    status: 422,
    title: 'Idempotency key reused',
    meaning: 'The Idempotency-Key was sent before with another body',
    remedy: 'Send a new key with a new request, and the same body when you retry',
  },
  RATE_LIMITED: {
    status: 429,
    title: 'Rate limited',
    meaning: 'The caller has sent more requests than its limit per minute',
    remedy: 'Wait for the seconds in the header Retry-After, then send the request again',
    detail: 'Too many requests; retry after the seconds in Retry-After',
  },
  HEADERS_TOO_LARGE: {
    status: 431,
    title: 'Headers too large',
    meaning: 'The request headers are too large',
    remedy: 'Keep the headers below 16 KB in total',
  },
  INTERNAL: {
    status: 500,
    title: 'Internal',
    meaning: 'Something went wrong on our side',
    remedy: 'Report the request id in instance; retry a POST only with its Idempotency-Key',
  },
  DATABASE_UNAVAILABLE: {
    status: 503,
    title: 'Database unavailable',
    meaning: 'The database is unreachable, so the outcome of the request is unknown',
    remedy: 'Send the request again with the same Idempotency-Key after the seconds in Retry-After',
    detail:
      'The database is unreachable and the outcome is unknown; retry with the same Idempotency-Key',
    retryAfter: 1,
  },
  OVERLOADED: {
    status: 503,
    title: 'Overloaded',
    meaning: 'The service is overloaded, and the request changed nothing',
    remedy: 'Retry after the seconds in Retry-After, with exponential backoff',
    detail: 'The service is overloaded and changed nothing; retry after 1 s',
    retryAfter: 1,
  },
  QUEUE_UNAVAILABLE: {
    status: 503,
    title: 'Queue unavailable',
    meaning: 'The job queue is not installed in the database, so no job can be accepted',
    remedy: 'Retry later; the operator must run the migrations if it lasts',
    detail: 'Jobs cannot be accepted now',
    retryAfter: 1,
  },
} as const satisfies Record<string, ProblemKind>

export type ProblemCode = keyof typeof problemKinds

export type StatusOf<Code extends ProblemCode> = (typeof problemKinds)[Code]['status']

export interface FieldError {
  /** JSON pointer; empty for the body itself. */
  path: string
  message: string
}

/** The members that a problem of this code has beside the usual ones. */
export type MembersOf<Code extends ProblemCode> = Code extends 'VALIDATION'
  ? { errors?: FieldError[] }
  : (typeof problemKinds)[Code] extends { members: infer Members }
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
