import pRetry from 'p-retry'
import { errorCode, isTransactionConflict } from './database-errors.ts'
import type { Database, Trx } from './tables.ts'

/**
 * Executes `body` in one transaction, with the retries of `retryConflicts`.
 *
 * @param body may be called more than once: it must change nothing but the database
 * @throws what `body` throws, after the rollback
 */
export function runTransaction<Result>(
  db: Database,
  body: (trx: Trx) => Promise<Result>,
): Promise<Result> {
  return retryConflicts(() => db.transaction().execute(body))
}

/**
 * Retries a transaction with backoff, 4 times within about 0.5 s, after a deadlock, a serialization failure, or
 * an idempotency key that another transaction has just committed: the retry finds the key.
 *
 * @throws the error of the last attempt
 */
export function retryConflicts<Result>(transaction: () => Promise<Result>): Promise<Result> {
  return pRetry(transaction, {
    retries: 4,
    minTimeout: 10,
    maxTimeout: 100,
    randomize: true,
    shouldRetry: ({ error }) => isTransactionConflict(error) || isKeyTaken(error),
  })
}

function isKeyTaken(error: Error): boolean {
  return (
    errorCode(error) === '23505' &&
    'constraint' in error &&
    String(error.constraint).endsWith('_idempotency_key_key')
  )
}
