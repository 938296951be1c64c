import type { ProblemKind } from './problem-kind.ts'

export const downloadProblems = {
  DOWNLOAD_NOT_FOUND: {
    status: 404,
    title: 'Download not found',
    meaning: 'There is no file of this name, or its job has not completed',
    remedy: 'Wait until the job is COMPLETED, then use its download_url',
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
  PRECONDITION_FAILED: {
    status: 412,
    title: 'Precondition failed',
    meaning: 'The file does not match the precondition in the request headers',
    remedy: 'Send the current ETag in If-Match, or no precondition',
  },
  RANGE_NOT_SATISFIABLE: {
    status: 416,
    title: 'Range not satisfiable',
    meaning: 'The range begins after the end of the file',
    remedy: 'Ask for a range within the size that the header Content-Range gives',
  },
  STORE_UNAVAILABLE: {
    status: 503,
    title: 'Store unavailable',
    meaning: 'The object storage that has the file does not answer',
    remedy: 'Retry after the seconds in Retry-After; the operator must look at it if it lasts',
    detail: 'The file cannot be read now; retry later',
    retryAfter: 5,
  },
} as const satisfies Record<string, ProblemKind>
