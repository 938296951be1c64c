import { buildConsole } from '@order-settlement/console/build-console.ts'
import { migrate } from '@order-settlement/db/migrate.ts'
import { createLogger } from '@order-settlement/shared/process/logger.ts'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { startOwnPostgres } from './own-postgres.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Of the database `postgres` of the run's server. */
    postgresUrl: string
    /** A migrated database without rows, closed to connections. */
    templateDatabase: string
  }
}

const templateDatabase = 'template_app'

/** Starts one PostgreSQL for all test files, with a migrated template that test databases are copied from. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  // Every api serves it.
  await buildConsole()
  const postgres = await startOwnPostgres({ max_connections: 400 })
  try {
    const url = postgres.url('postgres')
    await run(url, `create database ${templateDatabase}`)
    await migrate(postgres.url(templateDatabase), createLogger('migrate', 'silent'))
    // PostgreSQL copies a template only while it has no connections.
    await run(url, `alter database ${templateDatabase} allow_connections false is_template true`)
    project.provide('postgresUrl', url)
    project.provide('templateDatabase', templateDatabase)
  } catch (error) {
    await postgres[Symbol.asyncDispose]()
    throw error
  }
  return async () => postgres[Symbol.asyncDispose]()
}

async function run(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
