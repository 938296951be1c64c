import type { Database, Trx } from '@order-settlement/shared/database.ts'
import { isTransactionConflict, sqlState } from '@order-settlement/shared/database-errors.ts'
import pRetry from 'p-retry'

/**
 * Runs `body` in one transaction. A deadlock, a serialization failure, or an idempotency key that another
 * transaction has just committed rolls back and tries again, a few times within about half a second; the
 * next try finds the key.
 *
 * @param body may run more than once, so it changes nothing but the database
 * @throws what `body` throws, after the rollback
 */
export function runTransaction<Result>(
  db: Database,
  body: (trx: Trx) => Promise<Result>,
): Promise<Result> {
  return pRetry(() => db.transaction().execute(body), {
    retries: 4,
    minTimeout: 10,
    maxTimeout: 100,
    randomize: true,
    shouldRetry: ({ error }) => isTransactionConflict(error) || isKeyTaken(error),
  })
}

function isKeyTaken(error: Error): boolean {
  return (
    sqlState(error) === '23505' &&
    'constraint' in error &&
    String(error.constraint).endsWith('_idempotency_key_key')
  )
}
