import { type ApiDriver, createApiDriver } from '@order-settlement/testing/api-driver.ts'
import { createTestDatabase, type TestDatabase } from '@order-settlement/testing/test-database.ts'
import { startProcess } from '@order-settlement/testing/test-process.ts'

export interface TestService {
  database: TestDatabase
  /** Of the api. */
  url: string
  driver: ApiDriver
  /** Ends both processes and drops the database. */
  stop(): Promise<void>
}

/**
 * Starts an api and a worker, both with a database of their own.
 *
 * @param env settings of both processes
 */
export async function startService(env: Record<string, string>): Promise<TestService> {
  const database = await createTestDatabase()
  const settings = { DATABASE_URL: database.url, ...env }
  const [api, worker] = await Promise.all([
    startProcess('api', settings),
    startProcess('worker', settings),
  ])
  return {
    database,
    url: api.url,
    driver: createApiDriver(api.url),
    async stop() {
      await Promise.all([api[Symbol.asyncDispose](), worker[Symbol.asyncDispose]()])
      await database.drop()
    },
  }
}
