import { emptyDatabase } from '@order-settlement/testing/empty-database.ts'
import { createTestDatabase, type TestDatabase } from '@order-settlement/testing/test-database.ts'
import { afterAll, beforeAll, onTestFinished } from 'vitest'
import type { Database } from '../tables.ts'

/**
 * Creates a database for all tests of a file.
 *
 * @returns a function that empties it for a test, by the statements of that test: one that alters a table gets another
 */
export function shareDatabase(): (statements: string[]) => Promise<Database> {
  let shared: TestDatabase
  beforeAll(async () => {
    shared = await createTestDatabase()
  })
  afterAll(() => shared?.drop())
  return async (statements) => {
    if (statements.some((statement) => statement.includes('alter table'))) {
      const own = await createTestDatabase()
      onTestFinished(() => own.drop())
      return own.db
    }
    await emptyDatabase(shared.db)
    return shared.db
  }
}
