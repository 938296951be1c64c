import Type, { type Static } from 'typebox'
import type { ProblemKind } from './problem-kind.ts'

const FieldError = Type.Object({
  path: Type.String({ description: 'JSON pointer of the field; empty for the body itself' }),
  message: Type.String(),
})
export type FieldError = Static<typeof FieldError>

/** Requests that are refused before a domain sees them. */
export const requestProblems = {
  VALIDATION: {
    status: 400,
    title: 'Validation',
    meaning: 'The request is not valid',
    remedy: 'Correct the fields that errors names by their JSON pointers, then send it again',
    members: {
      errors: {
        schema: Type.Array(FieldError),
        example: [{ path: '/quantity', message: 'must be >= 1' }],
      },
    },
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
  ROUTE_NOT_FOUND: {
    status: 404,
    title: 'Route not found',
    meaning: 'There is nothing at this path',
    remedy: 'Compare the path with the OpenAPI document at /openapi.json',
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
    remedy: 'Send JSON with Content-Type: application/json; an import takes CSV or NDJSON instead',
    detail: 'Send the body as application/json',
  },
  IDEMPOTENCY_KEY_REUSED: {
    status: 422,
    title: 'Idempotency key reused',
    meaning: 'The Idempotency-Key was sent before with another body',
    remedy: 'Send a new key with a new request, and the same body when you retry',
  },
  HEADERS_TOO_LARGE: {
    status: 431,
    title: 'Headers too large',
    meaning: 'The request headers are too large',
    remedy: 'Keep the headers below 16 KB in total',
  },
  PROBLEM_NOT_FOUND: {
    status: 404,
    title: 'Problem not found',
    meaning: 'There is no problem of this name',
    remedy: 'Follow the type of a problem document, or list all with GET /problems',
  },
} as const satisfies Record<string, ProblemKind>
