import { randomUUID } from 'node:crypto'
import { createDatabase } from '@order-settlement/db/create-database.ts'
import type { Database } from '@order-settlement/db/tables.ts'
import { createLogger } from '@order-settlement/shared/process/logger.ts'
import pg from 'pg'
import { inject } from 'vitest'

export interface TestDatabase extends AsyncDisposable {
  url: string
  db: Database
  /** Closes all connections to it first. Safe to call twice. */
  drop(): Promise<void>
}

/** A migrated database without rows, for one test file or test, which drops it. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await onServer(
    `create database ${name} template ${inject('templateDatabase')} strategy file_copy`,
  )
  const url = new URL(inject('postgresUrl'))
  url.pathname = name
  const db = createDatabase({
    url: url.href,
    applicationName: 'test',
    connections: 10,
    logger: createLogger('test', 'silent'),
  })
  let dropping: Promise<void> | undefined
  const drop = () => {
    dropping ??= db.destroy().then(() => onServer(`drop database if exists ${name} with (force)`))
    return dropping
  }
  return { url: url.href, db, drop, [Symbol.asyncDispose]: drop }
}

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject('postgresUrl') })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
