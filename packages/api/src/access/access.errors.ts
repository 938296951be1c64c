import { Refusal } from '../problems/refusal.ts'

export type AccessErrorCode =
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'DOWNLOAD_URL_INVALID'
  | 'DOWNLOAD_URL_EXPIRED'

const statuses = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  DOWNLOAD_URL_INVALID: 403,
  DOWNLOAD_URL_EXPIRED: 403,
} satisfies Record<AccessErrorCode, number>

/** Somebody who may not do what was asked. */
export class AccessError extends Refusal<AccessErrorCode> {
  get status(): number {
    return statuses[this.code]
  }
}
