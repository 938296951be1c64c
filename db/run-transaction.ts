import pRetry from 'p-retry'
import { errorCode, isTransactionConflict } from './database-errors.ts'
import type { Database, Trx } from './tables.ts'

/**
 * Runs `body` in one transaction, again as `retryConflicts` does.
 *
 * @param body may run more than once, so it changes nothing but the database
 * @throws what `body` throws, after the rollback
 */
export function runTransaction<Result>(
  db: Database,
  body: (trx: Trx) => Promise<Result>,
): Promise<Result> {
  return retryConflicts(() => db.transaction().execute(body))
}

/**
 * Runs a transaction. After a deadlock, a serialization failure, or an idempotency key that another
 * transaction has just committed it is tried again, a few times within about half a second; the next try
 * finds the key.
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
