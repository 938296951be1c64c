import { Refusal } from '../problems/refusal.ts'

export type SettlementErrorCode =
  | 'VALIDATION'
  | 'JOB_NOT_FOUND'
  | 'DOWNLOAD_NOT_FOUND'
  | 'JOB_ALREADY_FINISHED'
  | 'JOB_NOT_RETRYABLE'
  | 'JOB_NOT_COMPLETED'
  | 'IDEMPOTENCY_KEY_REUSED'

const statuses = {
  VALIDATION: 400,
  JOB_NOT_FOUND: 404,
  DOWNLOAD_NOT_FOUND: 404,
  JOB_ALREADY_FINISHED: 409,
  JOB_NOT_RETRYABLE: 409,
  JOB_NOT_COMPLETED: 409,
  IDEMPOTENCY_KEY_REUSED: 422,
} satisfies Record<SettlementErrorCode, number>

/** A settlement that is not started, not there, or not in a state to do what was asked. */
export class SettlementError extends Refusal<SettlementErrorCode> {
  get status(): number {
    return statuses[this.code]
  }
}

/** @param path JSON pointer of the field at fault */
export function invalidField(path: string, message: string): SettlementError {
  return new SettlementError('VALIDATION', `${path} ${message}`, { errors: [{ path, message }] })
}
